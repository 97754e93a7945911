import { wayNames } from '@holdfast/shared/deliveries';
import type { PackageCalendar, PackageGame, PackagePrice } from '@holdfast/shared/packages';
import { splitRuleName } from '../listings/splitRules.ts';
import { Amount, percentOf } from '../ui/figures.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { AccessSection } from './AccessSection.tsx';
import { GameMark } from './gameMarks.tsx';
import { ListingFacts } from './ListingFacts.tsx';

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
          <dt>Delivered by</dt>
          <dd>{wayNames[terms.deliveryWay]}</dd>
          <dt>Delivery note</dt>
          <dd>{terms.delivery}</dd>
        </dl>
      </section>
      <AccessSection packageId={id} />
    </SidePanel>
  );
}
