import {
  largestScheduleBytes,
  type ReadRow,
  type ReadSchedule,
  readScheduleText,
  scheduleColumns,
} from '@holdfast/shared/schedules';
import { useMutation } from '@tanstack/react-query';
import { type ChangeEvent, useId, useState } from 'react';
import { call, newKey } from '../../dataProvider/index.ts';
import { plural } from '../../ui/figures.tsx';

/** Fills the rows from a file of any of four formats, or from cells that were copied from a spreadsheet. */
export function ScheduleText({ seasonId, take }: { seasonId: string; take: (rows: ReadRow[]) => void }) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const [text, setText] = useState('');
  const { mutate, data, isPending, reset } = useMutation({
    mutationFn: (file: File) =>
      call<ReadSchedule>(`/admin/seasons/${seasonId}/schedule/read`, {
        method: 'POST',
        file,
        idempotencyKey: newKey(),
      }),
    onSuccess: ({ rows }) => take(rows),
    onError: (error) => setProblem(error.message),
  });
  const readCells = () => {
    reset();
    const found = readScheduleText(text);
    setProblem('problem' in found ? found.problem : null);
    if (!('rows' in found)) return;
    take(found.rows);
    setText('');
  };
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    // The same file, corrected meanwhile, may be chosen again.
    target.value = '';
    setProblem(null);
    if (!file) return;
    if (file.size > largestScheduleBytes)
      setProblem(`This file is too large for a schedule: ${largestScheduleBytes / 1024 / 1024} MB at most.`);
    else mutate(file);
  };
  return (
    <details className="schedule-text">
      <summary>From a file or a spreadsheet</summary>
      <p className="mut">
        A table (CSV or XLSX) names its columns in the first line: {scheduleColumns.join(', ')}. A calendar
        (ICS) and a saved answer of SkyBox (JSON) are read too, and so is every export of this page. Games of
        other teams are left out.
      </p>
      <label htmlFor={`${id}file`}>CSV, XLSX, ICS or JSON file </label>
      <input
        id={`${id}file`}
        type="file"
        accept=".csv,.txt,.tsv,.xlsx,.ics,.json,text/csv,text/calendar,application/json"
        disabled={isPending}
        onChange={choose}
      />
      <label htmlFor={`${id}text`}>Or copied cells</label>
      <textarea id={`${id}text`} rows={4} value={text} onChange={(event) => setText(event.target.value)} />
      <button type="button" className="btn" disabled={text.trim() === ''} onClick={readCells}>
        Read the cells
      </button>
      {isPending && <p className="mut">Reading the file…</p>}
      {data && problem === null && (
        <p className="note success" role="status">
          {plural(data.rows.length, 'game')} read from the {data.format} file. {data.notes.join(' ')} Check
          the rows below.
        </p>
      )}
      {problem && (
        <p className="note danger" role="alert">
          {problem}
        </p>
      )}
    </details>
  );
}
