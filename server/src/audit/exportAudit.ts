/** Exports the filtered audit log, newest first. */
import type { Readable } from 'node:stream';
import type { AuditFilter, AuditRow } from '@holdfast/shared/audit';
import { allowLong, type Database } from '../platform/db/index.ts';
import { csvOf, workbookOf } from '../platform/spreadsheets/index.ts';
import { everyEntry } from './readAudit.ts';

const heads = ['When (UTC)', 'Who', 'What', 'On', 'Id', 'Reason', 'Before', 'After', 'Request', 'Entry'];

const json = (value: unknown) => (value === null || value === undefined ? '' : JSON.stringify(value));

function lineOf(row: AuditRow): string[] {
  return [
    row.at,
    row.by.name,
    row.what,
    row.label ?? '',
    row.subject,
    row.reason ?? '',
    json(row.before),
    json(row.after),
    row.requestId ?? '',
    row.id,
  ];
}

/** @returns a stream of CSV, read from one snapshot of the log */
export function auditCsv(db: Database, filter: AuditFilter, nouns: string[] | null): Readable {
  return csvOf(heads, linesOf(db, filter, nouns));
}

/** @throws Problem `too_many_rows` as `workbookOf` */
export function auditXlsx(db: Database, filter: AuditFilter, nouns: string[] | null): Promise<Buffer> {
  const columns = heads.map((head, at) => ({ head, width: at === 3 || at > 4 ? 40 : 22 }));
  return workbookOf('Audit log', columns, linesOf(db, filter, nouns));
}

async function* linesOf(db: Database, filter: AuditFilter, nouns: string[] | null): AsyncGenerator<string[]> {
  const trx = await db.transaction(undefined, { isolationLevel: 'repeatable read', readOnly: true });
  try {
    await allowLong(trx);
    for await (const row of everyEntry(trx, filter, nouns)) yield lineOf(row);
  } finally {
    await trx.rollback();
  }
}
