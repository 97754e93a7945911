import type { ImportRowDetail } from '@holdfast/shared/imports';
import { useEffect, useId, useRef, useState } from 'react';
import { plural } from '../ui/figures.tsx';
import { fieldWords } from './actions.ts';
import { type Field, reasonsOf, textOf } from './correctionText.ts';

/** The cells of a refused row, wrong ones first; the first one has the focus. */
export function CorrectionCells({
  row,
  cells,
  change,
}: {
  row: ImportRowDetail;
  cells: Record<string, string>;
  change: (column: string, text: string) => void;
}) {
  const [showsEmpty, setShowsEmpty] = useState(false);
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => first.current?.querySelector('input')?.focus(), []);
  const reasons = reasonsOf(row);
  const read = row.fields.filter(({ field }) => field !== null);
  const empty = read.filter((each) => textOf(each) === '' && !reasons.has(each.column));
  // Wrong cells come first, and the first one has the focus.
  const shown = (showsEmpty ? read : read.filter((each) => !empty.includes(each))).sort(
    (a, b) => Number(reasons.has(b.column)) - Number(reasons.has(a.column)),
  );
  const elsewhere = row.problems.filter(({ message }) => ![...reasons.values()].includes(message));
  return (
    <div ref={first}>
      {elsewhere.map(({ field, code, message }) => (
        <p key={`${field} ${code}`} className="note danger">
          {message}
        </p>
      ))}
      {shown.map((field) => (
        <Cell
          key={field.column}
          field={field}
          text={cells[field.column] ?? ''}
          reason={reasons.get(field.column)}
          change={(text) => change(field.column, text)}
        />
      ))}
      {empty.length > 0 && !showsEmpty && (
        <button type="button" className="btn t" onClick={() => setShowsEmpty(true)}>
          Show {plural(empty.length, 'empty column')}
        </button>
      )}
    </div>
  );
}

function Cell({
  field: { column, field, file, corrected },
  text,
  reason,
  change,
}: {
  field: Field;
  text: string;
  reason: string | undefined;
  change: (text: string) => void;
}) {
  const id = useId();
  const about = reason ?? (corrected === null ? null : `In the file: ${file || 'empty'}`);
  return (
    <div className={reason ? 'fld bad' : 'fld'}>
      <label htmlFor={id} title={(field && fieldWords[field]) ?? undefined}>
        {column}
      </label>
      <div className="ctl">
        <input
          id={id}
          value={text}
          maxLength={2000}
          autoComplete="off"
          aria-invalid={reason !== undefined}
          aria-describedby={about === null ? undefined : `${id}-about`}
          onChange={(event) => change(event.target.value)}
        />
      </div>
      {about !== null && (
        <div className={reason ? 'err' : 'hint'} id={`${id}-about`}>
          {about}
        </div>
      )}
    </div>
  );
}
