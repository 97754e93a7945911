/** Every table that can be downloaded, over the demo: Excel reads its CSV as UTF-8, and both of its files say the same, cell by cell. */
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { demoAccounts } from '../src/accounts/index.ts';
import { exportedTables } from '../src/exportedTables.ts';
import { harmless } from '../src/platform/spreadsheets/harmless.ts';
import { demoDatabase } from './demoDatabase.ts';
import { Fan } from './fan.ts';
import { signInSurely } from './people.ts';
import { startTestApp, type TestApp } from './runningApp.ts';

const mark = Buffer.from([0xef, 0xbb, 0xbf]);
const year = 'from=2020-01-01&until=2040-12-31';

/** Filters that the tables need; the others are read without one. */
const queries: Readonly<Record<string, string>> = {
  '/admin/reports': 'report=sales&by=event',
  '/admin/statistics': 'by=event&currency=USD',
};
/** CSV files beside the tables, and the addresses under which the demo has them. */
const others: Readonly<Record<string, (app: TestApp) => Promise<string> | string>> = {
  '/admin/consignors.csv': () => '/admin/consignors.csv',
  '/admin/journals.csv': () => `/admin/journals.csv?format=neutral&${year}`,
  '/admin/packages/:id/season.csv': async ({ context: { db } }) =>
    `/admin/packages/${(await db('packages').first('id')).id}/season.csv`,
  '/admin/seasons/:id/schedule.csv': async ({ context: { db } }) =>
    `/admin/seasons/${(await db('seasons').first('id')).id}/schedule.csv`,
};

/** Each CSV begins with the mark, and has it nowhere else. @returns its cells */
function cellsOf(csv: Buffer, name: string): string[][] {
  expect(csv.subarray(0, 3).equals(mark), `${name} begins with a byte order mark`).toBe(true);
  expect(csv.indexOf(mark, 3), `${name} has one byte order mark`).toBe(-1);
  return parse(csv.subarray(3));
}

/** A cell as CSV writes it: nothing is an empty text, and a text that a spreadsheet would run has a quote in front. */
const written = (cell: unknown) => String(harmless((cell ?? '') as string | number));

test('every CSV has one byte order mark, no workbook has one, and both say the same', async () => {
  const app = await startTestApp({}, await demoDatabase());
  try {
    const as = new Map<string, Fan>();
    for (const { role, email, password } of demoAccounts) {
      const who = new Fan(app);
      if (role === 'admin' || role === 'consignor') await signInSurely(who, email, password);
      as.set(role, who);
    }
    const admin = as.get('admin') as Fan;
    const csvPaths = app.endpoints.map(({ path }) => path).filter((path) => path.endsWith('.csv'));
    expect(csvPaths.toSorted()).toEqual(
      [...exportedTables.map(({ path }) => `${path}.csv`), ...Object.keys(others)].toSorted(),
    );
    for (const { path } of exportedTables) {
      const who = as.get(path.startsWith('/admin/') ? 'admin' : 'consignor') as Fan;
      const query = queries[path] ?? '';
      // The audit log grows by each file that is taken.
      const filter = path === '/admin/audit' ? 'what=listing' : query;
      const csv = await who.file(`${path}.csv?${filter}`);
      const xlsx = await who.file(`${path}.xlsx?${filter}`);
      const lines = cellsOf(csv, path);
      expect(lines.length, `${path} has lines`).toBeGreaterThan(1);
      expect(xlsx.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
      const sheet = await readSheet(xlsx);
      expect(
        sheet.map((line) => line.map(written)),
        path,
      ).toEqual(lines.map((line) => line.map((cell) => cell.replaceAll('\r\n', '\n'))));
    }
    for (const [path, at] of Object.entries(others)) {
      const lines = cellsOf(await admin.file(await at(app)), path);
      expect(lines.length, `${path} has lines`).toBeGreaterThan(1);
    }
    // DATEV's format is Windows-1252, which has no such mark.
    const datev = await admin.ask('GET', `/admin/journals.csv?format=datev&${year}`);
    expect(Buffer.from(JSON.stringify(datev.body)).includes(mark)).toBe(false);
  } finally {
    await app.close();
  }
});
