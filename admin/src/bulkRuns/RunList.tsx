import type { BulkRun } from '@holdfast/shared/listings';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { RuledList } from '../ui/RuledList.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { runDetail, runTitle } from './runText.ts';

/** Lists bulk runs, newest first, with owner, progress and a link to the report. */
export function RunList() {
  useCrumbs('Consignment', 'Bulk runs');
  return (
    <div className="col scrolls">
      <PageHead
        title="Bulk runs"
        facts="Work over whole views, in the background; each has a report per row."
      />
      <div className="body">
        <RuledList<BulkRun>
          label="Bulk runs"
          resource="bulk-runs"
          sort={{ field: 'createdAt', order: 'DESC' }}
          refreshMs={3_000}
          to={(run) => `/bulk-runs/${run.id}`}
          empty={
            <Empty because="No action was done to a whole view yet. Ctrl a on a desk selects its view." />
          }
          columns={[
            { head: 'What', cell: (run) => runTitle(run) },
            {
              head: 'State',
              cell: (run) => (
                <Mark
                  shape={run.state === 'done' ? 'tick' : 'half'}
                  tone={run.state === 'done' ? 'success' : 'info'}
                >
                  {run.state === 'done' ? 'Done' : 'Under way'}
                </Mark>
              ),
            },
            { head: 'Done', cell: (run) => countOf(run.done), numeric: true },
            {
              head: 'Left out',
              cell: (run) =>
                run.refused > 0 ? (
                  <b className="wn">{countOf(run.refused)}</b>
                ) : (
                  <span className="fnt">0</span>
                ),
              numeric: true,
            },
            { head: 'How', cell: (run) => runDetail(run) ?? <span className="fnt">–</span>, wraps: true },
            { head: 'By', cell: (run) => run.createdBy },
            { head: 'When', cell: (run) => workTime(run.createdAt), numeric: true },
          ]}
        />
      </div>
    </div>
  );
}
