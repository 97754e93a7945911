import {
  type BalanceDayShown,
  type BalanceDifference,
  type DifferenceKind,
  settleDifference,
} from '@holdfast/shared/dailyBalance';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { dayText } from '../ui/dates/dayText.ts';
import { amountOf, plural } from '../ui/figures.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { Movements } from '../ui/Movements.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { workTime } from '../ui/time.ts';

const kindNames: Record<DifferenceKind, string> = {
  notBooked: 'Not in the books',
  notAtStripe: 'Not at Stripe',
  bookedTwice: 'Booked twice',
  amountDiffers: 'Another sum',
  currencyDiffers: 'Another currency',
  feeNotBooked: 'Fee not in the books',
  feeDiffers: 'Another fee',
  feeUnknown: 'Fee that Stripe doesn’t name',
  unknownPayment: 'A payment that isn’t ours',
  unknownType: 'A movement that the books don’t know',
  remainder: 'Remainder',
};

/** One day: how it adds up, what differs, and every transaction. */
export function BalanceDayShow() {
  return (
    <DeskShow<BalanceDayShown> what="the day" refreshMs={() => 60_000}>
      {(record) => <Page key={record.id} record={record} />}
    </DeskShow>
  );
}

function Page({ record }: { record: BalanceDayShown }) {
  useCrumbs('Finance', 'Daily balance', dayText(record.day));
  const [chosen, choose] = useState<BalanceDifference | null>(null);
  return (
    <div className={chosen ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={`${dayText(record.day)}, ${record.currency}`}
          facts={`${amountOf(record.opening)} + ${amountOf(record.moved)} − ${amountOf(record.fees)} fees − ${amountOf(record.paidOut)} paid out = ${amountOf(record.closing)}.${
            record.standsAtStripe === null
              ? ''
              : ` By Stripe’s own word ${amountOf(record.standsAtStripe)} stands there.`
          }`}
        />
        <div className="body">
          <Differences record={record} choose={choose} />
          <Lines record={record} />
        </div>
      </div>
      {chosen && <Settle difference={chosen} close={() => choose(null)} />}
    </div>
  );
}

function Differences({
  record: { differenceLines },
  choose,
}: {
  record: BalanceDayShown;
  choose: (difference: BalanceDifference) => void;
}) {
  if (differenceLines.length === 0)
    return <p className="note success">Every transaction has its entry in the books, to the cent.</p>;
  return (
    <section className="sec">
      <h2>What differs</h2>
      <ul className="left-out">
        {differenceLines.map((line) => (
          <li key={line.id}>
            <b>
              {kindNames[line.kind]}: {amountOf(line.amount)}
            </b>
            <span>
              {line.text} <span className="mut">{line.subject}</span>
              {line.order && (
                <>
                  {' '}
                  <Link to={`/reservations/${line.order.id}/show`}>{line.order.code}</Link>
                </>
              )}{' '}
              {stateText(line)}
              {line.goneAt === null && line.settled === null && (
                <button type="button" className="link" onClick={() => choose(line)}>
                  Say what explains it…
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function stateText({ goneAt, settled, foundAt }: BalanceDifference): string {
  if (settled) return `Explained by ${settled.by} on ${workTime(settled.at)}: ${settled.reason}`;
  return goneAt === null
    ? `Found ${workTime(foundAt)}.`
    : `Found ${workTime(foundAt)}, gone by itself ${workTime(goneAt)}.`;
}

function Lines({ record: { lines, transactions } }: { record: BalanceDayShown }) {
  return (
    <section className="sec">
      <h2>{plural(transactions, 'transaction')} at Stripe, newest first</h2>
      <Movements
        label="Movements"
        heads={[
          'What',
          'Order',
          { figures: 'Amount' },
          { figures: 'Fee' },
          { figures: 'Time' },
          { ids: 'Stripe’s id' },
        ]}
      >
        {lines.map((line) => (
          <tr key={line.id}>
            <td>{line.type.replaceAll('_', ' ')}</td>
            <td>
              {line.order ? (
                <Link to={`/reservations/${line.order.id}/show`}>{line.order.code}</Link>
              ) : (
                <span className="fnt">none</span>
              )}
            </td>
            <td className="n">{amountOf(line.amount)}</td>
            <td className="n">{amountOf(line.fee)}</td>
            <td className="n">{workTime(line.at)}</td>
            <td className="mut id">{line.id}</td>
          </tr>
        ))}
      </Movements>
    </section>
  );
}

function Settle({ difference, close }: { difference: BalanceDifference; close: () => void }) {
  return (
    <ReasonPanel
      title="Say what explains it"
      about={`${kindNames[difference.kind]}: ${amountOf(difference.amount)}. The line stays, with your name and reason. No entry is made or changed.`}
      leave="Leave it open"
      close={close}
      resource="balanceSettlements"
      id={difference.id}
      schema={settleDifference}
      submit="Keep it as explained"
      done="The difference is explained."
    />
  );
}
