import { moneyText, percentText } from '../ui/money.ts';
import { Price } from '../ui/Price.tsx';
import type { PublicListing, Selection } from './types.ts';

interface Props {
  listings: PublicListing[];
  maxPerType: number;
  chosen: Selection[];
  choose(listing: PublicListing, quantity: number): void;
}

/** General admission: a quantity of each ticket type, in one hold. */
export function TicketTypes({ listings, maxPerType, chosen, choose }: Props) {
  const dearestFirst = listings.toSorted((a, b) => b.price.amount - a.price.amount);
  const hasOwnLimits = listings.some(({ maxPerFan }) => maxPerFan !== null);
  return (
    <section className="types" aria-labelledby="types">
      <div className="bar">
        <h2 id="types">How many tickets?</h2>
        <p className="muted small">
          At most {maxPerType} of a type{hasOwnLimits && ', unless the type says otherwise'}. No seats: you
          stand or sit where there is room.
        </p>
      </div>
      <ul className="listings">
        {dearestFirst.map((listing) => (
          <TicketType
            key={listing.id}
            listing={listing}
            quantity={chosen.find((each) => each.listing.id === listing.id)?.quantity ?? 0}
            choose={choose}
          />
        ))}
      </ul>
    </section>
  );
}

function TicketType({
  listing,
  quantity,
  choose,
}: {
  listing: PublicListing;
  quantity: number;
  choose: Props['choose'];
}) {
  const name = listing.ticketType ?? 'General admission';
  const steps = [0, ...listing.quantities];
  const at = steps.indexOf(quantity);
  const next = steps[at + 1];
  const before = steps[at - 1];
  return (
    <li className={quantity > 0 ? 'lst ga sel' : 'lst ga'}>
      <div className="what">
        <h3>{name}</h3>
        <span className="dim">
          {listing.delivery} · {moneyText(listing.priceParts.price)} and{' '}
          {percentText(listing.priceParts.feeBps)} service fee
          {listing.maxPerFan !== null && ` · at most ${listing.maxPerFan} of these`}
        </span>
        {listing.disclosure !== null && <span className="disclosure">{listing.disclosure}</span>}
      </div>
      <div className="cost">
        <Price value={listing.price} />
        <span className="price-note">each, all fees in</span>
      </div>
      {listing.quantities.length === 0 ? (
        <p className="do dim">None free now</p>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset around two buttons and a number adds nothing
        <div className="do stepper" role="group" aria-label={`${name} tickets`}>
          <button
            type="button"
            className="step"
            aria-label={`One ${name} less`}
            disabled={before === undefined}
            onClick={() => choose(listing, before ?? 0)}
          >
            −
          </button>
          <output className="fig" aria-live="polite">
            {quantity}
          </output>
          <button
            type="button"
            className="step"
            aria-label={`One ${name} more`}
            disabled={next === undefined}
            onClick={() => choose(listing, next ?? quantity)}
          >
            +
          </button>
        </div>
      )}
    </li>
  );
}
