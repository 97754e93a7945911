import type { Listing } from '@holdfast/shared/listings';
import { Amount } from '../ui/figures.tsx';
import { dayOf, workTime } from '../ui/time.ts';
import { overMarketBps, signedPercent } from './listingText.ts';

/** Facts for staff: market and cap behind the price, the owner, and the consignor's request. */
export function ListingStaffFacts({ listing }: { listing: Listing }) {
  const { market, floor, ceiling, cap, capLaw, owner, inHandOn, delistRequested } = listing;
  const over = overMarketBps(listing.price.amount, market);
  return (
    <>
      {delistRequested && (
        <p className="note warn">
          Its consignor wants it back since {workTime(delistRequested.at)}
          {delistRequested.reason ? `: “${delistRequested.reason}”` : '.'}
        </p>
      )}
      <h3 className="sub">What its price is measured against</h3>
      <dl className="kv">
        <dt>Market</dt>
        <dd>
          {market === null || over === null ? (
            <span className="fnt">none</span>
          ) : (
            <>
              <span className="mut">{signedPercent(over)}</span>
              <Amount minor={market} />
            </>
          )}
        </dd>
        <Limit name="Floor" minor={floor} />
        <Limit name="Ceiling" minor={ceiling} />
        {capLaw !== null && cap === null ? (
          <>
            <dt>Legal cap, {capLaw}</dt>
            <dd className="dn">needs a face value</dd>
          </>
        ) : (
          <Limit name={capLaw ? `Legal cap, ${capLaw}` : 'Legal cap'} minor={cap} />
        )}
      </dl>
      <h3 className="sub">For staff</h3>
      <dl className="kv">
        <dt>Owner</dt>
        <dd>{owner?.name ?? <span className="fnt">nobody</span>}</dd>
        <dt>Tickets in hand</dt>
        <dd>{inHandOn === null ? 'yes' : `from ${dayOf(`${inHandOn}T12:00:00Z`, 'UTC')}`}</dd>
      </dl>
    </>
  );
}

function Limit({ name, minor }: { name: string; minor: number | null }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{minor === null ? <span className="fnt">none</span> : <Amount minor={minor} />}</dd>
    </>
  );
}
