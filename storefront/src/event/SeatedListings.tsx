import type { CatalogEvent } from '@holdfast/shared/catalog';
import { useState } from 'react';
import { useKept, useScrollBack } from '../router/useKept.ts';
import { moneyText } from '../ui/money.ts';
import { counted } from '../ui/text.ts';
import { ListingRow } from './ListingRow.tsx';
import { firstShown, type PriceRange, rangeOf } from './loadGame.ts';
import { nearestTo } from './nearest.ts';
import { Sections } from './Sections.tsx';
import { type Order, orders, sectionPrices, sorted } from './sorting.ts';
import type { PublicListing, Selection } from './types.ts';
import type { Choice } from './useChoice.ts';
import type { Holding } from './useHolding.ts';
import type { Listings } from './useListings.ts';
import { CompareBar, useComparing } from './value/CompareBar.tsx';

interface Props {
  event: CatalogEvent;
  listings: Listings;
  choice: Choice;
  chosen: Selection[];
  choose(listing: PublicListing, quantity: number): void;
  holding: Holding;
}

/** The quantity, then only the adjacent seats that can be bought in that quantity. */
export function SeatedListings({ event, listings, choice, chosen, choose, holding }: Props) {
  const { quantity, order, section } = choice;
  const [shownCount, setMost] = useKept<number>('shown', firstShown);
  const [step, setStep] = useKept<number | null>('step', null);
  const [isMapOpened, setMapOpened] = useState(false);
  const sections = sectionPrices(listings.seated);
  const inSection = sections.some((each) => each.section === section) ? section : null;
  const stepOf = new Map(sections.map((each) => [each.section, each.step]));
  const rows = sorted(listings.seated, order).filter(
    ({ listing }) =>
      (inSection === null || listing.section === inSection) &&
      (step === null || stepOf.get(listing.section ?? '') === step),
  );
  const free = rows.filter(({ gone }) => !gone);
  const allFree = listings.seated.filter(({ gone }) => !gone).map(({ listing }) => listing);
  const isLoading = listings.state === 'loading';
  // The page comes with the cheapest ones; how many there are is known before all are loaded.
  const isWhole = listings.seated.length >= listings.seatedTotal;
  useScrollBack(isWhole);
  const comparing = useComparing();
  const count = isWhole ? free.length : listings.seatedTotal;
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
                    choice.set({ quantity: count });
                    setStep(null);
                    comparing.clear();
                    setMost(firstShown);
                  }}
                />
                <span>{count}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <noscript>
          <p className="acts">
            {[...listings.quantities].map((count) => (
              <a key={count} href={`/games/${event.slug}?quantity=${count}`}>
                {counted(count, 'ticket')}
              </a>
            ))}
          </p>
        </noscript>
        <p className="muted small">
          {quantity === 1 ? 'One seat.' : `${quantity} seats are always next to each other.`} At most{' '}
          {event.maxPerType} for this {event.home && event.away ? 'game' : 'event'}.
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
                  <b>{counted(count, 'listing')}</b>{' '}
                  <span className="muted">
                    {quantity === 1 ? 'with a seat' : `with ${quantity} together`}
                    {rangeText(
                      inSection === null && step === null
                        ? listings.range
                        : rangeOf(free.map(({ listing }) => listing)),
                    )}
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
                  onChange={(change) => choice.set({ section: change.target.value || null })}
                >
                  <option value="">All sections</option>
                  {sections.map((each) => (
                    <option key={each.section} value={each.section}>
                      {each.section}, from {moneyText(each.lowest)}
                    </option>
                  ))}
                </select>
              </label>
              <button
                type="button"
                className="btn btn-quiet only-narrow"
                aria-expanded={isMapOpened}
                aria-controls="section-map"
                onClick={() => setMapOpened(!isMapOpened)}
              >
                {isMapOpened ? 'Hide the map' : 'Map'}
              </button>
              <label className="field field-line">
                <span className="lab">Sort by</span>
                <select
                  className="input"
                  value={order}
                  onChange={(change) => {
                    choice.set({ order: change.target.value as Order });
                    listings.removeGone();
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
              These are the cheapest, as of the moment when this page was made. Holding them needs JavaScript.
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
          <CompareBar
            {...{ comparing, quantity }}
            seated={listings.seated}
            hold={(next) => void holding.hold(next)}
          />
          <ol className="listings">
            {rows.slice(0, shownCount).map((shown) => (
              <ListingRow
                key={shown.listing.id}
                shown={shown}
                instead={shown.gone ? (nearestTo(shown.listing, allFree)[0] ?? null) : null}
                others={isWhole && !isLoading ? allFree : null}
                comparing={comparing}
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
        {isWhole ? (
          <Sections
            event={event}
            quantity={quantity}
            sections={sections}
            chosen={inSection}
            choose={(next) => choice.set({ section: next })}
            step={step}
            chooseStep={setStep}
            isOpened={isMapOpened}
          />
        ) : (
          <div className="map-side only-broad flat-block tall" aria-hidden="true" />
        )}
      </div>
    </>
  );
}

function rangeText(range: PriceRange | null): string {
  if (range === null) return '';
  const { low, high } = range;
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
