import { type ReactNode, useId, useState } from 'react';
import './fileOrCells.css';

/** Asks for a table: a file that is chosen, or cells that were copied from a spreadsheet. */
export function FileOrCells({
  hint,
  fileLabel,
  accept,
  mostBytes,
  isReading = false,
  readFile,
  readCells,
}: {
  /** What the file may be, and how its columns are named. */
  hint: ReactNode;
  fileLabel: string;
  /** As the attribute of a file input. */
  accept: string;
  /** The largest file that is read, in bytes: whole megabytes of 1024 × 1024. */
  mostBytes: number;
  isReading?: boolean;
  /** @returns what is wrong with it, or null */
  readFile: (file: File) => Promise<string | null>;
  /** @returns what is wrong with them, or null: then the field becomes empty */
  readCells: (text: string) => string | null;
}) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const [text, setText] = useState('');
  const choose = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    // The same file, corrected meanwhile, may be chosen again.
    input.value = '';
    setProblem(null);
    if (!file) return;
    setProblem(
      file.size > mostBytes
        ? `This file is too large: ${mostBytes / 1024 / 1024} MB at most.`
        : await readFile(file),
    );
  };
  const take = () => {
    const found = readCells(text);
    setProblem(found);
    if (found === null) setText('');
  };
  return (
    <div className="file-or-cells">
      <p className="mut">{hint}</p>
      <label htmlFor={`${id}file`}>{fileLabel} </label>
      <input
        id={`${id}file`}
        type="file"
        accept={accept}
        disabled={isReading}
        onChange={({ target }) => void choose(target)}
      />
      <label htmlFor={`${id}text`}>Or copied cells</label>
      <textarea id={`${id}text`} rows={4} value={text} onChange={(event) => setText(event.target.value)} />
      <button type="button" className="btn" disabled={text.trim() === ''} onClick={take}>
        Read the cells
      </button>
      {isReading && <p className="mut">Reading the file…</p>}
      {problem && (
        <p className="note danger" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
