import type { Listing } from '@holdfast/shared/listings';
import { useEffect, useRef } from 'react';
import { useGetOne } from 'react-admin';
import { amountOf, placeOf } from '../../ui/figures.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { workTime } from '../../ui/time.ts';
import type { ListingPage } from '../listingPage.ts';
import { PriceSteps } from './PriceSteps.tsx';
import { cellOf, UnderCell } from './UnderCell.tsx';

/** How many changes are listed here; its page has them all. */
const shown = 6;

/** `h`: price history against the market, each change with who and why. The last one can be undone. */
export function PriceHistory({
  listing,
  undo,
  close,
}: {
  listing: Listing;
  undo: (listing: Listing) => void;
  close: () => void;
}) {
  const { data, error } = useGetOne<ListingPage>('listings', { id: listing.id }, { staleTime: 0 });
  const box = useRef<HTMLHeadingElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  const before = data?.prices[1];
  const canUndo = data !== undefined && before !== undefined && listing.accepts.includes('reprice');
  useShortcuts([
    { keys: 'Escape', also: ['h'], does: 'close the history', run: close },
    ...(canUndo
      ? [{ keys: 'z', does: `undo to ${amountOf(before.amount.amount)}`, run: () => undo(data) }]
      : []),
  ]);
  return (
    <UnderCell
      anchor={() => cellOf(listing.id, 'price')}
      label="Price history"
      className="floats under history"
    >
      <h2 ref={box} tabIndex={-1}>
        Price history <small>{[placeOf(listing), listing.consignor.name].join(', ')}</small>
      </h2>
      {error ? (
        <p className="mut">It couldn’t be read: {error instanceof Error ? error.message : ''}</p>
      ) : !data ? (
        <p className="mut">Reading it…</p>
      ) : (
        <>
          <PriceSteps prices={data.prices} market={data.market} now={Date.now()} />
          <ul>
            {data.prices.slice(0, shown).map((price) => (
              <li key={price.at}>
                <b>{amountOf(price.amount.amount)}</b>
                <span>
                  {price.by}
                  {price.reason ? `: “${price.reason}”` : ''}
                </span>
                <i>{workTime(price.at)}</i>
              </li>
            ))}
          </ul>
          <p className="foot">
            <span className="mut">
              {data.market === null ? 'No market beside it.' : 'Dashed: its market.'}
              {data.prices.length > shown ? ` ${data.prices.length - shown} more on its page.` : ''}
            </span>
            {canUndo && (
              <button type="button" className="link" onClick={() => undo(data)}>
                Undo to {amountOf(before.amount.amount)}
              </button>
            )}
          </p>
        </>
      )}
    </UnderCell>
  );
}
