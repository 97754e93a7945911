import {
  largestScheduleBytes,
  type ReadRow,
  type ReadSchedule,
  readScheduleText,
  scheduleColumns,
} from '@holdfast/shared/schedules';
import { useMutation } from '@tanstack/react-query';
import { call, newKey } from '../../dataProvider/index.ts';
import { plural } from '../../ui/figures.tsx';
import { FileOrCells } from '../../ui/forms/FileOrCells.tsx';

const accept = '.csv,.txt,.tsv,.xlsx,.ics,.json,text/csv,text/calendar,application/json';

/** Fills the rows from a file of any of four formats, or from cells that were copied from a spreadsheet. */
export function ScheduleText({ seasonId, take }: { seasonId: string; take: (rows: ReadRow[]) => void }) {
  const { mutateAsync, data, isPending, reset } = useMutation({
    mutationFn: (file: File) =>
      call<ReadSchedule>(`/admin/seasons/${seasonId}/schedule/read`, {
        method: 'POST',
        file,
        idempotencyKey: newKey(),
      }),
    onSuccess: ({ rows }) => take(rows),
  });
  const readCells = (text: string) => {
    reset();
    const found = readScheduleText(text);
    if ('problem' in found) return found.problem;
    take(found.rows);
    return null;
  };
  return (
    <details className="schedule-text">
      <summary>From a file or a spreadsheet</summary>
      <FileOrCells
        hint={`A table (CSV or XLSX) names its columns in the first line: ${scheduleColumns.join(', ')}. A calendar
          (ICS) and a saved answer of SkyBox (JSON) are read too, and so is every export of this page. Games of
          other teams are left out.`}
        fileLabel="CSV, XLSX, ICS or JSON file"
        accept={accept}
        mostBytes={largestScheduleBytes}
        isReading={isPending}
        readFile={(file) =>
          mutateAsync(file).then(
            () => null,
            (error: Error) => error.message,
          )
        }
        readCells={readCells}
      />
      {data && (
        <p className="note success" role="status">
          {plural(data.rows.length, 'game')} read from the {data.format} file. {data.notes.join(' ')} Check
          the rows below.
        </p>
      )}
    </details>
  );
}
