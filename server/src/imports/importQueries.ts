/** Queries over imports, for staff. */
import type { ImportFile, importQuery } from '@holdfast/shared/imports';
import { readingInWords } from '@holdfast/shared/imports/broker';
import { type ImportContext, importMachine } from '@holdfast/shared/imports/machines';
import type { z } from 'zod';
import type { AcceptedMessage, Engine } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type Columns, inTransaction, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { Import } from './Import.ts';
import { type FileReading, fileReading } from './layout.ts';
import { tally } from './rowsOfImport.ts';

type Row = Pick<
  Columns<Import>,
  | 'id'
  | 'file_name'
  | 'format'
  | 'mapped_by'
  | 'mapped_at'
  | 'consignor_id'
  | 'event_id'
  | 'state'
  | 'snapshot'
  | 'version'
  | 'machine_version'
  | 'row_count'
  | 'rows_read'
  | 'tally'
  | 'created_by'
  | 'created_at'
  | 'owner_id'
  | 'reading'
  | 'report_of'
> & {
  report_name: string | null;
  waiting_prices: number;
  consignor_name: string;
  event_name: string | null;
  checked_ms: number | null;
  person_name: string | null;
  owner_name: string | null;
};

const columns = `i.id, i.file_name, i.format, coalesce(m.name, i.mapped_by) AS mapped_by, i.mapped_at, i.consignor_id,
  c.name AS consignor_name, i.event_id, g.event_name, i.state, i.snapshot, i.version, i.machine_version, i.row_count, i.rows_read, i.tally,
  round(extract(epoch FROM i.check_ended_at - i.check_began_at) * 1000)::int AS checked_ms, i.created_by,
  u.name AS person_name, i.created_at, i.owner_id, o.name AS owner_name, i.reading, i.report_of, f.file_name AS report_name,
  CASE WHEN (i.tally ->> 'waits')::int > 0 THEN (SELECT count(*)::int FROM import_rows r WHERE r.import_id = i.id AND r.waits
    AND r.problems @> '[{"code": "price_absurd"}]') ELSE 0 END AS waiting_prices`;
const tables = `imports i JOIN consignors_named c ON c.id = i.consignor_id LEFT JOIN accounts_people_named u ON u.id = i.created_by
  LEFT JOIN accounts_people_named m ON m.id = i.mapped_by LEFT JOIN accounts_people_named o ON o.id = i.owner_id
  LEFT JOIN imports f ON f.id = i.report_of
  LEFT JOIN LATERAL (SELECT e.short_name AS event_name FROM catalog_events_named e WHERE e.id = i.event_id) g ON true`;

async function present(trx: Trx, engine: Engine, rows: Row[]): Promise<ImportFile[]> {
  const accepts = await engine.accepts(
    trx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) =>
    presentRow(row, engine.contextOf(importMachine, row), namesOf(accepts.get(row.id))),
  );
}

/** The messages that a person may send now. */
const namesOf = (accepts: readonly AcceptedMessage[] = []) =>
  accepts.flatMap(({ message, label, possible }) => (label === null || possible === 'no' ? [] : message));

function presentRow(row: Row, context: ImportContext, accepts: string[]): ImportFile {
  const { sums, ...outcomes } = tally.parse(row.tally);
  return {
    id: row.id,
    fileName: row.file_name,
    format: row.format,
    mapped:
      row.mapped_by === null || row.mapped_at === null
        ? null
        : { by: row.mapped_by, at: row.mapped_at.toISOString() },
    consignor: { id: row.consignor_id, name: row.consignor_name },
    event: row.event_id === null ? null : { id: row.event_id, name: row.event_name ?? row.event_id },
    reading: row.reading === null ? null : readingShown(fileReading.parse(row.reading)),
    reportOf: row.report_of === null ? null : { id: row.report_of, fileName: row.report_name ?? '' },
    state: row.state,
    accepts,
    failure: context.failure,
    counts: {
      rows: Math.max(row.row_count, row.rows_read),
      read: row.rows_read,
      ...outcomes,
      prices: row.state === 'checked' ? row.waiting_prices : 0,
      applied: context.applied,
      undone: context.undone,
      kept: context.kept,
    },
    ifAllSell: Object.entries(sums)
      .filter(([, { tickets }]) => tickets > 0)
      .map(([currency, each]) => ({ currency, ...each })),
    checkedInMs: row.checked_ms,
    version: row.version,
    createdBy: row.person_name ?? row.created_by,
    createdAt: row.created_at.toISOString(),
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
  };
}

const readingShown = (reading: FileReading) => ({
  words: readingInWords(reading),
  sheets: reading.sheets,
  sheet: reading.sheet,
});

/** Files with rows that wait for a person; `imports i`. */
const withWaitingRows = `i.state = 'checked' AND (i.tally ->> 'waits')::int > 0`;
const asked = `($1::boolean IS NULL OR (${withWaitingRows}))
  AND ($2::text IS NULL OR CASE $2 WHEN 'none' THEN i.owner_id IS NULL ELSE i.owner_id = $2 END)`;

/** @param me who asks, for `owner=me` */
export async function listImports(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  listQuery: z.output<typeof importQuery>,
  me: string | null,
): Promise<{ data: ImportFile[]; total: number }> {
  return inTransaction(db, async (trx) => {
    const filter = [
      listQuery.waits === 'true' ? true : null,
      listQuery.owner === 'me' ? me : (listQuery.owner ?? null),
    ];
    const rows = await query<Row>(
      trx,
      `SELECT ${columns} FROM ${tables} WHERE ${asked} ORDER BY i.created_at ${listQuery.order === 'desc' ? 'DESC' : 'ASC'}, i.id
       LIMIT $3 OFFSET $4`,
      [...filter, listQuery.perPage, (listQuery.page - 1) * listQuery.perPage],
    );
    const [count] = await query<{ total: number }>(
      trx,
      `SELECT count(*)::int AS total FROM imports i WHERE ${asked}`,
      filter,
    );
    return { data: await present(trx, engine, rows), total: count?.total ?? 0 };
  });
}

/** @throws Problem `not_found` */
export async function showImport(trx: Trx, engine: Engine, id: string): Promise<ImportFile> {
  const [row] = await queryPrepared<Row>(trx, `SELECT ${columns} FROM ${tables} WHERE i.id = $1`, [id]);
  if (!row) throw notFound('import');
  const [file] = await present(trx, engine, [row]);
  return file as ImportFile;
}

/** The same, locked until the transaction ends: nobody else acts on it meanwhile. @throws Problem `not_found` */
export async function holdImport(trx: Trx, engine: Engine, id: string): Promise<ImportFile> {
  await Import.query(trx).findById(id).forNoKeyUpdate();
  return showImport(trx, engine, id);
}
