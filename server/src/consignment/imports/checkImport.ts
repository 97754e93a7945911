/** A file comes in: read, planned line by line, and kept with what each line would do. Nothing else is written. */
import { createHash } from 'node:crypto';
import type { ImportFile, newImport } from '@holdfast/shared/consignment';
import type { z } from 'zod';
import type { Engine } from '../../platform/actors/index.ts';
import { audit, type Doer } from '../../platform/audit.ts';
import { brokenConstraint, run, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import { requireConsignor } from '../consignors/consignors.ts';
import { showImport } from './importQueries.ts';
import { type PlannedRow, planRows } from './planRows.ts';
import { readBrokerFile } from './readBrokerFile.ts';

/** Rows in one statement. */
const rowsAtOnce = 2_000;

/**
 * The dry run.
 * @throws Problem `file_not_recognised`, `same_file` with the `importId` of the first upload, or `validation_failed`
 */
export async function checkImport(
  trx: Trx,
  engine: Engine,
  { consignorId, fileName, content }: z.output<typeof newImport>,
  doer: Doer,
): Promise<ImportFile> {
  await requireConsignor(trx, consignorId);
  const hash = createHash('sha256').update(content).digest('base64url');
  await refuseSameFile(trx, consignorId, hash);
  const file = await readBrokerFile(content);
  const rows = await planRows(trx, consignorId, file.lines);

  const id = newId('import');
  const [now] = await run<{ at: Date }>(trx, 'SELECT now() AS at');
  const birth = engine.birth('import', id, {}, (now as { at: Date }).at.toISOString(), doer.by);
  await insertImport(trx, [
    id,
    consignorId,
    // PostgreSQL keeps neither NUL nor half a surrogate pair.
    fileName.toWellFormed().replaceAll('\u0000', '\uFFFD'),
    hash,
    file.format,
    rows.length,
    doer.by,
    birth.state,
    JSON.stringify(birth.snapshot),
    birth.machineVersion,
  ]);
  await engine.recordBirths(trx, [birth]);
  for (let first = 0; first < rows.length; first += rowsAtOnce)
    await insertRows(trx, id, rows.slice(first, first + rowsAtOnce));
  const [outcome] = await engine.apply(trx, [
    { id, message: { type: 'checked', ...countsOf(rows) }, by: doer.by },
  ]);
  if (outcome?.kind !== 'applied') throw new Error(`${id} answered ${outcome?.kind} to its dry run`);
  await audit(trx, doer, [
    { what: 'import.upload', subject: id, after: { consignorId, fileName: fileName.slice(0, 200) } },
  ]);
  return showImport(trx, id);
}

function countsOf(rows: PlannedRow[]) {
  const counts = { create: 0, change: 0, unchanged: 0, refuse: 0 };
  for (const { action } of rows) counts[action] += 1;
  return counts;
}

async function refuseSameFile(trx: Trx, consignorId: string, hash: string): Promise<void> {
  const [same] = await run<{ id: string; file_name: string; created_at: Date }>(
    trx,
    `SELECT id, file_name, created_at FROM imports WHERE consignor_id = $1 AND file_hash = $2 AND state <> 'failed'`,
    [consignorId, hash],
  );
  if (same)
    throw new Problem(
      'same_file',
      `The same file came as ${same.file_name} on ${same.created_at.toISOString().slice(0, 10)}. Look at that import instead.`,
      { importId: same.id },
    );
}

async function insertImport(trx: Trx, values: unknown[]): Promise<void> {
  try {
    await run(
      trx,
      `INSERT INTO imports (id, consignor_id, file_name, file_hash, format, row_count, created_by, state, snapshot, machine_version, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)`,
      values,
    );
  } catch (error) {
    if (brokenConstraint(error) !== 'imports_same_file') throw error;
    throw new Problem('same_file', 'Somebody uploads the same file right now. Look at that import instead.');
  }
}

async function insertRows(trx: Trx, importId: string, rows: PlannedRow[]): Promise<void> {
  await run(
    trx,
    `INSERT INTO import_rows (import_id, line, record, action, label, problems, changes, plan, listing_id)
     SELECT $1, n.* FROM unnest($2::int[], $3::jsonb[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[], $8::jsonb[], $9::text[]) AS n`,
    [
      importId,
      rows.map(({ line }) => line),
      rows.map(({ record }) => JSON.stringify(record)),
      rows.map(({ action }) => action),
      rows.map(({ label }) => label),
      rows.map(({ problems }) => JSON.stringify(problems)),
      rows.map((row) => JSON.stringify(row.action === 'change' ? row.changes : [])),
      rows.map(({ row }) => (row === null ? null : JSON.stringify(row))),
      rows.map((row) => (row.action === 'create' ? null : row.listingId)),
    ],
  );
}
