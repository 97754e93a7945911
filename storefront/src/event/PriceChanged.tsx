import type { ApiProblem } from '@holdfast/shared/apiClient';
import type { Money } from '@holdfast/shared/money';
import { moneyText } from '../ui/money.ts';
import { Ends } from './Ends.tsx';
import { chosenText } from './HoldBar.tsx';
import type { Selection } from './types.ts';

/** What a refusal reports about each requested listing. */
export interface RefusedItem {
  listingId: string;
  asked: number;
  available: number;
  quantities: number[];
  seenPrice: Money | null;
  price: Money | null;
}

/** The figures of each requested listing, where the refusal has them. */
export const itemsOf = (cause: ApiProblem): RefusedItem[] =>
  Array.isArray(cause.problem.items) ? (cause.problem.items as RefusedItem[]) : [];

/** The old and the new price, with a button to hold at the new one. */
export function PriceChanged({
  chosen,
  items,
  hold,
  onClose,
}: {
  chosen: Selection[];
  items: RefusedItem[];
  hold(chosen: Selection[]): void;
  onClose(): void;
}) {
  const now = chosen.map((each) => {
    const price = items.find(({ listingId }) => listingId === each.listing.id)?.price ?? each.listing.price;
    return { was: each.listing.price, chosen: { ...each, listing: { ...each.listing, price } } };
  });
  const changed = now.filter(({ was, chosen: { listing } }) => was.amount !== listing.price.amount);
  return (
    <>
      {changed.map(({ was, chosen: each }) => (
        <p key={each.listing.id}>
          {chosenText(each)}: {each.quantity === 1 ? 'this was' : 'these were'} <b>{moneyText(was)}</b>{' '}
          {each.quantity === 1 ? 'and is' : 'each and are'} now <b>{moneyText(each.listing.price)}</b>. Hold{' '}
          {each.quantity === 1 ? 'it' : 'them'} at {moneyText(each.listing.price)}?
        </p>
      ))}
      <p className="muted">Nothing is held so far, and nothing was charged.</p>
      <Ends onClose={onClose}>
        <button
          type="button"
          className="btn btn-go"
          onClick={() => hold(now.map(({ chosen: each }) => each))}
        >
          {changed.length === 1
            ? `Hold at ${moneyText(changed[0]!.chosen.listing.price)}`
            : 'Hold at the new prices'}
        </button>
      </Ends>
    </>
  );
}
