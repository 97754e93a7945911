import type { Consignor } from '@holdfast/shared/consignors';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { readPackageSeats } from '@holdfast/shared/packages';
import { quoteTicket } from '@holdfast/shared/pricing';
import { useGetOne } from 'react-admin';
import { Amount, percentOf, plural, SplitBar } from '../ui/figures.tsx';

/** What it comes to while it is typed, at the consignor's percentages in force. */
export function PackageSum({
  values,
  games,
  ownPrices,
}: {
  values: {
    consignorId?: string | null;
    seats?: string | null;
    priceAmount?: number | null;
  };
  games: number;
  /** How many opponents have a price of their own. */
  ownPrices: number;
}) {
  const { data: consignor } = useGetOne<Consignor>(
    'consignors',
    { id: values.consignorId ?? '' },
    { enabled: Boolean(values.consignorId) },
  );
  const { priceAmount } = values;
  const read = readPackageSeats(values.seats ?? '');
  const seats = 'seats' in read ? read.seats.length : null;
  const sum =
    consignor && typeof priceAmount === 'number'
      ? quoteTicket(priceAmount, consignor.percentages.components)
      : null;
  const tickets = seats === null ? null : seats * games;
  return (
    <aside className="sec" aria-label="What it comes to" aria-live="polite">
      <h2>
        What it comes to <small>if every ticket sells, {marketplaceCurrency}</small>
      </h2>
      <p className="say">
        {plural(games, 'game')} × {seats === null ? 'no seats yet' : plural(seats, 'seat')}
        {tickets === null ? '' : ` = ${plural(tickets, 'ticket')}`}
      </p>
      {ownPrices > 0 && (
        <p className="note info">
          Each game is counted at the package’s price. {plural(ownPrices, 'opponent')}{' '}
          {ownPrices === 1 ? 'has a price' : 'have prices'} of {ownPrices === 1 ? 'its' : 'their'} own: the
          calendar’s preview counts those exactly.
        </p>
      )}
      {sum && consignor ? (
        <Sum consignor={consignor} sum={sum} tickets={tickets ?? 0} />
      ) : (
        <p className="mut">Choose a consignor and type a price to see who gets what.</p>
      )}
    </aside>
  );
}

/** What each ticket comes to, and all of them. */
function Sum({
  consignor,
  sum,
  tickets,
}: {
  consignor: Consignor;
  sum: ReturnType<typeof quoteTicket>;
  tickets: number;
}) {
  return (
    <>
      <dl className="kv">
        <dt>{consignor.name} gets</dt>
        <Each minor={sum.proceeds} tickets={tickets} />
        <dt>Commission, {percentOf(consignor.commissionBps)}</dt>
        <Each minor={sum.commission} tickets={tickets} />
        <dt className="tot">Price</dt>
        <dd className="tot">
          <Amount minor={sum.price} />
          <span className="fnt">each</span>
          <Amount minor={sum.price * tickets} />
        </dd>
        <dt>Fans pay, {percentOf(consignor.feeBps)} on top</dt>
        <Each minor={sum.allIn} tickets={tickets} />
      </dl>
      <div style={{ margin: '10px 0' }}>
        <SplitBar proceeds={sum.proceeds} commission={sum.commission} fee={sum.fee} />
      </div>
    </>
  );
}

function Each({ minor, tickets }: { minor: number; tickets: number }) {
  return (
    <dd>
      <Amount minor={minor} />
      <span className="fnt">each</span>
      <b>
        <Amount minor={minor * tickets} />
      </b>
    </dd>
  );
}
