/** When runs are made and statements emailed by themselves. */
import {
  type PayoutCalendar,
  payoutCalendarChange,
  type RunRhythm,
  runRhythms,
} from '@holdfast/shared/payouts';
import { useQuery } from '@tanstack/react-query';
import { NumberInput, SelectInput, useNotify } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { call } from '../dataProvider/index.ts';
import { dayText } from '../ui/dates/dayText.ts';
import { weekdayChoices } from '../ui/dates/weekdays.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { MoneyInput } from '../ui/forms/FigureInputs.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { Reading } from '../ui/Reading.tsx';

const rhythmNames: Record<RunRhythm, string> = {
  none: 'By hand only',
  weekly: 'Every week',
  monthly: 'Every month',
};

const useCalendar = () =>
  useQuery({
    queryKey: ['payout-calendar'],
    queryFn: () => call<PayoutCalendar>('/admin/payout-calendar'),
    refetchOnWindowFocus: false,
  });

/** When the next run is made by itself, or that none is. */
export function NextRun() {
  const { data } = useCalendar();
  if (!data) return null;
  return data.nextRunOn === null ? (
    <>Runs are made by hand.</>
  ) : (
    <>The calendar makes the next one on {dayText(data.nextRunOn)}.</>
  );
}

/** Shows and changes the calendar. */
export function CalendarPanel({ close }: { close: () => void }) {
  const notify = useNotify();
  const { data, error, refetch } = useCalendar();
  return (
    <LeavablePanel
      title="The calendar"
      about="A run that it makes waits for a person’s approval like any other. Its days begin at six in the morning in the marketplace’s time zone."
      leave="Leave it as it is"
      onLeave={close}
    >
      {error ? (
        <ErrorMessage what="The calendar couldn’t be loaded." error={error} retry={() => refetch()} />
      ) : data ? (
        <UpdateForm<PayoutCalendar>
          key={data.version}
          resource="payoutCalendars"
          id="payouts"
          schema={payoutCalendarChange}
          defaultValues={{
            rhythm: data.rhythm,
            runDay: data.runDay,
            minimum: data.minimum,
            statementDay: data.statementDay,
          }}
          bodyOf={(values) => ({ ...values, version: data.version })}
          submit="Save the calendar"
          onDone={(changed) => {
            notify(savedWords(changed), { type: 'success' });
            close();
          }}
        >
          <div className="form-grid stacked">
            <SelectInput
              source="rhythm"
              label="Runs are made"
              choices={runRhythms.map((id) => ({ id, name: rhythmNames[id] }))}
              helperText={false}
            />
            <RunDay />
            <NumberInput
              source="statementDay"
              label="Statements are emailed on day"
              helperText="Of each month, 1 to 28: to every consignor with entries in the month before. Empty: never."
            />
          </div>
        </UpdateForm>
      ) : (
        <Reading what="the calendar" />
      )}
    </LeavablePanel>
  );
}

/** On which day of the week or month, and from which amount on. */
function RunDay() {
  const rhythm = useWatch<{ rhythm: RunRhythm }, 'rhythm'>({ name: 'rhythm' });
  if (rhythm === 'none') return null;
  return (
    <>
      {rhythm === 'weekly' ? (
        <SelectInput source="runDay" label="On" choices={weekdayChoices} helperText={false} />
      ) : (
        <NumberInput source="runDay" label="On day" helperText="Of the month, 1 to 28." />
      )}
      <MoneyInput
        source="minimum"
        label="Smallest payout"
        helperText="Who is owed less waits for a later run."
      />
    </>
  );
}

function savedWords({ nextRunOn, nextStatementsOn }: PayoutCalendar): string {
  const run =
    nextRunOn === null ? 'Runs are made by hand.' : `The next run is made on ${dayText(nextRunOn)}.`;
  const statements =
    nextStatementsOn === null ? '' : ` Statements are emailed on ${dayText(nextStatementsOn)}.`;
  return `${run}${statements}`;
}
