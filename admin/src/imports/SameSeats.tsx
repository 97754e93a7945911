import type { SeatsOfALot } from '@holdfast/shared/consignment';
import { Link } from 'react-router';
import { plural } from '../ui/figures.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';

/** More seats than fit a panel are cut around those that matter. */
const mostDrawn = 9;

/** Lots that name the same seats, one below the other, seat under seat: this row first. */
export function SameSeats({ lots }: { lots: readonly SeatsOfALot[] }) {
  const [own, ...others] = lots;
  if (!own || others.length === 0) return null;
  const shared = new Set(others.flatMap((other) => other.seats.filter((seat) => own.seats.includes(seat))));
  const all = [...new Set(lots.flatMap(({ seats }) => seats))].sort((a, b) => a - b);
  const first = Math.max(0, all.findIndex((seat) => shared.has(seat)) - 1);
  const drawn = all.slice(first, first + mostDrawn);
  const left = all.length - drawn.length;
  return (
    <>
      <h3 className="sub">Same seats, {lots.length === 2 ? 'two lots' : `${lots.length} lots`}</h3>
      <table className="seats-beside">
        <tbody>
          {lots.map((lot) => (
            <tr key={lot.listingId ?? `row ${lot.line}`}>
              <th scope="row">
                {lot.listingId ? (
                  <Link to={`/listings/${lot.listingId}/show`} title={lot.name}>
                    {lot.consignor}
                  </Link>
                ) : (
                  lot.name
                )}
              </th>
              {drawn.map((seat) => (
                <td
                  key={seat}
                  className={lot.seats.includes(seat) ? (shared.has(seat) ? 'both' : 'one') : ''}
                >
                  {lot.seats.includes(seat) ? seat : ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p className="hint">{plural(left, 'more seat')} left and right of these.</p>}
      <ul className="left-out">
        {others.map((other) => (
          <li key={other.listingId ?? `row ${other.line}`}>
            {other.listingId ? (
              <>
                <Link to={`/listings/${other.listingId}/show`}>{other.name}</Link>
                <span>
                  {other.state && <StateMark kind="listing" state={other.state} />}{' '}
                  {other.since && `since ${workTime(other.since)}, `}
                  {other.consignor}, {other.price}, {other.source?.toLowerCase()}.{' '}
                  {other.taken === 0
                    ? 'Nothing of it is sold or held.'
                    : `${plural(other.taken, 'ticket')} of it sold or held.`}
                </span>
              </>
            ) : (
              <>
                <b>Row {other.line} of this file</b>
                <span>
                  {other.consignor}, {other.price}.
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
