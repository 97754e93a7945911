/** What taking a file back would do at this moment. Nothing is locked: what is sold until then stays then. */
import type { ImportUndo } from '@holdfast/shared/imports';
import type { Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { Import } from './Import.ts';
import { isCreated, readNext, whyKept } from './undoImport.ts';

const rowsAtOnce = 2_000;
const mostReasons = 20;

/** @throws Problem `not_found` */
export async function previewUndo(trx: Trx, importId: string): Promise<ImportUndo> {
  if (!(await Import.query(trx).findById(importId))) throw notFound('import');
  const undo: ImportUndo = { withdrawn: 0, restored: 0, stays: 0, reasons: [] };
  let after = -1;
  for (;;) {
    const rows = await readNext(trx, importId, { after, limit: rowsAtOnce });
    for (const row of rows) {
      const problem = whyKept(row);
      if (problem === null) undo[isCreated(row) ? 'withdrawn' : 'restored'] += 1;
      else {
        undo.stays += 1;
        if (undo.reasons.length < mostReasons) undo.reasons.push({ line: row.line, reason: problem.message });
      }
    }
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return undo;
    after = last.line;
  }
}
