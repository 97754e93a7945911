/** The audit log as files: exactly what is filtered, newest first. */
import { Readable } from 'node:stream';
import type { AuditFilter, AuditRow } from '@holdfast/shared/audit';
import { stringify } from 'csv-stringify';
import writeExcelFile from 'write-excel-file/node';
import type { Database } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { everyEntry } from './readAudit.ts';

const heads = ['When (UTC)', 'Who', 'What', 'On', 'Id', 'Reason', 'Before', 'After', 'Request', 'Entry'];

/** A spreadsheet has so many rows, and a program reads a CSV file better anyway. */
const mostInWorkbook = 100_000;

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

/** A spreadsheet runs what begins like a formula: such a text gets a quote in front. */
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** @returns a stream of CSV with a head and a byte order mark, read from one snapshot of the log */
export function auditCsv(db: Database, filter: AuditFilter, nouns: string[] | null): Readable {
  async function* lines(): AsyncGenerator<string[]> {
    const trx = await db.transaction(undefined, { isolationLevel: 'repeatable read', readOnly: true });
    try {
      yield heads;
      for await (const row of everyEntry(trx, filter, nouns)) yield lineOf(row).map(harmless);
    } finally {
      await trx.rollback();
    }
  }
  return Readable.from(lines()).pipe(stringify({ bom: true, record_delimiter: '\r\n' }));
}

/** @throws Problem `too_many_rows` beyond 100,000 entries, with the CSV as the remedy */
export async function auditXlsx(db: Database, filter: AuditFilter, nouns: string[] | null): Promise<Buffer> {
  return db.transaction(async (trx) => {
    const data = [heads.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))];
    for await (const row of everyEntry(trx, filter, nouns)) {
      if (data.length > mostInWorkbook)
        throw new Problem(
          'too_many_rows',
          'More than 100,000 entries: take the CSV file, or filter more narrowly.',
        );
      data.push(lineOf(row).map((value) => ({ value, type: String }) as never));
    }
    return writeExcelFile(data, {
      sheet: 'Audit log',
      stickyRowsCount: 1,
      columns: heads.map((_head, at) => ({ width: at === 3 || at > 4 ? 40 : 22 })),
    }).toBuffer();
  });
}
