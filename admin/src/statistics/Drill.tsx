import type { SoldTicket, StatisticsRow, StatisticsSeries, StatisticsSplit } from '@holdfast/shared/stats';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { amountOf, countOf, plural } from '../ui/figures.tsx';
import { workTime } from '../ui/time.ts';
import type { ChartedFigure } from './chartData.ts';
import { useSeries, useSplit, useTickets } from './queries.ts';
import { placeOfTicket } from './SoldTickets.tsx';
import { addressOf, behind, chartedNames, nameOfRow, type Question } from './statisticsQuery.ts';

const SplitBars = lazy(async () => ({ default: (await import('./Charts.tsx')).SplitBars }));
const SalesLine = lazy(async () => ({ default: (await import('./Charts.tsx')).SalesLine }));

const shownTickets = 5;

/** Details of one row: by section or type, over time, and its tickets. */
export function Drill({
  question,
  row,
  figure,
  narrow,
}: {
  question: Question;
  row: StatisticsRow;
  figure: ChartedFigure;
  narrow: boolean;
}) {
  const filter = behind(question, row.id);
  const of = question.by === 'event' || question.by === 'ticketType' ? 'section' : 'ticketType';
  const split = useSplit(filter, of);
  const series = useSeries(filter);
  const tickets = useTickets(filter, shownTickets);
  const error = split.error ?? series.error ?? tickets.error;
  if (error) return <ErrorMessage what="What lies behind this row couldn’t be loaded." error={error} />;
  return (
    <div className={narrow ? 'drill narrow' : 'drill'}>
      {(!narrow || figure === 'sold') && <SoldBy question={question} row={row} of={of} split={split.data} />}
      {(!narrow || figure !== 'sold') && (
        <OverTime question={question} row={row} figure={figure} series={series.data} />
      )}
      <TicketsBehind question={question} row={row} tickets={tickets.data?.data} />
    </div>
  );
}

interface Part {
  question: Question;
  row: StatisticsRow;
}

function SoldBy({
  question,
  row,
  of,
  split,
}: Part & { of: 'section' | 'ticketType'; split: StatisticsSplit | undefined }) {
  const name = nameOfRow(row, question.by);
  const left = row.listed === null ? null : Math.max(0, row.listed - row.sold + row.refundedTickets);
  return (
    <section className="sec">
      <h2>
        Sold by {of === 'section' ? 'section' : 'type'}, {name}{' '}
        <small>
          {plural(row.sold, 'ticket')}
          {left === null ? '' : `, ${countOf(left)} left`}
        </small>
      </h2>
      {split && split.data.length > 0 ? (
        <Suspense>
          <SplitBars split={split} label={`Sold tickets of ${name}`} />
        </Suspense>
      ) : (
        <p className="mut">{split ? 'Nothing was sold in this period.' : ''}</p>
      )}
      {split?.data.some(({ soldSinceYesterday }) => soldSinceYesterday > 0) && (
        <p className="sm mut">Solid: sold before. Hatched: reserved since yesterday.</p>
      )}
      <AtStart row={row} currency={question.currency} />
    </section>
  );
}

function OverTime({
  question,
  row,
  figure,
  series,
}: Part & { figure: ChartedFigure; series: StatisticsSeries | undefined }) {
  return (
    <section className="sec">
      <h2>
        {chartedNames[figure]} over time <small>the average of seven dashed</small>
      </h2>
      {series && (
        <Suspense>
          <SalesLine
            series={series}
            figure={figure}
            currency={question.currency}
            label={`${chartedNames[figure]} over time, ${nameOfRow(row, question.by)}`}
          />
        </Suspense>
      )}
    </section>
  );
}

function TicketsBehind({ question, row, tickets }: Part & { tickets: readonly SoldTicket[] | undefined }) {
  return (
    <section className="sec">
      <h2>
        {countOf(row.sold)} sold <small>the rows behind the figure</small>
        {row.sold > 0 && (
          <Link className="r" to={`/statistics/tickets?${addressOf(behind(question, row.id))}`}>
            Open all {countOf(row.sold)}
          </Link>
        )}
      </h2>
      <table className="g">
        <thead>
          <tr>
            <th>Order</th>
            <th>Seat</th>
            <th className="n">Price</th>
            <th className="n">Commission</th>
            <th className="n">Paid</th>
          </tr>
        </thead>
        <tbody>
          {tickets?.map((ticket) => (
            <tr key={ticket.id}>
              <td>
                <Link to={`/reservations/${ticket.reservationId}/show`}>{ticket.code}</Link>
              </td>
              <td>{placeOfTicket(ticket)}</td>
              <td className="n num">{amountOf(ticket.price, question.currency)}</td>
              <td className="n">{amountOf(ticket.commission, question.currency)}</td>
              <td className="n mut">{workTime(ticket.paidAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Figures at the event's start, and what changed after it. */
function AtStart({ row, currency }: { row: StatisticsRow; currency: string }) {
  if (!row.atStart) return null;
  const { sold, listed, gross, refundsSince } = row.atStart;
  return (
    <p className="note">
      When it began: {countOf(sold)} of {countOf(listed)} sold for {amountOf(gross, currency)}.{' '}
      {refundsSince > 0
        ? `Refunded since: ${amountOf(refundsSince, currency)}.`
        : 'Nothing was refunded since.'}
    </p>
  );
}
