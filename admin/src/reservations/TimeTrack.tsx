import type { TimelineEntry } from '@holdfast/shared/support';
import { clockOf } from '../ui/time.ts';
import { entryKey } from '../ui/timeline/Timeline.tsx';

/** Smallest distance between two marks in percent of the track, so that each can be seen and clicked. */
const leastGap = 2.2;

/** Where each entry stands on the track, in percent: by time, pushed apart where many things happened at once. */
export function positionsOf(times: readonly number[]): number[] {
  const first = times[0] ?? 0;
  const span = Math.max(1, (times.at(-1) ?? 0) - first);
  const room = Math.max(0, 100 - leastGap * times.length);
  return times.map((time, at) => (room * (time - first)) / span + leastGap * at);
}

/** The log on a time axis. Its handle shows the whole page as it was at that entry. */
export function TimeTrack({
  entries,
  at,
  travel,
}: {
  /** Oldest first. */
  entries: readonly TimelineEntry[];
  /** Index of the selected entry; null: now. */
  at: number | null;
  travel: (at: number | null) => void;
}) {
  const last = entries.length - 1;
  const times = [...entries.map((entry) => Date.parse(entry.at)), Date.now()];
  const positions = positionsOf(times);
  const here = positions[at ?? last + 1] ?? 100;
  const current = at === null ? null : entries[at];
  const step = (by: number) => {
    const next = (at ?? last + 1) + by;
    travel(next > last ? null : Math.max(0, next));
  };
  return (
    <div className="track-line">
      <b id="travel-name">Time travel</b>
      <span className="seg">
        <button type="button" aria-label="One entry back" onClick={() => step(-1)} disabled={at === 0}>
          ←
        </button>
        <button type="button" aria-label="One entry on" onClick={() => step(1)} disabled={at === null}>
          →
        </button>
      </span>
      <div className="track">
        <i className="rail-line" />
        <i className="gone-line" style={{ width: `${here}%` }} />
        {entries.map((entry, index) => (
          <i
            key={entryKey(entry)}
            className={`tk ${entry.byKind}`}
            style={{ left: `${positions[index]}%` }}
          />
        ))}
        <span className="end" style={{ left: 0 }}>
          {entries[0] && (at === null || here > 18) ? `${clockOf(entries[0].at, undefined, true)} held` : ''}
        </span>
        <span className="end" style={{ right: 0 }}>
          now
        </span>
        {current && (
          <span className="then" style={{ left: `${here}%`, transform: `translateX(-${here}%)` }}>
            {clockOf(current.at, undefined, true)}
          </span>
        )}
        <i className="handle" style={{ left: `${here}%` }} />
        <input
          type="range"
          min={0}
          max={last + 1}
          step={1}
          value={at ?? last + 1}
          aria-labelledby="travel-name"
          aria-valuetext={current ? `${clockOf(current.at, undefined, true)}, ${current.text}` : 'now'}
          onChange={(event) => {
            const next = Number(event.target.value);
            travel(next > last ? null : next);
          }}
        />
      </div>
    </div>
  );
}
