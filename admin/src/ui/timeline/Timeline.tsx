import type { TimelineEntry } from '@holdfast/shared/support';
import { useState } from 'react';
import { messageLabel } from '../machine/edges.ts';
import { isMachineKind, lookOf } from '../states.ts';
import { clockOf, dayOf, zoneOf } from '../time.ts';
import './timeline.css';

const lanes = ['fan', 'system', 'stripe', 'clock', 'staff', 'email'] as const;
const laneNames = {
  fan: 'Fan',
  system: 'System',
  stripe: 'Stripe',
  clock: 'Clock',
  staff: 'Staff',
  email: 'Email',
};

/** Names one entry over all its reads. */
export function entryKey(entry: TimelineEntry): string {
  return `${entry.actorId} ${entry.version} ${entry.message} ${entry.at}`;
}

/** What happened, newest first, each in the lane of who did it; an entry opens to before and after. */
export function Timeline({
  entries,
  until,
  onTravel,
}: {
  entries: readonly TimelineEntry[];
  /** While looking at the past: what came after this entry is pale. */
  until?: TimelineEntry | null;
  onTravel?: (entry: TimelineEntry) => void;
}) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const untilAt = until ? entries.indexOf(until) : -1;
  let day = '';
  return (
    <div className="timeline">
      <div className="tl-head">
        <span className="tm">Time, {zoneOf(new Date())}</span>
        <span className="ln" aria-hidden="true">
          {lanes.map((lane) => (
            <em key={lane}>{laneNames[lane][0]}</em>
          ))}
        </span>
        <span>What happened</span>
        <span className="who">Fan, System, Stripe, Clock, Staff, Email</span>
      </div>
      <ol>
        {entries.map((entry, at) => {
          const key = entryKey(entry);
          const isOpen = open.has(key);
          const entryDay = dayOf(entry.at);
          const showsDay = entryDay !== day && (day !== '' || entryDay !== dayOf(new Date()));
          day = entryDay;
          return (
            <li key={key} className={until && at < untilAt ? 'later' : until === entry ? 'at' : undefined}>
              {showsDay && <div className="tl-day">{entryDay}</div>}
              <button
                type="button"
                className={isOpen ? 'ev op' : 'ev'}
                aria-expanded={isOpen}
                onClick={() => toggle(key)}
              >
                <span className="tm">{clockOf(entry.at, undefined, true)}</span>
                <span className="ln" aria-hidden="true">
                  {lanes.map((lane) => (
                    <i key={lane} className={entry.byKind === lane ? `on ${lane}` : undefined} />
                  ))}
                </span>
                <span className="tx">
                  {entry.text} <span className="sr">By {entry.by}.</span>
                </span>
              </button>
              {isOpen && <Detail entry={entry} onTravel={onTravel} />}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const valueText = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value)
          .map(([name, each]) => `${messageLabel(name)}: ${valueText(each)}`)
          .join(', ')
      : JSON.stringify(value);

function Detail({ entry, onTravel }: { entry: TimelineEntry; onTravel?: (entry: TimelineEntry) => void }) {
  // A scan and what staff did by hand have no state.
  const kind = isMachineKind(entry.actorType) ? entry.actorType : null;
  const isLogged = kind !== null && kind !== 'mail';
  // The sentence names the kind of a case.
  const told = kind === 'case' ? ['type', 'at', 'kind'] : ['type', 'at'];
  const data = Object.entries(entry.data ?? {}).filter(([name]) => !told.includes(name));
  return (
    <div className="tl-detail">
      <table>
        <tbody>
          {kind && (
            <tr>
              <th scope="row">{kind === 'mail' ? 'email' : kind}</th>
              <td>
                {entry.from ? lookOf(kind, entry.from).word : 'not there'}
                {isLogged && `, version ${Math.max(0, entry.version - 1)}`}
              </td>
              <td>
                <b>{lookOf(kind, entry.to).word}</b>
                {isLogged && `, version ${entry.version}`}
              </td>
            </tr>
          )}
          <tr>
            <th scope="row">{isLogged ? 'Message' : 'By'}</th>
            <td colSpan={2}>
              {isLogged && (
                <>
                  <b>{messageLabel(entry.message)}</b> by{' '}
                </>
              )}
              {entry.by}
            </td>
          </tr>
          {entry.reason && (
            <tr>
              <th scope="row">Reason</th>
              <td colSpan={2}>{entry.reason}</td>
            </tr>
          )}
          {entry.cause && (
            <tr>
              <th scope="row">Because of</th>
              <td colSpan={2}>{entry.cause}</td>
            </tr>
          )}
          {data.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{messageLabel(name)}</th>
              <td colSpan={2}>{valueText(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {onTravel && (
        <button type="button" className="link" onClick={() => onTravel(entry)}>
          See everything as it was then
        </button>
      )}
    </div>
  );
}
