import type { StatisticsFigures, StatisticsRow } from '@holdfast/shared/stats';
import { useGetList } from 'react-admin';
import { Link } from 'react-router';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { Amount, countOf } from '../ui/figures.tsx';
import { Th } from '../ui/Th.tsx';

/** More consignors than one event has; the totals are over all of them. */
const mostConsignors = 200;

/** What was sold of an event, by consignor: the figures of the statistics, and their totals. */
export function EventSales({ eventId, currency }: { eventId: string; currency: string }) {
  const { data, meta, error, refetch } = useGetList<StatisticsRow>('statistics', {
    filter: { by: 'consignor', eventId, currency },
    sort: { field: 'sold', order: 'DESC' },
    pagination: { page: 1, perPage: mostConsignors },
  });
  if (error) return <ErrorMessage what="The sales couldn’t be loaded." error={error} retry={refetch} />;
  if (!data) return null;
  const totals: StatisticsFigures | undefined = meta?.totals;
  const unsold = totals ? withoutSale(data, totals) : { listed: 0, held: 0 };
  if (data.length === 0 && unsold.listed === 0)
    return (
      <p className="mut">Nothing is on sale or sold yet. Listings that wait for approval aren’t counted.</p>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section className="table-wrap" tabIndex={0} aria-label="Sales by consignor">
      <table className="g">
        <thead>
          <tr>
            <Th>Consignor</Th>
            <Th n>Listed</Th>
            <Th n>Held</Th>
            <Th n>Sold</Th>
            <Th n>Proceeds</Th>
            <Th n>Commission</Th>
            <Th n>Gross, {currency}</Th>
            <Th n>Fees</Th>
            <Th n>Refunds</Th>
          </tr>
        </thead>
        <tbody>
          {data.map((row) => (
            <tr key={row.id}>
              <td>
                <Link className="key" to={`/consignors/${row.id}/show`}>
                  {row.name}
                </Link>
              </td>
              <Figures of={row} currency={currency} />
            </tr>
          ))}
          {unsold.listed > 0 && (
            <tr className="mut">
              <td>Others, without a sale</td>
              <td className="n">{countOf(unsold.listed)}</td>
              <td className="n">{countOf(unsold.held)}</td>
              <td colSpan={6} />
            </tr>
          )}
        </tbody>
        {totals && (
          <tfoot>
            <tr className="bold">
              <td>All of it</td>
              <Figures of={totals} currency={currency} />
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

/** What is listed of consignors who sold nothing: the statistics have no row of them, while the totals count them. */
function withoutSale(rows: readonly StatisticsRow[], totals: StatisticsFigures) {
  const left = (name: 'listed' | 'held') =>
    rows.reduce((sum, row) => sum - (row[name] ?? 0), totals[name] ?? 0);
  return { listed: left('listed'), held: left('held') };
}

function Figures({ of, currency }: { of: StatisticsFigures; currency: string }) {
  const { listed, held, sold, consignors, commission, gross, fees, refunds } = of;
  return (
    <>
      <td className="n">{countOf(listed ?? 0)}</td>
      <td className="n">{countOf(held ?? 0)}</td>
      <td className="n">{countOf(sold)}</td>
      {[consignors, commission, gross, fees, refunds].map((minor, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay in their places
        <td key={at} className="n">
          <Amount minor={minor} currency={currency} />
        </td>
      ))}
    </>
  );
}
