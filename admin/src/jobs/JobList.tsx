import { type GivenUpJob, givenUpJobQuery } from '@holdfast/shared/jobs';
import { useMutation } from '@tanstack/react-query';
import { DataTable, useNotify, useRefresh } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { TimeField } from '../ui/lists/TimeField.tsx';
import { PageHead } from '../ui/PageHead.tsx';

/** Background jobs that used up their attempts, the oldest first. */
export function JobList() {
  useCrumbs('System', 'Jobs that gave up');
  return (
    <DeskList<GivenUpJob>
      contract={givenUpJobQuery}
      sort={{ field: 'createdAt', order: 'ASC' }}
      refreshMs={8_000}
    >
      <PageHead
        title="Jobs that gave up"
        facts="Background jobs that failed at every attempt. They wait until you run them again."
      />
      <div className="body">
        <ListRows empty={<Empty because="No job has given up." />}>
          <DataTable<GivenUpJob> aria-label="Jobs" rowClick={false}>
            <DataTable.Col source="task" label="Job" />
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
              render={({ error }) => <span className="dn">{error ?? 'No error was recorded.'}</span>}
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
            <DataTable.Col<GivenUpJob> label="Act" disableSort render={(job) => <RunAgain job={job} />} />
          </DataTable>
        </ListRows>
      </div>
    </DeskList>
  );
}

function RunAgain({ job }: { job: GivenUpJob }) {
  const notify = useNotify();
  const refresh = useRefresh();
  const { keyFor } = useSubmissionKey();
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      call<null>(`/admin/jobs/${job.id}/run-again`, { method: 'POST', idempotencyKey: keyFor(job) }),
    onSuccess: () => notify(`${job.task} runs again.`, { type: 'success' }),
    onError: (error) => notify(error.message, { type: 'error' }),
    onSettled: refresh,
  });
  return (
    <button type="button" className="btn" disabled={isPending} onClick={() => mutate()}>
      Run again
    </button>
  );
}
