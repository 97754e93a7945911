import { type PayableShown, payableReasonNames, payoutHold } from '@holdfast/shared/payouts';
import { useState } from 'react';
import { Link } from 'react-router';
import { WaitingRequests } from '../approvals/index.ts';
import { RecordLog } from '../audit/RecordLog.tsx';
import { BankDataPanel } from '../bankFiles/BankDataPanel.tsx';
import { BankDataSection } from '../bankFiles/BankDataSection.tsx';
import { PayoutChoiceSection, PayToBankPanel } from '../connectedAccounts/PayoutChoiceSection.tsx';
import { TaxDataPanel } from '../taxpayers/TaxDataPanel.tsx';
import { TaxDataSection } from '../taxpayers/TaxDataSection.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { Amount, amountOf, plural } from '../ui/figures.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { Movements } from '../ui/Movements.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { workTime } from '../ui/time.ts';
import { AdjustPanel } from './Adjustments.tsx';
import { AdvanceSection } from './AdvanceSection.tsx';
import { LossPanel } from './LossPanel.tsx';
import { PayoutTable } from './PayoutTable.tsx';
import { paidByText, taxHoldText, waitingOf, whenPaid } from './payableText.ts';
import { StatementView } from './StatementView.tsx';
import { useWithholding, WithholdingSection } from './WithholdingSection.tsx';
import './payouts.css';

/** What one consignor is owed, order by order with the reason why it isn't paid, what was paid, and the statements. */
export function PayableShow() {
  return (
    <DeskShow<PayableShown> what="the consignor" refreshMs={() => 20_000}>
      {(record) => <Page key={record.id} record={record} />}
    </DeskShow>
  );
}

function Page({ record }: { record: PayableShown }) {
  useCrumbs('Finance', 'Owed to consignors', record.name);
  const [panel, setPanel] = useState<'hold' | 'adjust' | 'bank' | 'toBank' | 'tax' | null>(null);
  const [lost, setLost] = useState<PayableShown['orders'][number] | null>(null);
  const withholding = useWithholding(record);
  return (
    <div className={panel || lost || withholding.panel ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={record.name}
          facts={`${amountOf(record.owed)} ${record.currency} owed. ${whenPaid(record)} Paid ${plural(record.payoutDays, 'day')} after the event.`}
        >
          <Link className="btn" to={`/consignors/${record.id}/show`}>
            The consignor
          </Link>
          <button type="button" className="btn" onClick={() => setPanel('adjust')}>
            Adjust…
          </button>
          <button type="button" className="btn" onClick={() => setPanel('hold')}>
            {record.hold ? 'Pay them again…' : 'Hold payouts back…'}
          </button>
        </PageHead>
        <div className="body">
          {record.hold && (
            <p className="note warn">
              {record.hold.by} holds payouts back since {workTime(record.hold.at)}: {record.hold.reason}
            </p>
          )}
          {record.bankHold && (
            <p className="note warn">
              {record.bankHold.reason === 'bankMissing'
                ? 'Bank data is missing: runs leave them out until it is given.'
                : `Bank data is new: runs leave them out until ${workTime(record.bankHold.until ?? '')}.`}
            </p>
          )}
          {record.taxHold && <p className="note warn">{taxHoldText(record.taxHold)}</p>}
          {record.paidByHold && (
            <p className="note warn">{paidByText(record.paidByHold)} Runs leave them out until then.</p>
          )}
          <WaitingRequests requests={record.requests} />
          <Sums record={record} />
          <Orders record={record} decide={setLost} />
          <AdvanceSection advances={record.advances} />
          <section className="sec">
            <h2>Payouts</h2>
            {record.payouts.length === 0 ? (
              <p className="mut">Nothing was paid yet.</p>
            ) : (
              <PayoutTable payouts={record.payouts} />
            )}
          </section>
          <PayoutChoiceSection consignorId={record.id} toBank={() => setPanel('toBank')} />
          <BankDataSection consignorId={record.id} enter={() => setPanel('bank')} />
          <TaxDataSection consignorId={record.id} enter={() => setPanel('tax')} />
          {record.withholds && <WithholdingSection record={record} step={withholding.step} />}
          <StatementView consignorId={record.id} />
          <RecordLog />
        </div>
      </div>
      {panel === 'adjust' && <AdjustPanel record={record} close={() => setPanel(null)} />}
      {lost && <LossPanel record={record} lost={lost} close={() => setLost(null)} />}
      {panel === 'bank' && <BankDataPanel consignorId={record.id} close={() => setPanel(null)} />}
      {panel === 'tax' && <TaxDataPanel consignorId={record.id} close={() => setPanel(null)} />}
      {withholding.panel}
      {panel === 'toBank' && <PayToBankPanel consignorId={record.id} close={() => setPanel(null)} />}
      {panel === 'hold' && <HoldPanel record={record} close={() => setPanel(null)} />}
    </div>
  );
}

function HoldPanel({ record, close }: { record: PayableShown; close: () => void }) {
  return record.hold ? (
    <ReasonPanel
      title="Pay them again"
      about="The next run takes what may be paid by then."
      leave="Leave it held back"
      close={close}
      resource="payableReleases"
      id={record.id}
      schema={payoutHold}
      submit="Pay them again"
      done="The next run pays them again."
    />
  ) : (
    <ReasonPanel
      title="Hold payouts back"
      about="The next runs leave this consignor out, and a run that waits for its approval drops their payout. What was approved stays approved."
      leave="Don’t"
      close={close}
      resource="payableHolds"
      id={record.id}
      schema={payoutHold}
      submit="Hold them back"
      done="Payouts are held back."
    />
  );
}

/** How what is owed adds up. */
function Sums({ record }: { record: PayableShown }) {
  return (
    <dl className="kv facts payable-sums">
      <dt>May be paid now</dt>
      <dd>
        <Amount minor={record.payable} />
      </dd>
      <dt>In payouts that aren’t paid, or came back</dt>
      <dd>
        <Amount minor={record.inPayouts} />
      </dd>
      {record.waiting.map(({ reason, amount, orders, nextAt }) => (
        <SumRow
          key={reason}
          name={`${payableReasonNames[reason]}, ${plural(orders, 'order')}${nextAt ? `, the first from ${workTime(nextAt)} on` : ''}`}
          amount={amount}
        />
      ))}
      <dt>
        <b>Owed by the books</b>
      </dt>
      <dd>
        <b>{amountOf(record.payable + record.inPayouts + waitingOf(record))}</b>
      </dd>
    </dl>
  );
}

const SumRow = ({ name, amount }: { name: string; amount: number }) => (
  <>
    <dt>{name}</dt>
    <dd>
      <Amount minor={amount} />
    </dd>
  </>
);

/** What payouts have of a lost sale, minor units: an advance on it is named beside it. */
const inPayoutsOf = ({ loss, amount, advanced }: PayableShown['orders'][number]) =>
  loss === null ? 0 : loss - amount - advanced;

/** Orders that a page shows at most, as the server sends them. */
const mostOrders = 500;

function Orders({
  record: { orders },
  decide,
}: {
  record: PayableShown;
  decide: (order: PayableShown['orders'][number]) => void;
}) {
  if (orders.length === 0) return null;
  return (
    <section className="sec">
      <h2>
        What is open, order by order <small>{orders.length === mostOrders && 'the first 500'}</small>
      </h2>
      <Movements label="Orders" heads={['Order', 'Event', { figures: 'Amount' }, 'When, or why not']}>
        {orders.map((each) => {
          const { order, event, note, amount, reason, payableFrom, isAdvance } = each;
          return (
            <tr key={`${order?.id} ${amount} ${payableFrom} ${isAdvance}`}>
              <td>
                {order ? <Link to={`/reservations/${order.id}/show`}>{order.code}</Link> : 'Adjustment'}
              </td>
              <td>{event?.name ?? note ?? <span className="fnt">none</span>}</td>
              <td className="n">
                <Amount minor={amount} />
              </td>
              <td className="mut">
                {reason === null
                  ? amount < 0
                    ? 'Claimed back'
                    : isAdvance
                      ? 'Now, as an advance'
                      : 'Now'
                  : reason === 'early' && payableFrom
                    ? `From ${workTime(payableFrom)} on`
                    : payableReasonNames[reason]}
                {inPayoutsOf(each) > 0 && `, ${amountOf(inPayoutsOf(each))} is in payouts`}
                {each.advanced > 0 && `, ${amountOf(each.advanced)} was advanced`}
                {each.loss !== null && (
                  <>
                    {' '}
                    <button type="button" className="link" onClick={() => decide(each)}>
                      Decide…
                    </button>
                  </>
                )}
              </td>
            </tr>
          );
        })}
      </Movements>
    </section>
  );
}
