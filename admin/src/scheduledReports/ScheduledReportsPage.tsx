import { reportGroups, reportOf } from '@holdfast/shared/accounting';
import { reportPeriods, type ScheduledReport } from '@holdfast/shared/scheduledReports';
import { useCrumbs } from '../ui/crumbs.tsx';
import { dayText } from '../ui/dates/dayText.ts';
import { weekdayChoices } from '../ui/dates/weekdays.ts';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, RuledTable } from '../ui/RuledList.tsx';
import { workTime } from '../ui/time.ts';
import { ReportForm } from './ReportForm.tsx';
import { useScheduledReports } from './useScheduledReports.ts';

/** Reports that are emailed by themselves. */
export function ScheduledReportsPage() {
  useCrumbs('Finance', 'Reports by email');
  const page = useScheduledReports();
  const { list, open, address } = page;
  return (
    <div className={open ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead title="Reports by email" facts="Each is sent by itself, to people who may read reports.">
          <button type="button" className="btn" onClick={page.add}>
            New report by email <kbd>n</kbd>
          </button>
        </PageHead>
        <div className="body">
          <Reports page={page} />
        </div>
      </div>
      {open && list && (
        <ReportForm
          key={open === 'new' ? 'new' : open.id}
          report={open === 'new' ? null : open}
          address={address}
          people={list.people}
          leave={page.leave}
          onDone={page.done}
        />
      )}
    </div>
  );
}

function Reports({ page }: { page: ReturnType<typeof useScheduledReports> }) {
  const { list, error, readAgain } = page;
  if (error) return <ErrorMessage what="The reports couldn’t be loaded." error={error} retry={readAgain} />;
  if (!list) return <Reading what="the reports" />;
  if (list.data.length === 0)
    return <Empty because="No report is emailed yet. Make one here, or by “Email it…” on a report." />;
  const actions: Column<ScheduledReport> = {
    head: 'Action',
    cell: (report) => (
      <span className="actions">
        <button type="button" className="link" onClick={() => page.change(report)}>
          Change…
        </button>{' '}
        <button type="button" className="link" disabled={page.isBusy} onClick={() => page.send(report)}>
          Send now
        </button>{' '}
        <button type="button" className="link" disabled={page.isBusy} onClick={() => page.drop(report)}>
          Drop
        </button>
      </span>
    ),
  };
  return (
    <RuledTable<ScheduledReport> label="Reports by email" rows={list.data} columns={[...facts, actions]} />
  );
}

const facts: readonly Column<ScheduledReport>[] = [
  { head: 'Name', cell: ({ name }) => <b className="bold">{name}</b>, wraps: true },
  {
    head: 'Report',
    cell: ({ report, by }) => `${reportOf(report).name} by ${reportGroups[by].toLowerCase()}`,
    wraps: true,
  },
  { head: 'About', cell: ({ period }) => reportPeriods[period], wraps: true, wideOnly: true },
  { head: 'Emailed', cell: (report) => sentText(report), wraps: true },
  { head: 'To', cell: peopleText, wraps: true },
  { head: 'Next', cell: ({ nextOn }) => (nextOn === null ? 'Paused' : dayText(nextOn)) },
  { head: 'Last', cell: ({ sentAt }) => (sentAt === null ? 'Not yet' : workTime(sentAt)), wideOnly: true },
];

const sentText = ({ rhythm, sendDay }: ScheduledReport) =>
  rhythm === 'weekly'
    ? `Every ${weekdayChoices.find(({ id }) => id === sendDay)?.name}`
    : `On day ${sendDay} of each month`;

function peopleText({ recipients }: ScheduledReport) {
  const readers = recipients.filter(({ mayRead }) => mayRead).map(({ name }) => name);
  return readers.length === 0 ? 'Nobody who may read it' : readers.join(', ');
}
