import { wayNames } from '@holdfast/shared/deliveries';
import type { Listing } from '@holdfast/shared/listings';
import { Link } from 'react-router';
import { Amount } from '../ui/figures.tsx';
import { splitRuleName } from './splitRules.ts';

/** The tickets of a listing: how many are where, how they are sold and delivered. */
export function ListingTickets({ listing }: { listing: Listing }) {
  return (
    <>
      <h3 className="sub">Tickets</h3>
      <dl className="kv">
        <dt>Free</dt>
        <dd>
          {listing.available} of {listing.quantity}
        </dd>
        <dt>Held, sold, withdrawn</dt>
        <dd>
          {listing.held}, {listing.sold}, {listing.withdrawn}
        </dd>
        <dt>Split rule</dt>
        <dd>{splitRuleName(listing.splitRule)}</dd>
        <dt>Delivered by</dt>
        <dd>{wayNames[listing.deliveryWay]}</dd>
        <dt>Delivery note</dt>
        <dd>{listing.delivery}</dd>
        <dt>Disclosure</dt>
        <dd>{listing.disclosure ?? <span className="fnt">none</span>}</dd>
        <dt>Face value</dt>
        <dd>
          {listing.faceValue ? (
            <Amount minor={listing.faceValue.amount} />
          ) : (
            <span className="fnt">unknown</span>
          )}
        </dd>
      </dl>
    </>
  );
}

/** Its consignor, and how it came in. */
export function ListingOrigin({ listing, children }: { listing: Listing; children?: React.ReactNode }) {
  return (
    <>
      <h3 className="sub">Where it came from</h3>
      <dl className="kv">
        <dt>Consignor</dt>
        <dd>
          <Link to={`/consignors/${listing.consignor.id}/show`}>{listing.consignor.name}</Link>
        </dd>
        <dt>Source</dt>
        <dd>{listing.source}</dd>
        {children}
      </dl>
    </>
  );
}
