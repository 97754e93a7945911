import { dropJobBody, type GivenUpJob, givenUpJobQuery, jobName } from '@holdfast/shared/jobs';
import { useState } from 'react';
import { DataTable, useRefresh } from 'react-admin';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { TimeField } from '../ui/lists/TimeField.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useRowAction } from '../ui/useRowAction.ts';

/** Background jobs that used up their attempts, the oldest first. */
export function JobList() {
  useCrumbs('System', 'Jobs that gave up');
  const [dropping, setDropping] = useState<GivenUpJob | null>(null);
  return (
    <div className={dropping ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <DeskList<GivenUpJob>
          contract={givenUpJobQuery}
          sort={{ field: 'createdAt', order: 'ASC' }}
          refreshMs={8_000}
        >
          <PageHead
            title="Jobs that gave up"
            facts="Background jobs that failed at every attempt. They wait until you run them again or drop them."
          />
          <div className="body">
            <ListRows empty={<Empty because="No job has given up." />}>
              <DataTable<GivenUpJob> aria-label="Jobs" rowClick={false}>
                <DataTable.Col<GivenUpJob>
                  source="task"
                  label="Job"
                  className="wrap"
                  render={({ task }) => <b title={task}>{jobName(task)}</b>}
                />
                <DataTable.Col<GivenUpJob>
                  label="Works on"
                  disableSort
                  className="wrap wide-only"
                  render={({ payload }) => <span className="mut">{payload}</span>}
                />
                <DataTable.Col<GivenUpJob>
                  label="What went wrong"
                  disableSort
                  className="wrap"
                  render={({ error }) => (
                    <span className="dn job-error">{error ?? 'No error was recorded.'}</span>
                  )}
                />
                <DataTable.Col<GivenUpJob>
                  label="Attempts"
                  className="n"
                  disableSort
                  render={({ attempts }) => countOf(attempts)}
                />
                <DataTable.Col source="createdAt" label="Since" className="n">
                  <TimeField source="createdAt" />
                </DataTable.Col>
                <DataTable.Col label="Last tried" className="n" disableSort>
                  <TimeField source="lastTriedAt" />
                </DataTable.Col>
                <DataTable.Col<GivenUpJob>
                  label="Act"
                  disableSort
                  render={(job) => (
                    <span className="row-acts">
                      <RunAgain job={job} />
                      <button type="button" className="btn t" onClick={() => setDropping(job)}>
                        Drop…
                      </button>
                    </span>
                  )}
                />
              </DataTable>
            </ListRows>
          </div>
        </DeskList>
      </div>
      {dropping && <DropJob key={dropping.id} job={dropping} close={() => setDropping(null)} />}
    </div>
  );
}

function RunAgain({ job }: { job: GivenUpJob }) {
  const { run, isPending } = useRowAction({
    path: `/admin/jobs/${job.id}/run-again`,
    done: `“${jobName(job.task)}” runs again.`,
    content: job,
  });
  return (
    <button type="button" className="btn" disabled={isPending} onClick={run}>
      Run again
    </button>
  );
}

function DropJob({ job, close }: { job: GivenUpJob; close: () => void }) {
  const refresh = useRefresh();
  return (
    <ReasonPanel
      title={`Drop “${jobName(job.task)}”`}
      about="What it was to do isn’t done, now or later. The log keeps what it was."
      leave="Keep it"
      close={close}
      resource="droppedJobs"
      id={job.id}
      schema={dropJobBody}
      submit="Drop the job"
      done={`“${jobName(job.task)}” is dropped.`}
      after={refresh}
    >
      <p className="note warn">
        It works on {job.payload} ({job.task} in the log). Whoever waits for it has to be helped another way.
      </p>
    </ReasonPanel>
  );
}
