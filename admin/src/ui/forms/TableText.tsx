import { useId, useState } from 'react';
import './tableText.css';

/** The largest file that is read, in bytes: what a page shows has far less. */
const mostBytes = 1_000_000;

/** Takes rows from a CSV file, or from cells that were copied from a spreadsheet. */
export function TableText<Row>({
  columns,
  read,
  take,
}: {
  /** Of the file, in their order. */
  columns: readonly string[];
  read: (text: string) => { rows: Row[] } | { problem: string };
  take: (rows: Row[]) => void;
}) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const [text, setText] = useState('');
  const takeText = (content: string) => {
    const found = read(content);
    setProblem('problem' in found ? found.problem : null);
    if ('rows' in found) {
      take(found.rows);
      setText('');
    }
  };
  const readFile = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > mostBytes) setProblem('This file is too large: 1 MB at most.');
    else takeText(await file.text());
  };
  return (
    <div className="table-text">
      <p className="mut">
        The first line names the columns: {columns.join(', ')}. An export of this page is such a file.
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
      <button type="button" className="btn" disabled={text.trim() === ''} onClick={() => takeText(text)}>
        Read the cells
      </button>
      {problem && (
        <p className="note danger" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
