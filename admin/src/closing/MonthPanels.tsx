/** Panels of a month: closed, opened again. */
import { closeMonth, closingChecks, type MonthShown, reopenMonth } from '@holdfast/shared/closing';
import { useMemo } from 'react';
import { TextInput } from 'react-admin';
import { monthText } from '../ui/dates/dayText.ts';
import { FormPanel } from '../ui/forms/FormPanel.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';

/** Closes it; a reason is needed where something is left open. */
export function CloseMonth({ record, close }: { record: MonthShown; close: () => void }) {
  const leftOpen = record.checks.filter(({ open }) => open > 0).map(({ id }) => id);
  const defaults = useMemo(() => ({ reason: '' }), []);
  const name = monthText(record.id);
  const isWhole = leftOpen.length === 0;
  return (
    <FormPanel
      title={`Close ${name}`}
      about="What each account holds at its end is stored. Nothing is booked in it any more: refunds, fees and corrections that come later are booked in the month that is open."
      leave="Not yet"
      close={close}
      resource="monthClosings"
      id={record.id}
      schema={closeMonth.pick({ reason: true })}
      bodyOf={(fields) => ({ ...fields, leftOpen })}
      defaultValues={defaults}
      submit={`Close ${name}`}
      done={`${name} is closed.`}
      above={
        !isWhole && (
          <p className="note warn">
            Not done: {leftOpen.map((id) => closingChecks[id].name.toLowerCase()).join('; ')}.
          </p>
        )
      }
    >
      {isWhole ? null : (
        <div className="form-grid stacked">
          <TextInput
            source="reason"
            label="Why it is closed all the same"
            helperText="It stands beside the month."
            multiline
          />
        </div>
      )}
    </FormPanel>
  );
}

/** Opens the newest closed month again. */
export function ReopenMonth({ record, close }: { record: MonthShown; close: () => void }) {
  const name = monthText(record.id);
  return (
    <ReasonPanel
      title={`Open ${name} again`}
      about="What it was closed with stays in its history. From now on what belongs to it is booked in it, until it is closed again."
      leave="Keep it closed"
      close={close}
      resource="monthReopenings"
      id={record.id}
      schema={reopenMonth}
      submit="Open it again"
      done={`${name} is open again.`}
    />
  );
}
