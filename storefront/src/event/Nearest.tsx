import { moneyText } from '../ui/money.ts';
import { Price } from '../ui/Price.tsx';
import { seatsText } from '../ui/text.ts';
import type { PublicListing, Selection } from './types.ts';

const shown = 3;

interface Props {
  to: PublicListing;
  others: PublicListing[];
  quantity: number;
  hold(chosen: Selection[]): void;
}

/**
 * The closest free seats in the same quantity: in the same section first, then by the difference in price.
 */
export function Nearest({ to, others, quantity, hold }: Props) {
  const distance = (each: PublicListing) => Math.abs(each.price.amount - to.price.amount);
  const nearest = others
    .filter(({ id }) => id !== to.id)
    .toSorted(
      (a, b) =>
        Number(b.section === to.section) - Number(a.section === to.section) || distance(a) - distance(b),
    )
    .slice(0, shown);
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
              <div className="diff">{difference(to, listing)}</div>
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

function difference(from: PublicListing, to: PublicListing): string {
  const amount = to.price.amount - from.price.amount;
  const price =
    amount === 0
      ? 'the same price'
      : `${moneyText({ amount: Math.abs(amount), currency: to.price.currency })} ${amount < 0 ? 'less' : 'more'}`;
  const place =
    from.section === to.section
      ? from.row === to.row
        ? 'The same row'
        : 'The same section'
      : 'Another section';
  return `${place}, ${price}${to.disclosure === null ? '' : `. ${to.disclosure}`}`;
}
