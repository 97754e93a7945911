import type { Reservation } from '@holdfast/shared/reservations';
import { stamp } from '../ui/time.ts';

/** The order's history with times; the newest entry is highlighted. */
export function Track({ timeline, timeZone }: { timeline: Reservation['timeline']; timeZone: string }) {
  const inOrder = timeline.toSorted((a, b) => a.at.localeCompare(b.at));
  return (
    <ol className="track">
      {inOrder.map(({ at, what, text }) => (
        <li className="done" key={`${at} ${what}`}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="12" cy="12" r="11" />
            <path d="m7 12.5 3.4 3.4L17 9" />
          </svg>
          <div>
            <b>{text}</b>
            <time dateTime={at}>{stamp(at, timeZone)}</time>
          </div>
        </li>
      ))}
    </ol>
  );
}
