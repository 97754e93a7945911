import type { TakenBack } from '@holdfast/shared/listings';
import type { PackageGame, SeasonPackage } from '@holdfast/shared/packages';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Amount, plural } from '../ui/figures.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { TakeBackForm } from './TakeBackForm.tsx';

/** A game's listing: state, price and seats, and taking some of them back. */
export function ListingFacts({
  found,
  listing,
  currency,
}: {
  found: SeasonPackage;
  listing: NonNullable<PackageGame['listing']>;
  currency: string;
}) {
  const queries = useQueryClient();
  const [taking, setTaking] = useState(false);
  const [done, setDone] = useState<TakenBack | null>(null);
  const canLeave =
    listing.ofPackage &&
    !['withdrawn', 'ended'].includes(listing.state) &&
    listing.available + listing.held > 0;
  return (
    <>
      <dl className="kv">
        <dt>
          <Link to={`/listings/${listing.id}/show`}>Its listing</Link>
        </dt>
        <dd>
          <StateMark kind="listing" state={listing.state} />
        </dd>
        <dt>Price each, {currency}</dt>
        <dd>
          <Amount minor={listing.priceAmount} currency={currency} />
        </dd>
        <dt>Free, held, sold, withdrawn</dt>
        <dd>
          {listing.available}, {listing.held}, {listing.sold}, {listing.withdrawn}
        </dd>
      </dl>
      {listing.reason && <p className="note warn">{listing.reason}</p>}
      {done && (
        <p className="note success" role="status">
          {plural(done.quantity, 'seat')} taken back
          {done.leavesLater.length > 0 ? '; held ones leave when they are free' : ''}.
        </p>
      )}
      {canLeave && !taking && (
        <div className="acts-row">
          <button type="button" className="btn" onClick={() => setTaking(true)}>
            Take seats back
          </button>
        </div>
      )}
      {canLeave && taking && (
        <TakeBackForm
          found={found}
          listingId={listing.id}
          onLeave={() => setTaking(false)}
          onDone={(answer) => {
            setDone(answer);
            setTaking(false);
            queries.invalidateQueries();
          }}
        />
      )}
      {!listing.ofPackage && (
        <p className="note info">These seats came in by another way than this package.</p>
      )}
    </>
  );
}
