import {
  groupsOf,
  type ReportId,
  reportDays,
  reportGroups,
  reportIds,
  reportOf,
} from '@holdfast/shared/accounting';
import {
  newScheduledReport,
  reportPeriods,
  type ScheduledReport,
  type ScheduledReportList,
  type SendRhythm,
  scheduledReportChange,
  sendRhythms,
} from '@holdfast/shared/scheduledReports';
import {
  BooleanInput,
  CheckboxGroupInput,
  NumberInput,
  SelectInput,
  TextInput,
  useNotify,
} from 'react-admin';
import { useWatch } from 'react-hook-form';
import { weekdayChoices } from '../ui/dates/weekdays.ts';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';

const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([id, name]) => ({ id, name }));
const reportChoices = reportIds.map((id) => ({ id, name: reportOf(id).name }));
const narrowing = ['event', 'team', 'league', 'consignor'] as const;

/** What a new one begins with: the report that the address names, else last month's revenue. */
function beginning(address: URLSearchParams) {
  const report = reportIds.find((id) => id === address.get('report')) ?? 'revenue';
  return {
    name: reportOf(report).name,
    report,
    by: groupsOf(report).find((group) => group === address.get('by')) ?? 'month',
    on: address.get('on') || 'booked',
    event: address.get('event') || null,
    team: address.get('team') || null,
    league: address.get('league') || null,
    consignor: address.get('consignor') || null,
    period: 'lastMonth',
    rhythm: 'monthly',
    sendDay: 2,
    toSlack: false,
    recipients: [],
  };
}

const contentOf = ({
  id: _id,
  version: _version,
  nextOn: _next,
  sentAt: _sent,
  recipients,
  ...content
}: ScheduledReport) => ({
  ...content,
  recipients: recipients.map(({ id }) => id),
});

/** Makes one, or changes it. @param report null: a new one */
export function ReportForm({
  report,
  address,
  people,
  leave,
  onDone,
}: {
  report: ScheduledReport | null;
  address: URLSearchParams;
  people: ScheduledReportList['people'];
  leave: () => void;
  onDone: () => void;
}) {
  const notify = useNotify();
  const begun = report ? contentOf(report) : beginning(address);
  const gone = report?.recipients.filter(({ mayRead }) => !mayRead) ?? [];
  return (
    <LeavablePanel
      title={report ? report.name : 'New report by email'}
      about="It is emailed at six in the morning in the marketplace’s time zone, with its first 25 rows, its totals and a link to the rest."
      leave="Leave it"
      onLeave={leave}
    >
      <UpdateForm<ScheduledReport>
        resource={report ? 'scheduledReportChanges' : 'scheduledReportCreations'}
        id={report?.id ?? 'new'}
        schema={report ? scheduledReportChange.omit({ version: true }) : newScheduledReport}
        defaultValues={begun}
        bodyOf={(values) => (report ? { ...values, version: report.version } : values)}
        submit={report ? 'Save' : 'Let it be emailed'}
        onDone={({ name }) => {
          notify(report ? `“${name}” is saved.` : `“${name}” is emailed from its next day on.`, {
            type: 'success',
          });
          onDone();
        }}
      >
        <div className="form-grid stacked">
          <TextInput source="name" label="Name, the subject of the email" helperText={false} />
          <SelectInput source="report" label="Report" choices={reportChoices} helperText={false} />
          <Rows />
          <SelectInput source="on" label="Whose day" choices={choicesOf(reportDays)} helperText={false} />
          <Narrowed of={begun} />
          <SelectInput source="period" label="About" choices={choicesOf(reportPeriods)} helperText={false} />
          <SelectInput source="rhythm" label="Emailed" choices={choicesOf(sendRhythms)} helperText={false} />
          <SendDay />
          <CheckboxGroupInput
            source="recipients"
            label="To"
            row={false}
            choices={[
              ...people,
              ...gone.map(({ id, name }) => ({ id, name: `${name}: may not read reports any more` })),
            ]}
            helperText={false}
          />
          <BooleanInput
            source="toSlack"
            label="To Slack too"
            helperText="To the destination “Reports”, where Settings have one."
          />
          {report && <BooleanInput source="isPaused" label="Paused" helperText={false} />}
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

/** What rows are, of those that the report can be read by. */
function Rows() {
  const report = useWatch<{ report: ReportId }, 'report'>({ name: 'report' });
  const choices = groupsOf(report).map((id) => ({ id, name: `By ${reportGroups[id].toLowerCase()}` }));
  return <SelectInput source="by" label="Rows" choices={choices} helperText={false} />;
}

function Narrowed({ of }: { of: Partial<Record<(typeof narrowing)[number], unknown>> }) {
  const names = narrowing.filter((name) => of[name]);
  return names.length === 0 ? null : (
    <p className="mut">Narrowed to one {names.join(' and one ')}, as it was on the page of reports.</p>
  );
}

function SendDay() {
  const rhythm = useWatch<{ rhythm: SendRhythm }, 'rhythm'>({ name: 'rhythm' });
  return rhythm === 'weekly' ? (
    <SelectInput source="sendDay" label="On" choices={weekdayChoices} helperText={false} />
  ) : (
    <NumberInput source="sendDay" label="On day" helperText="Of the month, 1 to 28." />
  );
}
