import { type PayoutShown, payoutPaid, payoutRetry, payoutStep } from '@holdfast/shared/payouts';
import { useMemo, useState } from 'react';
import { useNotify } from 'react-admin';
import { Link } from 'react-router';
import { RecordLog } from '../audit/RecordLog.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { Amount, amountOf, plural } from '../ui/figures.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { Movements } from '../ui/Movements.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { lineNames } from './lineNames.ts';
import { howPaid } from './PayoutTable.tsx';
import { PaidInputs } from './RunPanels.tsx';

/** One payout with every entry that it pays; what happened to the money is said here. */
export function PayoutShow() {
  return (
    <DeskShow<PayoutShown> what="the payout" refreshMs={() => 10_000}>
      {(record) => <Page key={record.id} record={record} />}
    </DeskShow>
  );
}

type Panel = 'pay' | 'return' | 'retry' | 'cancel' | null;

function Page({ record }: { record: PayoutShown }) {
  useCrumbs('Finance', 'Payouts', record.consignor.name);
  const [panel, setPanel] = useState<Panel>(null);
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
          {(state === 'approved' || state === 'returned') && (
            <button type="button" className="btn" onClick={() => setPanel('cancel')}>
              Don’t pay it…
            </button>
          )}
          {state === 'paid' && (
            <button type="button" className="btn" onClick={() => setPanel('return')}>
              It came back…
            </button>
          )}
          {state === 'returned' && (
            <button type="button" className="btn p" onClick={() => setPanel('retry')}>
              Pay it once more…
            </button>
          )}
          {state === 'approved' && (
            <button type="button" className="btn p" onClick={() => setPanel('pay')}>
              It was paid…
            </button>
          )}
        </PageHead>
        <div className="body">
          <Lines record={record} />
          <RecordLog />
        </div>
      </div>
      {panel && <Panels panel={panel} record={record} close={close} />}
    </div>
  );
}

function Lines({ record: { lineList, amount } }: { record: PayoutShown }) {
  return (
    <section className="sec">
      <h2>What it pays</h2>
      <Movements heads={['What', 'Order', 'Event', 'Booked', { figures: 'Amount' }]}>
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

function Panels({
  panel,
  record,
  close,
}: {
  panel: Exclude<Panel, null>;
  record: PayoutShown;
  close: () => void;
}) {
  const withVersion = (values: Record<string, unknown>) => ({ ...values, version: record.version });
  switch (panel) {
    case 'pay':
      return <PayPanel record={record} close={close} />;
    case 'retry':
      return <RetryPanel record={record} close={close} />;
    case 'return':
      return (
        <ReasonPanel
          title="It came back"
          about="The money is back on your account. It is owed again at once, and waits here to be paid once more or left to a later run."
          leave="It didn’t"
          close={close}
          resource="payoutReturns"
          id={record.id}
          schema={payoutStep}
          bodyOf={withVersion}
          submit="It came back"
          done="It is owed again."
        />
      );
    case 'cancel':
      return (
        <ReasonPanel
          title="Don’t pay it"
          about="Nothing is paid. Its entries wait for a later run."
          leave="Keep it"
          close={close}
          resource="payoutCancellations"
          id={record.id}
          schema={payoutStep}
          bodyOf={withVersion}
          submit="Don’t pay it"
          done="Its entries wait for a later run."
        />
      );
  }
}

function PayPanel({ record, close }: { record: PayoutShown; close: () => void }) {
  const notify = useNotify();
  const defaults = useMemo(() => ({ way: 'bankTransfer', reference: '', paidOn: '' }), []);
  return (
    <LeavablePanel
      title="It was paid"
      about="The books follow, and the consignor gets an email with the reference."
      leave="Not yet"
      onLeave={close}
    >
      <UpdateForm<PayoutShown>
        resource="payoutPayments"
        id={record.id}
        schema={payoutPaid}
        bodyOf={(values) => ({ ...values, version: record.version })}
        defaultValues={defaults}
        submit="It was paid"
        onDone={() => {
          notify('The books have it, and the consignor is told.', { type: 'success' });
          close();
        }}
      >
        <PaidInputs />
      </UpdateForm>
    </LeavablePanel>
  );
}

function RetryPanel({ record, close }: { record: PayoutShown; close: () => void }) {
  const notify = useNotify();
  const defaults = useMemo(() => ({}), []);
  return (
    <LeavablePanel
      title="Pay it once more"
      about="It waits to be paid again, under the approval of its run."
      leave="Not now"
      onLeave={close}
    >
      <UpdateForm<PayoutShown>
        resource="payoutRetries"
        id={record.id}
        schema={payoutRetry}
        bodyOf={() => ({ version: record.version })}
        defaultValues={defaults}
        submit="Pay it once more"
        onDone={() => {
          notify('It waits to be paid.', { type: 'success' });
          close();
        }}
      >
        {null}
      </UpdateForm>
    </LeavablePanel>
  );
}
