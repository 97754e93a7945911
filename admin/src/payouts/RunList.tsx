import { marketplaceCurrency } from '@holdfast/shared/money';
import { type PayoutRun, payoutRunQuery } from '@holdfast/shared/payouts';
import { useState } from 'react';
import { DataTable } from 'react-admin';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Amount, countOf } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { CalendarPanel, NextRun } from './Calendar.tsx';
import { MakeRun } from './RunPanels.tsx';
import { percentOf } from './RunProgress.tsx';

const unpaid: ReadonlySet<string> = new Set(['dropped', 'canceled']);

/** Payouts of a run that are or will be paid; all of a run that was withdrawn. */
const payoutsIn = ({ counts, state }: PayoutRun) =>
  Object.entries(counts).reduce(
    (sum, [each, n]) => sum + (state !== 'withdrawn' && unpaid.has(each) ? 0 : (n ?? 0)),
    0,
  );

/** Runs of payouts, newest first. */
export function RunList() {
  useCrumbs('Finance', 'Payout runs');
  const [panel, setPanel] = useState<'run' | 'calendar' | null>(null);
  const close = () => setPanel(null);
  return (
    <DeskList<PayoutRun>
      contract={payoutRunQuery}
      sort={{ field: 'madeAt', order: 'DESC' }}
      refreshMs={5_000}
    >
      <div className={panel ? 'two' : 'two alone'}>
        <div className="col scrolls">
          <PageHead
            title="Payout runs"
            facts={
              <>
                A run takes everything that may be paid when it is made, and freezes it. Somebody else than
                its maker approves it. <NextRun />
              </>
            }
          >
            <button type="button" className="btn" onClick={() => setPanel('calendar')}>
              Calendar…
            </button>
            <button type="button" className="btn p" onClick={() => setPanel('run')}>
              Make a run…
            </button>
          </PageHead>
          <div className="body">
            <ListRows empty={<Empty because="No run was made yet." />}>
              <DataTable<PayoutRun> aria-label="Payout runs" rowClick="show">
                <DataTable.Col<PayoutRun>
                  source="madeAt"
                  label="Made"
                  render={({ madeAt }) => <OpenLink>{workTime(madeAt)}</OpenLink>}
                />
                <DataTable.Col<PayoutRun>
                  label="State"
                  disableSort
                  render={(run) => (
                    <>
                      <StateMark kind="payoutRun" state={run.state} />
                      {run.progress && <span className="mut"> {percentOf(run.progress)}</span>}
                    </>
                  )}
                />
                <DataTable.Col<PayoutRun>
                  label={`Amount, ${marketplaceCurrency}`}
                  disableSort
                  className="n"
                  render={({ amount }) => <Amount minor={amount.amount} />}
                />
                <DataTable.Col<PayoutRun>
                  label="Payouts"
                  disableSort
                  className="n"
                  render={(run) => countOf(payoutsIn(run))}
                />
                <DataTable.Col<PayoutRun>
                  label="Made by"
                  disableSort
                  className="wide-only"
                  render={({ madeBy }) => madeBy}
                />
                <DataTable.Col<PayoutRun>
                  label="Approved by"
                  disableSort
                  className="wide-only"
                  render={({ approvedBy }) => approvedBy ?? <span className="fnt">nobody yet</span>}
                />
                <DataTable.Col<PayoutRun>
                  label="Note"
                  disableSort
                  className="wide-only"
                  render={({ note }) => note ?? ''}
                />
              </DataTable>
            </ListRows>
          </div>
        </div>
        {panel === 'run' && <MakeRun close={close} />}
        {panel === 'calendar' && <CalendarPanel close={close} />}
      </div>
    </DeskList>
  );
}
