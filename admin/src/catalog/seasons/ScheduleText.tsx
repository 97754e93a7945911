import { type ReadRow, readScheduleText, scheduleColumns } from '@holdfast/shared/schedules';
import { TableText } from '../../ui/forms/TableText.tsx';

/** Fills the rows from a CSV file, or from cells that were copied from a spreadsheet. */
export function ScheduleText({ take }: { take: (rows: ReadRow[]) => void }) {
  return (
    <details className="schedule-text">
      <summary>From a file or a spreadsheet</summary>
      <TableText columns={scheduleColumns} read={readScheduleText} take={take} />
    </details>
  );
}
