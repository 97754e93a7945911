import { Price } from '../ui/Price.tsx';
import { seatsText } from '../ui/text.ts';
import { differenceText, nearestTo } from './nearest.ts';
import type { PublicListing, Selection } from './types.ts';

const shown = 3;

interface Props {
  to: PublicListing;
  others: PublicListing[];
  quantity: number;
  hold(chosen: Selection[]): void;
}

/** The closest free seats in the same quantity, to be held instead. */
export function Nearest({ to, others, quantity, hold }: Props) {
  const nearest = nearestTo(to, others).slice(0, shown);
  if (nearest.length === 0) return null;
  return (
    <div>
      <p className="label">
        The nearest to {quantity === 1 ? 'it' : 'them'}, {quantity === 1 ? '' : `${quantity} together, `}price
        for each
      </p>
      <ul className="near">
        {nearest.map((listing, i) => (
          <li key={listing.id}>
            <div>
              <span className="row">
                Section {listing.section}, row {listing.row}, {seatsText(listing.seats)}
              </span>
              <div className="diff">{differenceText(to, listing)}</div>
            </div>
            <Price value={listing.price} />
            <button
              type="button"
              className={`btn btn-sm ${i === 0 ? 'btn-go' : 'btn-quiet'}`}
              onClick={() => hold([{ listing, quantity }])}
            >
              Hold {quantity === 1 ? 'this seat' : `these ${quantity}`}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
