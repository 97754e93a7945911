import type { TakenBack } from '@holdfast/shared/listings';
import type { PackageCalendar, PackageGame, PackagePrice, SeasonPackage } from '@holdfast/shared/packages';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { splitRuleName } from '../listings/splitRules.ts';
import { Amount, percentOf, plural } from '../ui/figures.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { AccessSection } from './AccessSection.tsx';
import { GameMark } from './gameMarks.tsx';
import { TakeBackForm } from './TakeBackForm.tsx';

/** `120.00`, `Face value`, `Face value + 15%`. */
export function priceText(price: PackagePrice | null): string {
  if (price === null) return 'not agreed';
  if (price.by === 'set') return (price.amount / 100).toFixed(2);
  if (price.bps === 0) return 'Face value';
  return `Face value ${price.bps > 0 ? '+' : '−'} ${percentOf(Math.abs(price.bps))}`;
}

/** The game under the cursor, what the package was agreed at, and the login of the ticket site. */
export function TermsPanel({ calendar, game }: { calendar: PackageCalendar; game: PackageGame | null }) {
  const { terms, id } = calendar.package;
  const names = new Map(
    calendar.games.flatMap(({ opponent }) => (opponent ? [[opponent.id, opponent.name]] : [])),
  );
  return (
    <SidePanel
      title={game ? game.name : 'What was agreed'}
      about={game ? <GameMark state={game.state} /> : null}
    >
      {game?.listing && (
        <ListingFacts
          key={game.eventId}
          found={calendar.package}
          listing={game.listing}
          currency={calendar.currency}
        />
      )}
      {game && !game.listing && (
        <p className="mut">
          {game.state === 'past' ? 'It was not consigned.' : 'Its seats are free to be consigned.'}
        </p>
      )}
      <section className="sec">
        <h2>
          Terms <small>for each game, {calendar.currency}</small>
        </h2>
        <dl className="kv">
          <dt>Price each</dt>
          <dd>{priceText(terms.price)}</dd>
          {terms.opponents.flatMap(({ performerId, price }) => [
            <dt key={performerId}>Against {names.get(performerId) ?? 'another opponent'}</dt>,
            <dd key={`${performerId} price`}>{priceText(price)}</dd>,
          ])}
          <dt>Face value</dt>
          <dd>{terms.faceValueAmount === null ? 'unknown' : <Amount minor={terms.faceValueAmount} />}</dd>
          <dt>Floor</dt>
          <dd>{terms.floorAmount === null ? 'none' : <Amount minor={terms.floorAmount} />}</dd>
          <dt>Ceiling</dt>
          <dd>{terms.ceilingAmount === null ? 'none' : <Amount minor={terms.ceilingAmount} />}</dd>
          <dt>Split rule</dt>
          <dd>{splitRuleName(terms.splitRule)}</dd>
          <dt>Delivery</dt>
          <dd>{terms.delivery}</dd>
        </dl>
      </section>
      <AccessSection packageId={id} />
    </SidePanel>
  );
}

function ListingFacts({
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
