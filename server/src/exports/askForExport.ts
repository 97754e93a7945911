/** The question for a table's file: a small one has an address, a large one is written in the background. */
import { parse as parseAddress } from 'node:querystring';
import type { newExport } from '@holdfast/shared/exports';
import { exportMachine } from '@holdfast/shared/exports/machines';
import type { z } from 'zod';
import { readMarketplace } from '../marketplace/index.ts';
import { type Engine, instantOf } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { allowLong, type Trx } from '../platform/db/index.ts';
import { type Caller, parse } from '../platform/http/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { type ExportedTable, refuseTooManyLines } from '../platform/spreadsheets/index.ts';
import { Export } from './Export.ts';

const dayMs = 86_400_000;
/** Of one person at once: each keeps a worker and the database busy. */
const mostUnderWay = 3;

/** The table of a path. @throws Problem `validation_failed` for one that there isn't, `forbidden` for whom it isn't */
export function tableFor(
  tables: readonly ExportedTable[],
  path: string,
  roles: Caller['roles'],
): ExportedTable {
  const table = tables.find((each) => each.path === path && path.startsWith('/admin/'));
  if (!table)
    throw fieldsRefused([
      { field: 'table', code: 'unknown', message: 'There is no such table. Give the path of its list.' },
    ]);
  if (!roles.includes('admin') && !table.roles.some((role) => roles.includes(role)))
    throw new Problem('forbidden', 'Your roles don’t read this table.');
  return table;
}

/** What is needed to ask. */
interface Asking {
  engine: Engine;
  /** All that can be exported. */
  tables: readonly ExportedTable[];
  /** From so many rows on it is written in the background. */
  rowsAtOnce: number;
}

/**
 * Asks for a table's file.
 * @returns its address under `/api` where it is small; else the id of the export that writes it
 * @throws Problem `validation_failed` for a filter that the table refuses, `forbidden`, `too_many_rows` for a workbook of more rows than it
 *   may have, `transition_refused` where as many as one person may have are being written
 */
export async function askForExport(
  trx: Trx,
  { engine, tables, rowsAtOnce }: Asking,
  { table: path, format, query: address }: z.output<typeof newExport>,
  { roles }: Pick<Caller, 'roles'>,
  principal: Principal,
): Promise<{ address: string } | { id: string }> {
  const table = tableFor(tables, path, roles);
  const given = { ...parseAddress(address) };
  const query = parse(table.query, given);
  const direct = { address: `${path}.${format}${address === '' ? '' : `?${address}`}` };
  if ('whole' in table.rows) return direct;
  await allowLong(trx);
  const { rows, fixed } = await table.rows.begin(trx, query, { personId: principal.by, roles });
  if (format === 'xlsx') refuseTooManyLines(rows);
  if (rows < rowsAtOnce) return direct;
  await refuseMany(trx, principal.by);
  const at = await instantOf(trx);
  const { exportDays } = await readMarketplace(trx);
  const created = engine.create(exportMachine, {
    id: newId('export'),
    input: { keptMs: exportDays * dayMs },
    at,
    by: principal.by,
  });
  const { id, state, snapshot, machineVersion } = created;
  const fileName = `${table.fileName(query)}.${format}`;
  await Export.query(trx).insert({
    id,
    tablePath: path,
    format,
    query: given,
    fileName,
    askedBy: principal.by,
    askedRoles: [...roles],
    totalRows: rows,
    fixed,
    createdAt: new Date(at),
    state: state as Export['state'],
    snapshot,
    machineVersion,
    version: 1,
  });
  await engine.recordCreated(trx, [created]);
  await audit(trx, principal, [
    { what: 'export.request', subject: id, after: { file: fileName, rows, filter: query } },
  ]);
  return { id };
}

async function refuseMany(trx: Trx, personId: string): Promise<void> {
  const underWay = await Export.query(trx)
    .where({ asked_by: personId })
    .whereRaw('export_is_waiting(state)')
    .resultSize();
  if (underWay >= mostUnderWay)
    throw new Problem(
      'transition_refused',
      `${mostUnderWay} files of yours are being written already. Wait for one of them, or delete one under Exports.`,
      { accepts: [] },
    );
}
