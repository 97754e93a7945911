import type { SeatsOfListing } from '@holdfast/shared/imports';
import { Link } from 'react-router';
import { plural } from '../ui/figures.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';

/** Rows with more seats than fit are cut around the shared seats. */
const mostDrawn = 9;

/** Listings that name the same seats, aligned seat by seat, this row first. */
export function SameSeats({ listings }: { listings: readonly SeatsOfListing[] }) {
  const [own, ...others] = listings;
  if (!own || others.length === 0) return null;
  const shared = new Set(others.flatMap((other) => other.seats.filter((seat) => own.seats.includes(seat))));
  const all = [...new Set(listings.flatMap(({ seats }) => seats))].sort((a, b) => a - b);
  const first = Math.max(0, all.findIndex((seat) => shared.has(seat)) - 1);
  const drawn = all.slice(first, first + mostDrawn);
  const left = all.length - drawn.length;
  return (
    <>
      <h3 className="sub">
        Same seats, {listings.length === 2 ? 'two listings' : `${listings.length} listings`}
      </h3>
      <table className="seats-beside">
        <tbody>
          {listings.map((listing) => (
            <tr key={listing.listingId ?? `row ${listing.line}`}>
              <th scope="row">
                {listing.listingId ? (
                  <Link to={`/listings/${listing.listingId}/show`} title={listing.name}>
                    {listing.consignor}
                  </Link>
                ) : (
                  listing.name
                )}
              </th>
              {drawn.map((seat) => (
                <td
                  key={seat}
                  className={listing.seats.includes(seat) ? (shared.has(seat) ? 'both' : 'one') : ''}
                >
                  {listing.seats.includes(seat) ? seat : ''}
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
