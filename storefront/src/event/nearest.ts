import { moneyText } from '../ui/money.ts';
import type { PublicListing } from './types.ts';

/** The closest of other listings: in the same section first, then by the difference in price. */
export function nearestTo(to: PublicListing, others: readonly PublicListing[]): PublicListing[] {
  const distance = (each: PublicListing) => Math.abs(each.price.amount - to.price.amount);
  return others
    .filter(({ id }) => id !== to.id)
    .toSorted(
      (a, b) =>
        Number(b.section === to.section) - Number(a.section === to.section) || distance(a) - distance(b),
    );
}

/** How a listing differs from another one, as a sentence without its end: `The same row, $4.00 less`. */
export function differenceText(from: PublicListing, to: PublicListing): string {
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
