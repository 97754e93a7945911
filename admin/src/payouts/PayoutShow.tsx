import { type PayoutShown, payoutWayNames } from '@holdfast/shared/payouts';
import { useState } from 'react';
import { Link } from 'react-router';
import { RecordLog } from '../audit/RecordLog.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { dayText } from '../ui/dates/dayText.ts';
import { Amount, amountOf, plural } from '../ui/figures.tsx';
import { Movements } from '../ui/Movements.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { lineNames } from './lineNames.ts';
import { PayoutPanel, type PayoutStep } from './PayoutPanels.tsx';
import { howPaid } from './PayoutTable.tsx';

/** One payout with every entry that it pays; what happened to the money is said here. */
export function PayoutShow() {
  return (
    <DeskShow<PayoutShown> what="the payout" refreshMs={() => 10_000}>
      {(record) => <Page key={record.id} record={record} />}
    </DeskShow>
  );
}

/** What finance says by hand, by the payout's state: the last is the usual one. */
const steps: Partial<Record<PayoutShown['state'], ReadonlyArray<readonly [PayoutStep, string]>>> = {
  approved: [
    ['cancel', 'Don’t pay it…'],
    ['pay', 'It was paid…'],
  ],
  sending: [
    ['return', 'It came back…'],
    ['refuse', 'The bank refused it…'],
    ['settle', 'The bank paid it…'],
  ],
  paid: [['return', 'It came back…']],
  returned: [
    ['cancel', 'Don’t pay it…'],
    ['retry', 'Pay it once more…'],
  ],
  failed: [
    ['cancel', 'Don’t pay it…'],
    ['retry', 'Pay it once more…'],
  ],
};

/** What Stripe moved, Stripe alone tells of: finance asks it to take a transfer back. */
function stepsOf({
  state,
  way,
  paidBy,
  attempts,
}: PayoutShown): ReadonlyArray<readonly [PayoutStep, string]> {
  if (state === 'approved' && paidBy === 'stripe') return [['cancel', 'Don’t pay it…']];
  if (way !== 'stripe') return steps[state] ?? [];
  if (state === 'sending') return [];
  const reversal = attempts[0]?.reversal;
  if (state === 'paid')
    return reversal && reversal.problem === null ? [] : [['reverse', 'Take it back from Stripe…']];
  return steps[state] ?? [];
}

function Page({ record }: { record: PayoutShown }) {
  useCrumbs('Finance', 'Payouts', record.consignor.name);
  const [panel, setPanel] = useState<PayoutStep | null>(null);
  const close = () => setPanel(null);
  const { state } = record;
  return (
    <div className={panel ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={`${amountOf(record.amount.amount)} ${record.amount.currency} to ${record.consignor.name}`}
          mark={<StateMark kind="payout" state={state} loud />}
          facts={`${plural(record.lines, 'entry', 'entries')}. ${howPaid(record)}.`}
        >
          <Link className="btn" to={`/payout-runs/${record.runId}/show`}>
            Its run
          </Link>
          <Link className="btn" to={`/payables/${record.consignor.id}/show`}>
            What they are owed
          </Link>
          {stepsOf(record).map(([step, name], at, all) => (
            <button
              key={step}
              type="button"
              className={at === all.length - 1 && state !== 'paid' ? 'btn p' : 'btn'}
              onClick={() => setPanel(step)}
            >
              {name}
            </button>
          ))}
        </PageHead>
        <div className="body">
          <Attempts attempts={record.attempts} />
          <Lines record={record} />
          <RecordLog />
        </div>
      </div>
      {panel && <PayoutPanel panel={panel} record={record} close={close} />}
    </div>
  );
}

function Lines({ record: { lineList, amount } }: { record: PayoutShown }) {
  return (
    <section className="sec">
      <h2>What it pays</h2>
      <Movements label="What it pays" heads={['What', 'Order', 'Event', 'Booked', { figures: 'Amount' }]}>
        {lineList.map(({ kind, order, event, note, at, amount: part }) => (
          <tr key={`${order?.id} ${at} ${kind} ${part}`}>
            <td>{lineNames[kind]}</td>
            <td>{order && <Link to={`/reservations/${order.id}/show`}>{order.code}</Link>}</td>
            <td>{event?.name ?? note}</td>
            <td className="mut">{workTime(at)}</td>
            <td className="n">
              <Amount minor={part} />
            </td>
          </tr>
        ))}
        <tr>
          <td colSpan={4}>
            <b>All of it</b>
          </td>
          <td className="n">
            <b>{amountOf(amount.amount)}</b>
          </td>
        </tr>
      </Movements>
    </section>
  );
}

type Attempt = PayoutShown['attempts'][number];
const attemptWords: Record<Attempt['state'], string> = {
  sending: 'On its way',
  paid: 'Paid',
  failed: 'Refused by the bank',
  returned: 'Came back',
  recalled: 'Its file wasn’t given to the bank',
};

/** What became of an attempt, in words. */
function becameOf({ way, state, reason, reversal }: Pick<Attempt, 'way' | 'state' | 'reason' | 'reversal'>) {
  const words = way === 'stripe' && state === 'failed' ? 'Refused by Stripe' : attemptWords[state];
  if (reason) return `${words}: ${reason}`;
  if (state !== 'paid' || reversal === null) return words;
  return reversal.problem === null
    ? `${words}. Stripe is asked to take it back`
    : `${words}. ${reversal.problem}`;
}

/** How it was paid or tried, the newest first; a bank file opens. */
function Attempts({ attempts }: Pick<PayoutShown, 'attempts'>) {
  if (attempts.length === 0) return null;
  return (
    <section className="sec">
      <h2>How it is paid</h2>
      <Movements
        label="Attempts"
        heads={['Attempt', 'Way', { ids: 'Reference' }, 'Begun', 'For', 'What became of it']}
      >
        {attempts.map(({ id, number, way, fileId, lastFour, state, paidOn, begunAt, ...attempt }) => (
          <tr key={id}>
            <td>{number}</td>
            <td>
              {fileId ? <Link to={`/bank-files/${fileId}/show`}>Bank file</Link> : payoutWayNames[way]}
              {lastFour && ` to …${lastFour}`}
            </td>
            <td className="id">
              {attempt.reference}
              {attempt.transferId && `, ${attempt.transferId}`}
            </td>
            <td className="mut">{workTime(begunAt)}</td>
            <td className="mut">{paidOn && dayText(paidOn)}</td>
            <td>{becameOf({ way, state, ...attempt })}</td>
          </tr>
        ))}
      </Movements>
    </section>
  );
}
