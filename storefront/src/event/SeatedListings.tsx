import type { CatalogEvent } from '@holdfast/shared/catalog';
import { useState } from 'react';
import { moneyText } from '../ui/money.ts';
import { counted } from '../ui/text.ts';
import { ListingRow } from './ListingRow.tsx';
import { Sections } from './Sections.tsx';
import { type Order, orders, sectionPrices, sorted } from './sorting.ts';
import type { PublicListing, Selection } from './types.ts';
import type { Holding } from './useHolding.ts';
import type { Listings } from './useListings.ts';

const firstShown = 12;

interface Props {
  event: CatalogEvent;
  listings: Listings;
  quantity: number;
  setQuantity(quantity: number): void;
  chosen: Selection[];
  choose(listing: PublicListing, quantity: number): void;
  holding: Holding;
}

/** The quantity, then only the adjacent seats that can be bought in that quantity. */
export function SeatedListings({ event, listings, quantity, setQuantity, chosen, choose, holding }: Props) {
  const [order, setOrder] = useState<Order>('price');
  const [section, setSection] = useState<string | null>(null);
  const [shownCount, setMost] = useState(firstShown);
  const sections = sectionPrices(listings.seated);
  const inSection = sections.some((each) => each.section === section) ? section : null;
  const rows = sorted(listings.seated, order).filter(
    ({ listing }) => inSection === null || listing.section === inSection,
  );
  const free = rows.filter(({ taken }) => !taken);
  const isLoading = listings.state === 'loading' || (listings.seated.length === 0 && listings.asOf === null);
  const firstFree = free[0]?.listing.id;

  return (
    <>
      <div className="ask">
        <fieldset>
          <legend>How many tickets?</legend>
          <div className="qty">
            {Array.from({ length: event.maxPerType }, (_, i) => i + 1).map((count) => (
              <label key={count}>
                <input
                  type="radio"
                  name="quantity"
                  value={count}
                  checked={count === quantity}
                  disabled={
                    listings.state === 'ready' && !listings.quantities.has(count) && count !== quantity
                  }
                  onChange={() => {
                    setQuantity(count);
                    setMost(firstShown);
                  }}
                />
                <span>{count}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <p className="muted small">
          {quantity === 1 ? 'One seat.' : `${quantity} seats are always next to each other.`} At most{' '}
          {event.maxPerType} for this game.
        </p>
      </div>
      <div className="event">
        <div>
          <div className="bar">
            <p>
              {isLoading ? (
                <b>Loading the list…</b>
              ) : (
                <>
                  <b>{counted(free.length, 'listing')}</b>{' '}
                  <span className="muted">
                    {quantity === 1 ? 'with a seat' : `with ${quantity} together`}
                    {range(free.map(({ listing }) => listing))}
                  </span>
                </>
              )}
            </p>
            <div className="pickers">
              <label className="field only-narrow">
                <span className="vh">Section</span>
                <select
                  className="input"
                  value={inSection ?? ''}
                  onChange={(change) => setSection(change.target.value || null)}
                >
                  <option value="">All sections</option>
                  {sections.map((each) => (
                    <option key={each.section} value={each.section}>
                      {each.section}, from {moneyText(each.lowest)}
                    </option>
                  ))}
                </select>
              </label>
              <label className="field field-line">
                <span className="lab">Sort by</span>
                <select
                  className="input"
                  value={order}
                  onChange={(change) => {
                    setOrder(change.target.value as Order);
                    listings.removeTaken();
                  }}
                >
                  {Object.entries(orders).map(([value, label]) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              </label>
            </div>
          </div>
          <noscript>
            <p className="none-fit">
              The list of free seats changes from second to second, and needs JavaScript.
            </p>
          </noscript>
          {isLoading && <LoadingRows />}
          {!isLoading && free.length === 0 && (
            <p className="none-fit">
              No listing can be bought in that quantity now.{' '}
              {listings.quantities.size > 0 &&
                'Choose another quantity above: the outlined ones have none either.'}
            </p>
          )}
          <ol className="listings">
            {rows.slice(0, shownCount).map((shown) => (
              <ListingRow
                key={shown.listing.id}
                shown={shown}
                quantity={quantity}
                isFirst={shown.listing.id === firstFree && chosen.length === 0}
                picked={chosen.find(({ listing }) => listing.id === shown.listing.id) ?? null}
                collecting={chosen.length > 0}
                choose={choose}
                holding={holding}
              />
            ))}
          </ol>
          {rows.length > shownCount && (
            <button type="button" className="btn btn-line more" onClick={() => setMost(shownCount + 24)}>
              Show {Math.min(24, rows.length - shownCount)} more
            </button>
          )}
        </div>
        <Sections
          venue={event.venue.name}
          quantity={quantity}
          sections={sections}
          chosen={inSection}
          choose={setSection}
        />
      </div>
    </>
  );
}

function range(listings: PublicListing[]): string {
  if (listings.length === 0) return '';
  const byPrice = listings.map(({ price }) => price).sort((a, b) => a.amount - b.amount);
  const [low, high] = [byPrice[0]!, byPrice.at(-1)!];
  return low.amount === high.amount
    ? `, ${moneyText(low)} each`
    : `, ${moneyText(low)} to ${moneyText(high)}`;
}

/** Placeholders of the same height as the rows. */
function LoadingRows() {
  return (
    <div className="loading-rows" aria-hidden="true">
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <div className="flat-row" key={key}>
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  );
}
