import { WarningIcon } from '../ui/icons.tsx';
import { moneyText, percentText, times } from '../ui/money.ts';
import { Price } from '../ui/Price.tsx';
import { counted, seatsText } from '../ui/text.ts';
import { GoneListing } from './GoneListing.tsx';
import type { PublicListing, Selection, ShownListing } from './types.ts';
import type { Holding } from './useHolding.ts';
import type { Comparing } from './value/CompareBar.tsx';
import { Value } from './value/Value.tsx';

interface Props {
  shown: ShownListing;
  /** What is offered when it is gone; null: nothing is as near. */
  instead: PublicListing | null;
  /** All that sells this number now; null while it is loaded. */
  others: readonly PublicListing[] | null;
  comparing: Comparing;
  quantity: number;
  /** Only the first row, or the selected one, has the solid button. */
  isFirst: boolean;
  picked: Selection | null;
  /** Several listings are being selected for one hold. */
  collecting: boolean;
  choose(listing: PublicListing, quantity: number): void;
  holding: Holding;
}

/** Section, row and seats for this quantity, the price each and the total. */
export function ListingRow({
  shown,
  instead,
  others,
  comparing,
  quantity,
  isFirst,
  picked,
  collecting,
  choose,
  holding,
}: Props) {
  const { listing, priceChanged } = shown;
  const isCompared = comparing.ids.includes(listing.id);
  const isBusy = holding.busy.has(listing.id);
  // What this fan holds at this moment isn't gone for them.
  const gone = isBusy ? null : shown.gone;
  const what = quantity === 1 ? 'this seat' : `these ${quantity}`;
  const label = `section ${listing.section}, row ${listing.row}, ${seatsText(listing.seats)}`;
  const className = ['lst', gone && 'gone', picked && !gone && 'sel', priceChanged && 'moved']
    .filter(Boolean)
    .join(' ');
  return (
    <li className={className}>
      <div className="sec">
        <span>Section</span>
        <b>{listing.section}</b>
      </div>
      <div className="what">
        <span className="row">
          Row {listing.row}, {seatsText(listing.seats)}
        </span>
        {gone ? (
          <GoneListing
            {...{ listing, gone, quantity }}
            // What was selected has its offer where the selection is.
            instead={picked ? null : instead}
            take={(chosen) => void holding.hold([chosen])}
            takeText={`Hold ${quantity === 1 ? 'it' : `those ${quantity}`}`}
          />
        ) : (
          <>
            <span className="dim">
              {listing.delivery}
              {listing.faceValue && ` · Face value ${moneyText(listing.faceValue)}`}
            </span>
            {listing.disclosure !== null && (
              <span className="disclosure">
                <WarningIcon />
                {listing.disclosure}
              </span>
            )}
            <span className="extras">
              <Value {...{ listing, others, quantity, label }} />
              <PriceParts listing={listing} quantity={quantity} label={label} />
              {(isCompared || !comparing.isFull) && (
                <button
                  type="button"
                  className="link"
                  aria-pressed={isCompared}
                  onClick={() => comparing.toggle(listing.id)}
                >
                  {isCompared ? 'Don’t compare' : 'Compare'}
                  <span className="vh"> {label}</span>
                </button>
              )}
              {!collecting && (
                <button type="button" className="link" onClick={() => choose(listing, quantity)}>
                  Add other seats<span className="vh"> to {label} in one hold</span>
                </button>
              )}
            </span>
          </>
        )}
      </div>
      <div className="cost">
        <Price value={listing.price} />
        <span className="price-note fig">
          {quantity === 1
            ? 'all fees in'
            : `each, ${moneyText(times(listing.price, quantity))} for ${quantity}`}
        </span>
      </div>
      {!gone && (
        <div className="do">
          {picked ? (
            <button type="button" className="btn btn-line btn-sm" onClick={() => choose(listing, 0)}>
              Take out<span className="vh"> {label}</span>
            </button>
          ) : collecting ? (
            <button type="button" className="btn btn-quiet btn-sm" onClick={() => choose(listing, quantity)}>
              Add {what}
              <span className="vh">: {label}</span>
            </button>
          ) : (
            <button
              type="button"
              className={`btn btn-sm ${isFirst ? 'btn-go' : 'btn-quiet'}`}
              aria-disabled={isBusy || undefined}
              onClick={() => void holding.hold([{ listing, quantity }])}
            >
              {isBusy ? 'Holding…' : `Hold ${counted(quantity, 'seat')}`}
              <span className="vh">: {label}</span>
            </button>
          )}
        </div>
      )}
    </li>
  );
}

function PriceParts({
  listing,
  quantity,
  label,
}: {
  listing: PublicListing;
  quantity: number;
  label: string;
}) {
  const { price, fee, feeBps } = listing.priceParts;
  return (
    <details className="parts">
      <summary>
        What’s in the price<span className="vh"> of {label}</span>
      </summary>
      <dl className="lines">
        <div>
          <dt>The seat</dt>
          <dd>{moneyText(price)}</dd>
        </div>
        <div>
          <dt>Service fee, {percentText(feeBps)}</dt>
          <dd>{moneyText(fee)}</dd>
        </div>
        <div className="all">
          <dt>Each</dt>
          <dd>{moneyText(listing.price)}</dd>
        </div>
        {quantity > 1 && (
          <div>
            <dt>{quantity} together</dt>
            <dd>{moneyText(times(listing.price, quantity))}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}
