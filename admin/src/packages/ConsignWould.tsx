import type { ConsignedGames } from '@holdfast/shared/packages';
import { Amount, plural } from '../ui/figures.tsx';
import { Mark } from '../ui/StateMark.tsx';

/** What consigning the chosen games would do, and what they would be worth. */
export function ConsignWould({ would }: { would: ConsignedGames }) {
  const { worth, currency } = would;
  const left = would.games.filter(({ ok }) => !ok);
  return (
    <>
      <h3 className="ruled">What happens</h3>
      <dl className="kv">
        <dt>
          <Mark shape="waiting" tone="warn">
            Wait for approval
          </Mark>
        </dt>
        <dd>
          {plural(would.listings, 'listing')}, with {plural(would.tickets, 'ticket')}
        </dd>
        {left.length > 0 && (
          <>
            <dt>
              <Mark shape="cross" tone="danger">
                Left out
              </Mark>
            </dt>
            <dd>{left.length}</dd>
          </>
        )}
      </dl>
      {left.map((game) => (
        <p key={game.eventId} className="note danger">
          <b className="bold">{game.name}.</b> {game.message}
        </p>
      ))}
      <h3 className="ruled">What it is worth if all sell, {currency}</h3>
      <dl className="kv">
        <dt>Consignor gets</dt>
        <dd>
          <Amount minor={worth.proceeds} currency={currency} />
        </dd>
        <dt>Commission</dt>
        <dd>
          <Amount minor={worth.commission} currency={currency} />
        </dd>
        <dt className="tot">Price</dt>
        <dd className="tot">
          <Amount minor={worth.price} currency={currency} />
        </dd>
        <dt>Fans pay, all-in</dt>
        <dd>
          <Amount minor={worth.allIn} currency={currency} />
        </dd>
      </dl>
      <h3 className="ruled">By game, {currency} each</h3>
      <dl className="kv">
        {would.games
          .filter(({ ok }) => ok)
          .flatMap(({ eventId, name, priceAmount }) => [
            <dt key={`${eventId} name`}>{name}</dt>,
            <dd key={eventId}>
              <Amount minor={priceAmount ?? 0} currency={currency} />
            </dd>,
          ])}
      </dl>
      <h3 className="ruled">Who hears of it</h3>
      <p className="mut">Nobody yet: staff approves first.</p>
    </>
  );
}
