/** kill -9 while a large table's file is written: it is written to its end by another process, each row once. */
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { addPerson } from '../../src/accounts/index.ts';
import { exportedTables } from '../../src/exportedTables.ts';
import { askForExport } from '../../src/exports/askForExport.ts';
import { contentOf, readExport } from '../../src/exports/readExports.ts';
import { type CrashPoint, exportCrashPoints } from '../../src/platform/crashPoint.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { verify } from '../../src/verify/verify.ts';
import { eventually } from '../fan.ts';
import { fillAuditLog, manyEntries, manyRows } from '../manyEntries.ts';
import { openCrashing } from './crashingApps.ts';

test.each(exportCrashPoints)('%s', async (point: CrashPoint) => {
  const { app, start } = await openCrashing();
  await fillAuditLog(app.db);
  const { id: personId } = await addPerson(app.db, {
    name: 'Ann',
    email: 'ann@example.com',
    password: 'a long enough one',
    roles: ['finance'],
    consignorId: null,
  });
  const first = await start(point, 1);
  const { id } = await inTransaction(app.db, async (trx) => {
    const asked = { table: '/admin/audit', format: 'csv', query: manyEntries } as const;
    const tables = { engine: app.engine, tables: exportedTables, rowsAtOnce: manyRows };
    const answer = await askForExport(
      trx,
      tables,
      asked,
      { roles: ['finance'] },
      { by: personId, requestId: null },
    );
    return answer as { id: string };
  });
  expect(await first.ended).toMatchObject({ signal: 'SIGKILL' });
  const heir = await start(null, 0);
  await eventually('it is written', async () => {
    expect(heir.ending).toBeNull();
    return (await app.db('exports').where({ id }).first('state')).state === 'ready';
  });
  const caller = { personId, roles: ['finance'] } as never;
  const found = await inTransaction(app.db, (trx) => readExport(trx, id, caller));
  const lines: string[][] = parse(await text(contentOf(app.db, found)), { bom: true });
  expect(lines.slice(1).map(([, , , , subject]) => subject)).toEqual(
    Array.from({ length: manyRows }, (_, at) => `row ${at + 1}`),
  );
  expect(await verify(app.db, app.engine)).toEqual([]);
});
