import { CorrectionPanel } from './CorrectionPanel.tsx';
import { ImportRowPanel } from './ImportRowPanel.tsx';
import { UndoPanel } from './UndoPanel.tsx';
import type { ImportPage } from './useImportPage.ts';

/** What stands beside the rows: the correction of one, the undo of the file, or the row under the cursor. */
export function ImportPanel({ page, isCorrecting }: { page: ImportPage; isCorrecting: boolean }) {
  const { file, row, busy, act } = page;
  if (row && isCorrecting)
    return (
      <CorrectionPanel
        key={row.line}
        file={file}
        row={row}
        onCorrected={page.onCorrected}
        correctAll={(column, from, to) => {
          page.setCorrecting(null);
          act({ action: 'columns', body: { column, from, to } });
        }}
        close={() => page.setCorrecting(null)}
      />
    );
  if (page.undoing)
    return (
      <UndoPanel
        file={file}
        busy={busy}
        undo={(reason) => {
          page.setUndoing(false);
          act({ action: 'undo', body: { reason } });
        }}
        close={() => page.setUndoing(false)}
      />
    );
  if (!row) return null;
  return (
    <ImportRowPanel
      file={file}
      row={row}
      busy={busy}
      act={act}
      startCorrecting={() => page.setCorrecting(row.line)}
      close={page.close}
    />
  );
}
