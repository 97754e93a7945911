import { type ReadRow, readScheduleText, scheduleColumns } from '@holdfast/shared/schedules';
import { useId, useState } from 'react';

/** The largest file that is read, in bytes: 400 games have far less. */
const mostBytes = 1_000_000;

/** Fills the rows from a CSV file, or from cells that were copied from a spreadsheet. */
export function ScheduleText({ take }: { take: (rows: ReadRow[]) => void }) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const [text, setText] = useState('');
  const read = (content: string) => {
    const found = readScheduleText(content);
    setProblem('problem' in found ? found.problem : null);
    if ('rows' in found) {
      take(found.rows);
      setText('');
    }
  };
  const readFile = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > mostBytes) setProblem('This file is too large for a schedule: 1 MB at most.');
    else read(await file.text());
  };
  return (
    <details className="schedule-text">
      <summary>From a file or a spreadsheet</summary>
      <p className="mut">
        The first line names the columns: {scheduleColumns.join(', ')}. An export of this page is such a file.
      </p>
      <label htmlFor={`${id}file`}>CSV file </label>
      <input
        id={`${id}file`}
        type="file"
        accept=".csv,.txt,text/csv"
        onChange={(event) => {
          void readFile(event.target.files?.[0]);
          // The same file, corrected meanwhile, may be chosen again.
          event.target.value = '';
        }}
      />
      <label htmlFor={`${id}text`}>Or copied cells</label>
      <textarea id={`${id}text`} rows={4} value={text} onChange={(event) => setText(event.target.value)} />
      <button type="button" className="btn" disabled={text.trim() === ''} onClick={() => read(text)}>
        Read the cells
      </button>
      {problem && (
        <p className="note danger" role="alert">
          {problem}
        </p>
      )}
    </details>
  );
}
