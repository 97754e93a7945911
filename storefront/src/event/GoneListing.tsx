import { holdStore } from '../accounts/visitor.ts';
import { moneyText } from '../ui/money.ts';
import { seatsText } from '../ui/text.ts';
import { differenceText } from './nearest.ts';
import type { Gone, PublicListing, Selection } from './types.ts';

interface Props {
  listing: PublicListing;
  gone: Gone;
  quantity: number;
  /** The nearest that is free in the same quantity; null: none. */
  instead: PublicListing | null;
  /** What pressing the offer does, and how it is called. */
  take(chosen: Selection): void;
  takeText: string;
}

/** What became of a listing that a fan looks at, and the nearest one in its place. */
export function GoneListing({ listing, gone, quantity, instead, take, takeText }: Props) {
  const hold = holdStore.use();
  if (hold?.listingIds.includes(listing.id))
    return (
      <span className="dim">
        In your hold. <a href={`/checkout/${hold.id}`}>Go to it</a>
      </span>
    );
  return (
    <>
      <span className="dim">{goneText(gone, quantity)}</span>
      {instead && (
        <span className="instead">
          <span>
            Nearest: section {instead.section}, row {instead.row}, {seatsText(instead.seats)}, for{' '}
            <b>{moneyText(instead.price)}</b> each. {differenceText(listing, instead)}.
          </span>
          <button
            type="button"
            className="btn btn-quiet btn-sm"
            onClick={() => take({ listing: instead, quantity })}
          >
            {takeText}
          </button>
        </span>
      )}
    </>
  );
}

/** Why a listing isn't there any more, as a sentence. */
export function goneText(gone: Gone, quantity: number): string {
  const them = quantity === 1 ? 'it' : `these ${quantity}`;
  return gone === 'taken' ? `Somebody else just took ${them}.` : `The seller took ${them} off sale.`;
}
