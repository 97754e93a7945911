/** Corrects the same text of a column in every row of an import, and checks the whole file again. */
import type { columnCorrection, ImportFile } from '@holdfast/shared/imports';
import type { z } from 'zod';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { checkAgain } from './checkAgain.ts';
import { holdImport, showImport } from './importQueries.ts';
import { isSecret } from './readLines.ts';

/** Rows of one correction: they are planned together, after all others. */
const mostRows = 20_000;

/**
 * Stores a correction for each row whose cell has this text now; the file's own text is kept beside it.
 * @throws Problem `not_found`; `transition_refused` while the file isn't checked; `validation_failed` where no row has the
 *   text, or too many
 */
export async function correctColumn(
  trx: Trx,
  engine: Engine,
  id: string,
  { column, from, to }: z.output<typeof columnCorrection>,
  principal: Principal,
): Promise<ImportFile> {
  await holdImport(trx, engine, id);
  const refused = (code: string, message: string) => fieldsRefused([{ field: 'column', code, message }]);
  if (isSecret(column)) throw refused('not_kept', 'Passwords of other systems aren’t kept.');
  const rows = await queryPrepared<{ line: number }>(
    trx,
    `SELECT line FROM import_rows r WHERE import_id = $1 AND record ->> $2 = $3
       AND NOT problems @> '[{"code": "cell_count"}]' AND NOT problems @> '[{"code": "stray_quote"}]' LIMIT $4`,
    [id, column, from, mostRows + 1],
  );
  if (rows.length === 0) throw refused('unknown', 'No row of this file has this text in this column.');
  if (rows.length > mostRows)
    throw refused('too_many', `More than ${mostRows} rows say so. Correct the file and upload it again.`);
  await queryPrepared(
    trx,
    `INSERT INTO import_corrections AS c (import_id, line, cells, corrected_by, corrected_at)
     SELECT $1, line, jsonb_build_object($2::text, $3::text), $4, clock_timestamp() FROM unnest($5::int[]) AS line
     ON CONFLICT (import_id, line) DO UPDATE SET cells = c.cells || excluded.cells, corrected_by = excluded.corrected_by,
       corrected_at = excluded.corrected_at`,
    [id, column, to, principal.by, rows.map(({ line }) => line)],
  );
  await queryPrepared(
    trx,
    'UPDATE imports SET confirmed_lines = ARRAY(SELECT unnest(confirmed_lines) EXCEPT SELECT unnest($2::int[])) WHERE id = $1',
    [id, rows.map(({ line }) => line)],
  );
  await audit(trx, principal, [
    {
      what: 'import.correctColumn',
      subject: id,
      before: { column, text: from, rows: rows.length },
      after: { column, text: to, rows: rows.length },
    },
  ]);
  await checkAgain(trx, engine, id, principal);
  return showImport(trx, engine, id);
}
