import type { CaseThen, SupportCase, TimelineEntry } from '@holdfast/shared/support';
import { Link } from 'react-router';
import { PageLink } from '../authProvider/PageLink.tsx';
import { amountOf, placeOf, plural } from '../ui/figures.tsx';
import { Mark, StateMark } from '../ui/StateMark.tsx';
import { Th } from '../ui/Th.tsx';
import { clockOf, countdownOf, startOf } from '../ui/time.ts';
import { useNow } from '../ui/useNow.ts';

/** Who, in which state, in one sentence; what was agreed and what is booked. */
export function CaseHead({
  data,
  state,
  then,
  booked,
}: {
  data: SupportCase;
  state: string;
  then: TimelineEntry | null;
  /** What was booked at that moment; undefined while it is read. */
  booked: CaseThen['books'] | undefined;
}) {
  const { reservation } = data;
  const isOpen = reservation.state.startsWith('pending');
  return (
    <div className="case-head">
      <div>
        <div className="case-line">
          <h1>{reservation.code}</h1>
          <StateMark kind="reservation" state={state} loud />
          {then ? (
            <Mark shape="clock" tone="neutral" loud>
              Then: {clockOf(then.at, undefined, true)}
            </Mark>
          ) : (
            <>
              {isOpen && <Countdown until={reservation.expiresAt} serverNow={data.serverNow} />}
              {data.attention.map(({ cause, text }) => (
                <Mark key={cause} shape="triangle" tone="danger" loud>
                  {text}
                </Mark>
              ))}
            </>
          )}
        </div>
        <p className="say">{then ? then.text : data.sentence}</p>
        <Bought data={data} />
      </div>
      <Books books={data.books} then={then === null ? null : (booked ?? 'read')} />
    </div>
  );
}

/** The game, the seats, whose they were, and who buys. */
function Bought({ data }: { data: SupportCase }) {
  const { reservation } = data;
  return (
    <p className="mut">
      {reservation.event.name}, {startOf(reservation.event)}.{' '}
      {reservation.items
        .map(
          (item) =>
            `${placeOf(item)} (${plural(item.quantity, 'ticket')}, ${amountOf(item.price.amount)} each)`,
        )
        .join('; ')}
      . Consigned by{' '}
      {data.consignors.map((consignor, at) => (
        <span key={consignor.id}>
          {at > 0 && ', '}
          <PageLink to={`/consignors/${consignor.id}/show`}>{consignor.name}</PageLink>
        </span>
      ))}
      .{' '}
      {data.fan.email && (
        <Link to={`/reservations?q=${encodeURIComponent(data.fan.email)}`}>{data.fan.email}</Link>
      )}
      {data.fan.phone && (
        <>
          , <a href={`tel:${data.fan.phone.replaceAll(/[^+\d]/g, '')}`}>{data.fan.phone}</a>
        </>
      )}
    </p>
  );
}

/** What was agreed, and what is booked of it: now, or at the moment that is looked at. */
function Books({
  books,
  then,
}: {
  books: SupportCase['books'];
  /** `read`: it is still being read; null: now. */
  then: CaseThen['books'] | 'read' | null;
}) {
  const now = {
    fanPays: books.bookedFanPays,
    consignorProceeds: books.bookedConsignorProceeds,
    commission: books.bookedCommission,
    stripeFee: books.stripeFee.amount,
    tax: books.bookedTax,
  };
  const booked = then === null ? now : then === 'read' ? null : then;
  const agreed = [
    ['Fan pays', books.fanPays.amount, 'fanPays', null],
    ['Consignor gets', books.consignorProceeds.amount, 'consignorProceeds', null],
    ['Commission', books.commission.amount, 'commission', `with ${amountOf(books.fee.amount)} service fee`],
  ] as const;
  const figure = (of: keyof typeof now) => (booked ? amountOf(booked[of]) : <span className="fnt">–</span>);
  return (
    <table className="mny">
      <thead>
        <tr>
          <Th>{books.fanPays.currency}</Th>
          <Th n>Agreed</Th>
          <Th n>{then === null ? 'Booked' : 'Booked then'}</Th>
        </tr>
      </thead>
      <tbody>
        {agreed.map(([name, plan, of, aside]) => (
          <tr key={name}>
            <td>
              {name} {aside && <span className="fnt">{aside}</span>}
            </td>
            <td className="n">
              <b>{amountOf(plan)}</b>
            </td>
            <td className="n">{figure(of)}</td>
          </tr>
        ))}
        {books.tax.amount > 0 && (
          <tr>
            <td>
              Tax <span className="fnt">within what the fan pays</span>
            </td>
            <td className="n">
              <b>{amountOf(books.tax.amount)}</b>
            </td>
            <td className="n">{figure('tax')}</td>
          </tr>
        )}
        {books.stripeFee.amount > 0 && (
          <tr>
            <td>Stripe’s fee</td>
            <td className="n" />
            <td className="n">{figure('stripeFee')}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Countdown({ until, serverNow }: { until: string; serverNow: string }) {
  const now = useNow(1000, serverNow);
  const leftMs = Date.parse(until) - now.getTime();
  if (leftMs <= 0)
    return (
      <Mark shape="clock" tone="warn" loud>
        Deadline passed at {clockOf(until, undefined, true)}
      </Mark>
    );
  return (
    <Mark shape="clock" tone={leftMs < 120_000 ? 'warn' : 'neutral'} loud>
      <span className="num">{countdownOf(leftMs)}</span> left, until {clockOf(until, undefined, true)}
    </Mark>
  );
}
