/** A page of another house's events is taken in: matched, moved, left, or put into the queue. In one transaction. */
import type { Catalogue, OutsideEvent, RunCounts } from '@holdfast/shared/catalogs';
import { holdEvent, moveEvent, setEventStatus, zonesOfEvents } from '../../catalog/index.ts';
import { followEvent } from '../../consignment/index.ts';
import type { Engine } from '../../platform/actors/index.ts';
import { audit } from '../../platform/audit.ts';
import { run, type Trx } from '../../platform/db/index.ts';
import type { Unreadable } from '../client.ts';
import { matchOutside, startIn } from '../matching/matchOutside.ts';
import { eventsAround } from '../matching/ourEvents.ts';
import { type FindingRow, writeFindings } from './findings.ts';

export interface PageOf {
  runId: string;
  catalogue: Catalogue;
}

interface Known {
  outside_id: string;
  said: OutsideEvent;
  event_id: string | null;
  decision: 'matched' | 'linked' | 'created' | 'ignored' | null;
  last_run_id: string;
  /** Of the event of ours that it is. */
  timeZone: string | null;
}

interface Written {
  said: OutsideEvent;
  eventId: string | null;
  why: string | null;
}

/** @returns what to add to the run's counts; an entry that this run has seen already counts once */
export async function takeEvents(
  trx: Trx,
  engine: Engine,
  page: PageOf,
  entries: ReadonlyArray<OutsideEvent | Unreadable>,
): Promise<Required<Pick<RunCounts, CountedHere>>> {
  const counts = {
    events: 0,
    fresh: 0,
    matched: 0,
    moved: 0,
    changed: 0,
    unchanged: 0,
    ignored: 0,
    waiting: 0,
    failed: 0,
  };
  const findings: FindingRow[] = [];
  // A page may name an entry twice while the catalogue changes under it: the last word counts.
  const said = new Map<string, OutsideEvent>();
  for (const entry of entries) {
    if (!('unreadable' in entry)) said.set(entry.outsideId, entry);
    else {
      counts.failed += 1;
      findings.push({
        outsideId: entry.outsideId,
        kind: 'failed',
        name: entry.name,
        message: entry.unreadable,
      });
    }
  }
  const events = [...said.values()].sort((a, b) => (a.outsideId < b.outsideId ? -1 : 1));
  const known = await knownEntries(trx, page.catalogue, [...said.keys()]);
  const toMatch = events.filter((event) => (known.get(event.outsideId)?.decision ?? null) === null);
  const ours = await eventsAround(trx, page.catalogue, toMatch);
  const written: Written[] = [];
  for (const event of events) {
    const before = known.get(event.outsideId);
    const repeated = before?.last_run_id === page.runId;
    if (!repeated) counts.events += 1;
    if (!before) counts.fresh += 1;
    if (before?.decision === 'ignored') {
      if (!repeated) counts.ignored += 1;
      written.push({ said: event, eventId: null, why: null });
    } else if (before?.event_id && before.timeZone) {
      const change = await followEntry(trx, engine, page, event, {
        said: before.said,
        eventId: before.event_id,
        timeZone: before.timeZone,
      });
      if (change) findings.push(change);
      if (change || !repeated)
        counts[change === null ? 'unchanged' : change.kind === 'moved' ? 'moved' : 'changed'] += 1;
      written.push({ said: event, eventId: before.event_id, why: null });
    } else {
      const match = matchOutside(event, ours);
      if ('eventId' in match) {
        counts.matched += 1;
        const taken = ours.find(({ id }) => id === match.eventId);
        // The next entry of this page can't be the same event.
        if (taken) taken.taken = true;
        written.push({ said: event, eventId: match.eventId, why: null });
        const status = await takeStatus(trx, page, event, 'scheduled', match.eventId);
        if (status) findings.push(status);
      } else {
        if (!repeated) counts.waiting += 1;
        written.push({ said: event, eventId: null, why: match.why });
        findings.push({ outsideId: event.outsideId, kind: 'waiting', name: event.name, message: match.why });
      }
    }
  }
  await writeEntries(trx, page, written);
  await writeFindings(trx, page.runId, findings);
  return counts;
}

type CountedHere =
  | 'events'
  | 'fresh'
  | 'matched'
  | 'moved'
  | 'changed'
  | 'unchanged'
  | 'ignored'
  | 'waiting'
  | 'failed';

async function knownEntries(
  trx: Trx,
  catalogue: Catalogue,
  ids: readonly string[],
): Promise<Map<string, Known>> {
  const rows = await run<Omit<Known, 'timeZone'>>(
    trx,
    `SELECT outside_id, said, event_id, decision, last_run_id FROM catalog_events
     WHERE catalogue = $1 AND outside_id = ANY($2::text[]) ORDER BY outside_id FOR UPDATE`,
    [catalogue, ids],
  );
  const zones = await zonesOfEvents(
    trx,
    rows.flatMap(({ event_id }) => event_id ?? []),
  );
  return new Map(
    rows.map((row) => [row.outside_id, { ...row, timeZone: zones.get(row.event_id ?? '') ?? null }]),
  );
}

/**
 * What is linked follows what the entry says anew. Only a change of theirs moves ours: two catalogues that differ, or a
 * person who knows better, are not overruled by the next run.
 */
async function followEntry(
  trx: Trx,
  engine: Engine,
  page: PageOf,
  said: OutsideEvent,
  before: { said: OutsideEvent; eventId: string; timeZone: string },
): Promise<FindingRow | null> {
  const { eventId, timeZone } = before;
  const startsAt = startIn(said, timeZone);
  const startedAt = startIn(before.said, timeZone);
  const hasNewStart =
    startsAt !== null && (startsAt !== startedAt || said.timeTbd !== before.said.timeTbd) && !said.timeTbd;
  if (hasNewStart && said.status !== 'cancelled') {
    const moved = await moveWithListings(trx, engine, { eventId, startsAt, by: page.runId });
    if (moved === null) return takeStatus(trx, page, said, before.said.status, eventId);
    return {
      outsideId: said.outsideId,
      kind: 'moved',
      name: said.name,
      message: `From ${wall(moved, timeZone)} to ${wall(startsAt, timeZone)} at the venue.`,
      eventId,
    };
  }
  return takeStatus(trx, page, said, before.said.status, eventId);
}

/**
 * Moves an event of ours, and the end of its listings with it.
 * @returns the start that it had, ISO instant; null where it starts then already
 */
export async function moveWithListings(
  trx: Trx,
  engine: Engine,
  { eventId, startsAt, by }: { eventId: string; startsAt: string; by: string },
): Promise<string | null> {
  const event = await holdEvent(trx, eventId);
  const isThen = event.startsAt === new Date(startsAt).toISOString();
  if (isThen && !event.timeTbd) return null;
  const before = await moveEvent(trx, eventId, { startsAt, timeTbd: false });
  const listings = await followEvent(trx, engine, { eventId, endsAt: new Date(startsAt).toISOString(), by });
  await audit(trx, { by, requestId: null }, [
    {
      what: 'event.move',
      subject: eventId,
      before: { startsAt: before.startsAt, status: before.status },
      after: { startsAt, status: 'moved', listings },
    },
  ]);
  return before.startsAt;
}

const statusWords: Record<OutsideEvent['status'], string> = {
  scheduled: 'It is on again.',
  moved: 'It is on again.',
  postponed: 'It is postponed. Nothing of it is sold until there is a new date.',
  cancelled: 'It is cancelled. Nothing of it is sold any more.',
};

/** Cancelled, postponed, on again: where theirs changed. A game that is merely on sale again changes nothing here. */
async function takeStatus(
  trx: Trx,
  page: PageOf,
  said: OutsideEvent,
  before: OutsideEvent['status'],
  eventId: string,
): Promise<FindingRow | null> {
  const stops = (status: OutsideEvent['status']) => status === 'postponed' || status === 'cancelled';
  if (said.status === before || (!stops(said.status) && !stops(before))) return null;
  const event = await holdEvent(trx, eventId);
  const status = stops(said.status) ? said.status : event.wasMoved ? 'moved' : 'scheduled';
  if (event.status === status) return null;
  await setEventStatus(trx, eventId, status);
  await audit(trx, { by: page.runId, requestId: null }, [
    { what: 'event.status', subject: eventId, before: { status: event.status }, after: { status } },
  ]);
  return {
    outsideId: said.outsideId,
    kind: 'status',
    name: said.name,
    message: statusWords[said.status],
    eventId,
  };
}

async function writeEntries(trx: Trx, { runId, catalogue }: PageOf, written: Written[]): Promise<void> {
  await run(
    trx,
    `INSERT INTO catalog_events AS c (catalogue, outside_id, said, event_id, decision, decided_by, decided_at, why, last_run_id)
     SELECT $1, n.outside_id, n.said, n.event_id, CASE WHEN n.event_id IS NOT NULL THEN 'matched' END,
       CASE WHEN n.event_id IS NOT NULL THEN $2::text END, CASE WHEN n.event_id IS NOT NULL THEN now() END, n.why, $2
     FROM unnest($3::text[], $4::jsonb[], $5::text[], $6::text[]) AS n (outside_id, said, event_id, why)
     ON CONFLICT (catalogue, outside_id) DO UPDATE SET said = excluded.said, last_run_id = excluded.last_run_id,
       why = CASE WHEN c.decision IS NULL THEN excluded.why ELSE c.why END,
       event_id = CASE WHEN c.decision IS NULL THEN excluded.event_id ELSE c.event_id END,
       decided_by = CASE WHEN c.decision IS NULL THEN excluded.decided_by ELSE c.decided_by END,
       decided_at = CASE WHEN c.decision IS NULL THEN excluded.decided_at ELSE c.decided_at END,
       decision = CASE WHEN c.decision IS NULL THEN excluded.decision ELSE c.decision END`,
    [
      catalogue,
      runId,
      written.map(({ said }) => said.outsideId),
      written.map(({ said }) => JSON.stringify(said)),
      written.map(({ eventId }) => eventId),
      written.map(({ why }) => why),
    ],
  );
}

function wall(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}
