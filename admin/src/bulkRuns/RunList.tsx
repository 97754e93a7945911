import { type BulkRun, bulkRunQuery } from '@holdfast/shared/listings';
import { DataTable } from 'react-admin';
import { Link } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { CountField } from '../ui/lists/CountField.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { TimeField } from '../ui/lists/TimeField.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { RunStateMark } from './RunStateMark.tsx';
import { runDetail, runTitle } from './runText.ts';

/** Bulk runs, newest first, with owner, progress and a link to the report. */
export function RunList() {
  useCrumbs('Consignment', 'Bulk runs');
  return (
    <div className="col scrolls">
      <DeskList<BulkRun>
        contract={bulkRunQuery}
        sort={{ field: 'createdAt', order: 'DESC' }}
        refreshMs={3_000}
      >
        <PageHead
          title="Bulk runs"
          facts="Actions on whole views, run in the background. Each has a report for every listing."
        >
          <Link className="btn" to="/price-rules">
            Price rules
          </Link>
        </PageHead>
        <div className="body">
          <ListRows
            empty={
              <Empty because="No action has been run on a whole view yet. Ctrl A on a page of listings selects its whole view." />
            }
          >
            <DataTable<BulkRun> aria-label="Bulk runs" rowClick="show">
              <DataTable.Col<BulkRun> label="What" render={(run) => <OpenLink>{runTitle(run)}</OpenLink>} />
              <DataTable.Col<BulkRun> label="State" render={(run) => <RunStateMark run={run} />} />
              <DataTable.Col label="Done" className="n">
                <CountField source="done" />
              </DataTable.Col>
              <DataTable.Col<BulkRun>
                label="Left out"
                className="n"
                render={({ refused, cameAfter }) =>
                  refused + cameAfter > 0 ? (
                    <b className="wn">{countOf(refused + cameAfter)}</b>
                  ) : (
                    <span className="fnt">0</span>
                  )
                }
              />
              <DataTable.Col<BulkRun>
                label="How"
                className="wrap"
                render={(run) => runDetail(run) ?? <span className="fnt">–</span>}
              />
              <DataTable.Col source="createdBy" label="By" disableSort />
              <DataTable.Col label="When" className="n">
                <TimeField source="createdAt" />
              </DataTable.Col>
            </DataTable>
          </ListRows>
        </div>
      </DeskList>
    </div>
  );
}
