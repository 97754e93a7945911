/** Fills files that are written in the background: one that is kept, and one of each end. */
import type { AskedExport } from '@holdfast/shared/exports';
import { exportMachine } from '@holdfast/shared/exports/machines';
import { exportedTables } from '../../../src/exportedTables.ts';
import { askForExport } from '../../../src/exports/askForExport.ts';
import { messageTo } from '../../../src/platform/actors/index.ts';
import { inTransaction } from '../../../src/platform/db/index.ts';
import { eventually } from '../../fan.ts';
import { signedIn } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';

/** @throws Error when something is refused */
export async function fillExports(running: TestApp): Promise<void> {
  const { config, db, engine } = running.context;
  const who = await signedIn(running, 'finance', 'Mia Berg');
  const usual = config.exportRowsAtOnce;
  config.exportRowsAtOnce = 1;
  const write = async (): Promise<string> => {
    const body = { table: '/admin/ledger-entries', format: 'csv', query: 'account=fees' };
    const { body: asked } = await who.ask<AskedExport>('POST', '/admin/exports', body);
    const id = asked.export?.id ?? '';
    await eventually(
      'it is written',
      async () => (await db('exports').where({ id }).first())?.state === 'ready',
    );
    return id;
  };
  const removed = await write();
  await who.ask('POST', `/admin/exports/${removed}/remove`);
  const over = await write();
  await db('timers').where({ actor_id: over }).update({ fire_at: new Date() });
  await eventually(
    'it is over',
    async () => (await db('exports').where({ id: over }).first())?.state === 'expired',
  );
  await write();
  const { asked_by: by } = await db('exports').where({ id: over }).first('asked_by');
  // No worker sees it before it fails.
  await inTransaction(db, async (trx) => {
    const asked = await askForExport(
      trx,
      { engine, tables: exportedTables, rowsAtOnce: 1 },
      { table: '/admin/ledger-entries', format: 'xlsx', query: '' },
      { roles: ['finance'] },
      { by, requestId: null },
    );
    const why = 'It couldn’t be written. Ask for it again.';
    const id = 'id' in asked ? asked.id : '';
    await engine.apply(trx, [messageTo(exportMachine, id, { type: 'fail', why }, { by: 'system' })]);
  });
  config.exportRowsAtOnce = usual;
}
