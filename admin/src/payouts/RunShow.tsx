import type { PaidBy } from '@holdfast/shared/connectedAccounts';
import type { PayoutRunShown } from '@holdfast/shared/payouts';
import { useState } from 'react';
import { useNotify, useUpdate } from 'react-admin';
import { RecordLog } from '../audit/RecordLog.tsx';
import { FilesOfRun } from '../bankFiles/FilesOfRun.tsx';
import { MakeFile } from '../bankFiles/MakeFile.tsx';
import { ExportMenu } from '../exports/ExportMenu.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { amountOf, plural } from '../ui/figures.tsx';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';
import { HeldBackList } from './HeldBackList.tsx';
import { PayRun, WithdrawRun } from './RunPanels.tsx';
import { RunPayouts } from './RunPayouts.tsx';
import { RunProgress } from './RunProgress.tsx';
import { RunWithheld } from './RunWithheld.tsx';
import { SendTransfers } from './SendTransfers.tsx';

/** A run with its payouts: approved by a colleague of its maker, paid, exported. */
export function RunShow() {
  return (
    <DeskShow<PayoutRunShown> what="the run" refreshMs={(run) => (run?.progress ? 1_000 : 10_000)}>
      {(record, refetch) => <Page key={record.id} record={record} refetch={refetch} />}
    </DeskShow>
  );
}

type Panel = 'pay' | 'file' | 'stripe' | 'withdraw' | null;

function Page({ record, refetch }: { record: PayoutRunShown; refetch: () => Promise<unknown> }) {
  useCrumbs('Finance', 'Payout runs', workTime(record.madeAt));
  const [panel, setPanel] = useState<Panel>(null);
  const [isExporting, setExporting] = useState(false);
  const close = () => setPanel(null);
  useShortcuts([{ keys: 'x', does: 'files of its payouts', run: () => setExporting(true) }]);
  return (
    <div className={panel ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={`Run of ${workTime(record.madeAt)}`}
          mark={<StateMark kind="payoutRun" state={record.state} loud />}
          facts={factsOf(record)}
        >
          <ExportMenu
            resource="payout-lines"
            address={`runId=${record.id}`}
            open={isExporting}
            setOpen={setExporting}
          />
          {(record.state === 'draft' || record.state === 'making') && (
            <button type="button" className="btn" onClick={() => setPanel('withdraw')}>
              Withdraw…
            </button>
          )}
          {record.state === 'draft' && !record.isOwn && <Approve record={record} refetch={refetch} />}
          {waitsFor(record, 'stripe') && (
            <button
              type="button"
              className={waitsFor(record, 'bank') ? 'btn' : 'btn p'}
              onClick={() => setPanel('stripe')}
            >
              Send by Stripe…
            </button>
          )}
          {waitsFor(record, 'bank') && (
            <>
              <button type="button" className="btn" onClick={() => setPanel('pay')}>
                They were paid…
              </button>
              <button type="button" className="btn p" onClick={() => setPanel('file')}>
                Make the bank file…
              </button>
            </>
          )}
        </PageHead>
        <div className="body">
          <RunProgress run={record} />
          <Standing record={record} />
          <RunPayouts run={record} />
          <RunWithheld withheld={record.withheld} />
          <HeldBackList heldBack={record.heldBack} heldBackAll={record.heldBackAll} />
          <FilesOfRun runId={record.id} counts={record.counts} />
          <RecordLog />
        </div>
      </div>
      {panel === 'pay' && <PayRun record={record} close={close} />}
      {panel === 'file' && <MakeFile run={record} close={close} />}
      {panel === 'stripe' && <SendTransfers run={record} close={close} />}
      {panel === 'withdraw' && <WithdrawRun record={record} close={close} />}
    </div>
  );
}

/** Whether payouts are to be paid to bank data or by hand, or by Stripe. */
const waitsFor = ({ state, toPay }: PayoutRunShown, by: PaidBy): boolean =>
  state === 'approved' && toPay[by].payouts > 0;

function factsOf({ amount, counts, minimum, madeBy, approvedBy, approvedAt, note }: PayoutRunShown): string {
  const approved = approvedBy && approvedAt ? `, approved by ${approvedBy}, ${workTime(approvedAt)}` : '';
  const payouts = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return `${plural(payouts, 'payout')}, ${amountOf(amount.amount)} ${amount.currency}. Made by ${madeBy}${approved}. Smallest payout ${amountOf(minimum)}.${note ? ` “${note}”` : ''}`;
}

/** What the run waits for. */
function Standing({ record: { state, isOwn, dropped, counts, atStripe } }: { record: PayoutRunShown }) {
  const left = state === 'approved' ? (counts.approved ?? 0) : 0;
  const atBank = (counts.sending ?? 0) - atStripe;
  return (
    <>
      {state === 'draft' && (
        <p className="note info">
          {isOwn
            ? 'You made it, so a colleague in finance approves it. It stays as it is until then.'
            : 'Look through it. Approving leaves out payouts whose orders changed since it was made.'}
        </p>
      )}
      {dropped > 0 && (
        <p className="note warn">
          {plural(dropped, 'payout')} changed before the approval (a refund, a dispute, late tickets, a hold)
          and {dropped === 1 ? 'was' : 'were'} left to the next run.
        </p>
      )}
      {left > 0 && <p className="note info">{plural(left, 'payout')} to pay.</p>}
      {atStripe > 0 && (
        <p className="note info">
          {plural(atStripe, 'payout')} on {atStripe === 1 ? 'its' : 'their'} way by Stripe, which is asked
          until it says what became of it.
        </p>
      )}
      {atBank > 0 && (
        <p className="note info">
          {plural(atBank, 'payout')} on {atBank === 1 ? 'its' : 'their'} way: upload the bank’s answer under
          Bank files, or say it payout by payout.
        </p>
      )}
      {(counts.failed ?? 0) > 0 && (
        <p className="note warn">
          {plural(counts.failed ?? 0, 'payout')} {counts.failed === 1 ? 'was' : 'were'} refused: open{' '}
          {counts.failed === 1 ? 'it' : 'each'} to pay it once more or leave it to a later run.
        </p>
      )}
      {(counts.returned ?? 0) > 0 && (
        <p className="note warn">
          {plural(counts.returned ?? 0, 'payout')} came back: open {counts.returned === 1 ? 'it' : 'each'} to
          pay it once more or leave it to a later run.
        </p>
      )}
    </>
  );
}

/** Approves at once: the page is the preview. */
function Approve({ record, refetch }: { record: PayoutRunShown; refetch: () => Promise<unknown> }) {
  const notify = useNotify();
  const { keyFor } = useSubmissionKey();
  const [update, { isPending }] = useUpdate<PayoutRunShown>();
  const approve = () =>
    update(
      'payoutRunApprovals',
      {
        id: record.id,
        data: {},
        previousData: record,
        meta: { idempotencyKey: keyFor({ id: record.id, madeAt: record.madeAt }) },
      },
      {
        mutationMode: 'pessimistic',
        onSuccess: ({ state }) => {
          notify(
            state === 'approving'
              ? 'The run is being approved. You may leave the page; it goes on.'
              : 'The run is approved. Pay it, then say so here.',
            { type: 'success' },
          );
          void refetch();
        },
        onError: (error) =>
          notify(error instanceof Error ? error.message : 'That didn’t work.', { type: 'error' }),
      },
    );
  return (
    <button type="button" className="btn p" disabled={isPending} onClick={approve}>
      Approve
    </button>
  );
}
