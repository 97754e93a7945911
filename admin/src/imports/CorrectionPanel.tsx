import type { ImportFile, ImportRowDetail } from '@holdfast/shared/imports';
import { type SubmitEvent, useId, useState } from 'react';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import type { ShownRow } from './actions.ts';
import { CorrectionCells } from './CorrectionCells.tsx';
import { cellsOf, textOf } from './correctionText.ts';
import { useCorrection } from './useCorrection.ts';
import { useImportRow } from './useImportRow.ts';

interface Correcting {
  file: ImportFile;
  row: ShownRow;
  onCorrected: (row: ImportRowDetail) => void;
  /** Corrects the same text of a column in every row. */
  correctAll: (column: string, from: string, to: string) => void;
}

/** The row's cells with what is typed over them, and sending it. */
function useTypedCells({ file, row, onCorrected, correctAll }: Correcting) {
  const { data: detail } = useImportRow(file, row.line);
  const [typed, setTyped] = useState<Record<string, string>>({});
  /** Whether every row with the same text gets the correction. */
  const [inAll, setInAll] = useState(false);
  const { busy, problem, correct } = useCorrection(file.id, row.line, onCorrected);
  const cells: Record<string, string> = detail ? { ...cellsOf(detail), ...typed } : {};
  const changed =
    detail?.fields.filter((each) => each.field !== null && cells[each.column] !== textOf(each)) ?? [];
  const isChanged = changed.length > 0;
  const only = changed.length === 1 ? changed[0] : undefined;
  return {
    detail,
    cells,
    type: (column: string, text: string) => setTyped((all) => ({ ...all, [column]: text })),
    /** The one cell that was changed; undefined where none or several were. */
    only,
    inAll,
    setInAll,
    isChanged,
    busy,
    problem,
    correct,
    act() {
      if (!isChanged || busy) return;
      if (only && inAll) correctAll(only.column, textOf(only), cells[only.column] ?? '');
      else correct(cells);
    },
  };
}

/** Corrects a refused row: its cells, wrong ones first. The file's own text is kept beside the correction. */
export function CorrectionPanel({
  file,
  row,
  onCorrected,
  correctAll,
  close,
}: Correcting & { close: () => void }) {
  const { detail, cells, type, only, inAll, setInAll, isChanged, busy, problem, correct, act } =
    useTypedCells({ file, row, onCorrected, correctAll });
  const form = useId();
  useShortcuts([
    { keys: 'Ctrl+Enter', does: 'check the row again', run: act, inFields: true },
    { keys: 'Escape', does: 'cancel', run: close, inFields: true },
  ]);
  return (
    <SidePanel
      title={`Correct row ${row.line}`}
      about="The file’s own text is kept beside what you write. Only this row is checked again."
      foot={
        <>
          {problem && (
            <p className="note danger" role="alert">
              {problem}
            </p>
          )}
          <button type="submit" form={form} className="btn p" disabled={!isChanged || busy}>
            Check it again <kbd>Ctrl Enter</kbd>
          </button>
          {row.corrected && (
            <button type="button" className="btn" disabled={busy} onClick={() => correct({})}>
              Restore the file’s text
            </button>
          )}
          <button type="button" className="btn t" onClick={close}>
            Cancel <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      {detail && (
        <form
          id={form}
          className="correction"
          onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
            event.preventDefault();
            act();
          }}
        >
          <CorrectionCells row={detail} cells={cells} change={type} />
          {only && (
            <label className="same-text">
              <input type="checkbox" checked={inAll} onChange={(event) => setInAll(event.target.checked)} />
              <span>
                In every row whose {only.column} is “{textOf(only)}”. The whole file is checked again.
              </span>
            </label>
          )}
        </form>
      )}
    </SidePanel>
  );
}
