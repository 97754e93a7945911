/** Large tables as files, over HTTP: written in the background, the same bytes as at once, for whoever asked alone, and for some days. */
import type { AskedExport, ExportList, ExportRow } from '@holdfast/shared/exports';
import { type MarketplaceSettings, marketplaceInput } from '@holdfast/shared/marketplace';
import { readSheet } from 'read-excel-file/node';
import { expect } from 'vitest';
import { passTime } from '../../test/clock.ts';
import { dayMs } from '../../test/factories/times.ts';
import { eventually, type Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { fillAuditLog, manyEntries, manyRows } from '../../test/manyEntries.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { exportedTables } from '../exportedTables.ts';
import { inTransaction } from '../platform/db/index.ts';
import type { ExportedTable } from '../platform/spreadsheets/index.ts';
import { askForExport } from './askForExport.ts';
import { writeExport } from './writeExport.ts';

let app: TestApp;
let ann: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  ann = await signedIn(app, 'finance', 'Ann');
  await fillAuditLog(app.context.db);
  app.context.config.exportRowsAtOnce = manyRows;
});

const table = '/admin/audit';
const ask = (who: Fan, format = 'csv', query = manyEntries, of = table) =>
  who.ask<AskedExport & { code: string; detail: string }>('POST', '/admin/exports', {
    table: of,
    format,
    query,
  });
const show = async (who: Fan, id: string) => (await who.ask<ExportRow>('GET', `/admin/exports/${id}`)).body;
const end = (id: string) => ann.ask('POST', `/admin/exports/${id}/remove`);
const partsOf = (id: string) => app.context.db('export_parts').where({ export_id: id });

async function written(who: Fan, format: 'csv' | 'xlsx'): Promise<ExportRow> {
  const { body } = await ask(who, format);
  const id = body.export?.id ?? '';
  await eventually('it is written', async () => (await show(who, id)).state === 'ready');
  return show(who, id);
}

it('a small file has an address, and a table, filter or role that doesn’t fit is refused', async () => {
  const query = `${manyEntries}&q=${encodeURIComponent('row 4499')}`;
  const { body } = await ask(ann, 'csv', query);
  expect(body).toEqual({ address: `${table}.csv?${query}`, export: null });
  const file = await ann.file(body.address ?? '');
  expect(file.toString().split('\r\n')).toHaveLength(3);
  expect((await ask(ann, 'csv', 'report=revenue&by=month', '/admin/reports')).body.export).toBeNull();

  expect((await ask(ann, 'csv', '', '/admin/nothing')).body.code).toBe('validation_failed');
  expect((await ask(ann, 'csv', '', '/selling/statement')).body.code).toBe('validation_failed');
  expect((await ask(ann, 'csv', 'from=yesterday')).body.code).toBe('validation_failed');
  const support = await signedIn(app, 'support');
  expect((await ask(support, 'csv', '', '/admin/ledger-entries')).body.code).toBe('forbidden');
});

it.each(['csv', 'xlsx'] as const)('a large %s is written in the background, as at once', async (format) => {
  const found = await written(ann, format);
  const direct = await ann.file(`${table}.${format}?${manyEntries}`);
  expect(found).toMatchObject({
    file: `audit-log.${format}`,
    rows: manyRows,
    done: manyRows,
    failure: null,
    by: { name: 'Ann' },
  });
  const file = await ann.file(`/admin/exports/${found.id}/file`);
  expect(found.bytes).toBe(file.length);
  // A workbook tells when it was made, so its cells are compared, and made of all its parts it takes their place.
  if (format === 'csv') expect(file.equals(direct)).toBe(true);
  else expect(await readSheet(file)).toEqual(await readSheet(direct));
  expect((await partsOf(found.id)).length).toBe(format === 'csv' ? 3 : 1);
  // What pages needed isn't kept, and the log says who asked and who took it, with the filter.
  expect(await app.context.db('exports').where({ id: found.id }).first()).toMatchObject({
    fixed: null,
    after_place: null,
  });
  const entries = await app.context.db('audit_entries').where({ subject: `audit-log.${format}` });
  expect(entries.slice(-2).map(({ what, after }) => [what, after])).toEqual([
    ['audit.export', { what: 'ledger.many' }],
    ['audit.export', { what: 'ledger.many' }],
  ]);
});

it('nobody but who asked, and administrators, see or take it; who lost the role takes nothing', async () => {
  const { id } = await written(ann, 'csv');
  const bob = await signedIn(app, 'finance', 'Bob');
  for (const path of [`/admin/exports/${id}`, `/admin/exports/${id}/file`])
    expect((await bob.ask('GET', path)).status).toBe(404);
  expect((await bob.ask('POST', `/admin/exports/${id}/remove`)).status).toBe(404);
  expect((await bob.ask<ExportList>('GET', '/admin/exports')).body.total).toBe(0);
  const admin = await signedIn(app, 'admin');
  const { data } = (await admin.ask<ExportList>('GET', '/admin/exports')).body;
  expect(data[0]).toMatchObject({ id, by: { name: 'Ann' } });
  expect((await admin.file(`/admin/exports/${id}/file`)).length).toBe((await show(ann, id)).bytes);

  // As if her roles didn't read the table any more.
  await app.context.db('exports').where({ id }).update({ table_path: '/admin/listings' });
  expect((await ann.ask('GET', `/admin/exports/${id}/file`)).body).toMatchObject({ code: 'forbidden' });
  await end(id);
});

it('a file is deleted by whoever asked, and by its time', async () => {
  const kept = await written(ann, 'csv');
  expect(Date.parse(kept.keptUntil ?? '') - Date.parse(kept.endedAt ?? '')).toBe(7 * dayMs);
  const admin = await signedIn(app, 'admin');
  const { body: found } = await admin.ask<MarketplaceSettings>('GET', '/admin/settings/marketplace');
  const settings = Object.fromEntries(
    Object.keys(marketplaceInput.shape).map((name) => [name, found[name as keyof typeof found]]),
  );
  const put = (exportDays: number) =>
    admin.ask('PUT', '/admin/settings/marketplace', { ...settings, exportDays });
  expect(await put(31)).toMatchObject({ status: 422, body: { errors: [{ field: 'exportDays' }] } });
  expect((await put(1)).status).toBe(200);
  const short = await written(ann, 'csv');

  await passTime(app.context, dayMs + 60_000);
  expect([(await show(ann, kept.id)).state, (await show(ann, short.id)).state]).toEqual(['ready', 'expired']);
  expect(await partsOf(short.id)).toEqual([]);
  expect((await ann.ask('GET', `/admin/exports/${short.id}/file`)).body).toMatchObject({
    code: 'transition_refused',
    detail: 'This file was kept as long as it is kept, and is deleted. Ask for it again.',
  });
  expect((await end(short.id)).status).toBe(409);
  expect((await end(kept.id)).body).toMatchObject({ state: 'removed' });
  expect(await partsOf(kept.id)).toEqual([]);
});

/** The table, whose pages fail from a certain one on. */
const failingFrom = (page: number): readonly ExportedTable[] =>
  exportedTables.map((each) => {
    if (each.path !== table || 'whole' in each.rows) return each;
    const { begin, page: read } = each.rows;
    let pages = 0;
    return {
      ...each,
      rows: {
        begin,
        page: (...asked: Parameters<typeof read>) => {
          if (++pages >= page) throw new Error('the connection broke');
          return read(...asked);
        },
      },
    };
  });

/** An export of Ann's that no job works on. */
const withoutJob = (personId: string): Promise<string> =>
  inTransaction(app.context.db, async (trx) => {
    const asked = await askForExport(
      trx,
      { engine: app.context.engine, tables: exportedTables, rowsAtOnce: manyRows },
      { table, format: 'csv', query: manyEntries },
      { roles: ['finance'] },
      { by: personId, requestId: null },
    );
    const id = 'id' in asked ? asked.id : '';
    await trx.raw(`DELETE FROM graphile_worker._private_jobs WHERE payload ->> 'exportId' = ?`, [id]);
    return id;
  });

it('writing goes on behind the last part, is given up after several tries without one, and three at once are enough', async () => {
  const { context } = app;
  const whole = await written(ann, 'csv');
  const id = await withoutJob(whole.by.id);
  await expect(writeExport(context, failingFrom(2), id)).rejects.toThrow('the connection broke');
  expect(await show(ann, id)).toMatchObject({ state: 'working', done: 2_000 });
  expect((await ann.ask('GET', `/admin/exports/${id}/file`)).body).toMatchObject({
    code: 'transition_refused',
  });
  await expect(writeExport(context, failingFrom(2), id)).rejects.toThrow('the connection broke');
  expect(await show(ann, id)).toMatchObject({ state: 'working', done: 4_000 });
  await writeExport(context, exportedTables, id);
  const file = await ann.file(`/admin/exports/${id}/file`);
  expect(file.equals(await ann.file(`/admin/exports/${whole.id}/file`))).toBe(true);
  // A job that comes again does nothing.
  await writeExport(context, exportedTables, id);
  expect(await show(ann, id)).toMatchObject({ state: 'ready', done: manyRows });

  const hopeless = await withoutJob(whole.by.id);
  for (let tries = 0; tries < 5; tries++)
    await expect(writeExport(context, failingFrom(1), hopeless)).rejects.toThrow('the connection broke');
  await writeExport(context, failingFrom(1), hopeless);
  expect(await show(ann, hopeless)).toMatchObject({
    state: 'failed',
    failure: expect.stringMatching(/Ask for it again/),
  });

  const waiting = [
    await withoutJob(whole.by.id),
    await withoutJob(whole.by.id),
    await withoutJob(whole.by.id),
  ];
  expect((await ask(ann)).body).toMatchObject({
    code: 'transition_refused',
    detail: '3 files of yours are being written already. Wait for one of them, or delete one under Exports.',
  });
  // Stopped while it waits: a job that begins later writes nothing.
  for (const each of waiting) {
    expect((await end(each)).body).toMatchObject({ state: 'removed' });
    await writeExport(context, exportedTables, each);
    expect(await partsOf(each)).toEqual([]);
  }
  await app.verify();
});
