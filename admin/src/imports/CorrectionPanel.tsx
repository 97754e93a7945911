import type { ImportFile, ImportRowDetail } from '@holdfast/shared/imports';
import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import { plural } from '../ui/figures.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { fieldWords, type ShownRow } from './actions.ts';
import { useCorrection } from './useCorrection.ts';
import { useImportRow } from './useImportRow.ts';

/** Corrects a refused row: its cells, wrong ones first. The file's own text is kept beside the correction. */
export function CorrectionPanel({
  file,
  row,
  onMended,
  close,
}: {
  file: ImportFile;
  row: ShownRow;
  onMended: (row: ImportRowDetail) => void;
  close: () => void;
}) {
  const { data: detail } = useImportRow(file, row.line);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const form = useId();
  const { busy, problem, correct } = useCorrection(file.id, row.line, onMended);
  const cells = detail ? { ...cellsOf(detail), ...typed } : {};
  const changed = detail?.fields.some((each) => each.field !== null && cells[each.column] !== nowOf(each));
  const act = () => {
    if (changed && !busy) correct(cells);
  };
  useShortcuts([
    { keys: 'Ctrl+Enter', does: 'look at the row again', run: act, inFields: true },
    { keys: 'Escape', does: 'leave it', run: close, inFields: true },
  ]);
  return (
    <SidePanel
      title={`Mend row ${row.line}`}
      about="The file’s own text is kept beside what you write. Only this row is looked at again."
      foot={
        <>
          {problem && (
            <p className="note danger" role="alert">
              {problem}
            </p>
          )}
          <button type="submit" form={form} className="btn p" disabled={!changed || busy}>
            Look at it again <kbd>Ctrl Enter</kbd>
          </button>
          {row.corrected && (
            <button type="button" className="btn" disabled={busy} onClick={() => correct({})}>
              As it stood in the file
            </button>
          )}
          <button type="button" className="btn t" onClick={close}>
            Leave it <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      {detail && (
        <form
          id={form}
          className="mend"
          onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
            event.preventDefault();
            act();
          }}
        >
          <Cells
            row={detail}
            cells={cells}
            change={(column, text) => setTyped((all) => ({ ...all, [column]: text }))}
          />
        </form>
      )}
    </SidePanel>
  );
}

function Cells({
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
  const empty = read.filter((each) => nowOf(each) === '' && !reasons.has(each.column));
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

type Field = ImportRowDetail['fields'][number];

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

const nowOf = ({ file, corrected }: Field) => corrected ?? file;

const cellsOf = ({ fields }: ImportRowDetail): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap((each) => (each.field === null ? [] : [[each.column, nowOf(each)] as const])),
  );

/** Problems by column. A problem names our field or the file's own column. */
function reasonsOf({ fields, problems }: ImportRowDetail): Map<string, string> {
  return new Map(
    fields.flatMap(({ column, field }) => {
      const problem = problems.find((each) => each.field === column || each.field === field);
      return problem ? [[column, problem.message] as const] : [];
    }),
  );
}
