/** A filled database of a released schema, migrated to the newest one: every invariant holds, and the product can read it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeInDeliveries } from '../../src/fulfillment/index.ts';
import { fixedPayments, sandboxKeys } from '../../src/paymentService.ts';
import { createPaymentUpdates } from '../../src/payments/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { verify } from '../../src/verify/verify.ts';
import { jobHandlers } from '../../src/worker.ts';
import { type TestAppContext, testAppContext } from '../appContext.ts';
import { passTime } from '../clock.ts';
import type { TestDatabase } from '../database.ts';
import type { Fan } from '../fan.ts';
import { somebody } from '../people.ts';
import { startTestApp, type TestApp } from '../runningApp.ts';
import { bringForward } from './bringForward.ts';

const gateway = { ...sandboxKeys, apiBase: 'http://127.0.0.1:1' };
/** Without a worker, which would ask a sandbox that doesn't have these payments. */
const webOnly = {
  ROLE: 'web',
  STRIPE_SECRET_KEY: gateway.secretKey,
  STRIPE_PUBLISHABLE_KEY: gateway.publishableKey,
  STRIPE_WEBHOOK_SECRET: gateway.webhookSecret,
  STRIPE_API_BASE: gateway.apiBase,
};

/** The tests of one release. */
export function testRelease(release: string): void {
  describe(`a database of release ${release}`, () => {
    let database: TestDatabase;
    let app: TestAppContext;
    beforeAll(async () => {
      database = await bringForward(release);
      app = await testAppContext(database.url);
      // A worker does it when it starts.
      await takeInDeliveries(app);
    });
    afterAll(async () => {
      await app?.close();
      await database?.drop();
    });

    it('keeps every invariant', async () => {
      expect(await verify(app.db, app.engine)).toEqual([]);
    });

    it('queues no job that this version doesn’t know', async () => {
      const paymentUpdates = createPaymentUpdates(app);
      const known = Object.keys(jobHandlers(app, fixedPayments(gateway), paymentUpdates));
      await paymentUpdates.close();
      const queued = await app.db('graphile_worker.jobs').distinct('task_identifier');
      expect(queued.length).toBeGreaterThan(0);
      for (const { task_identifier: task } of queued) expect(known).toContain(task);
    });

    it('can be read on the pages of staff and fans', async () => {
      const running = await startTestApp(webOnly, { url: database.url, drop: async () => {} });
      try {
        await readPages(running, app.db);
      } finally {
        await running.close();
      }
    });

    it('keeps every invariant after its timers fire', async () => {
      await passTime(app, 366 * 86_400_000);
      const open = await app.db('reservations').where('state', 'pending.holding');
      expect(open).toEqual([]);
      expect(await verify(app.db, app.engine)).toEqual([]);
    });
  });
}

async function readPages(running: TestApp, db: Database): Promise<void> {
  const { who } = await somebody(running, ['staff', 'support', 'finance', 'admin']);
  for (const [table, list] of [
    ['reservations', '/admin/reservations'],
    ['listings', '/admin/listings'],
    ['imports', '/admin/imports'],
    ['packages', '/admin/packages'],
    ['consignors', '/admin/consignors'],
  ] as const) {
    const rows: Array<{ id: string }> = await db(table).select('id');
    const page = await read<{ total: number }>(who, `${list}?perPage=100`);
    expect([table, page.total]).toEqual([table, rows.length]);
    for (const { id } of rows) await read(who, `${list}/${id}`);
  }
  for (const path of [
    'percentages',
    'percentages/drafts',
    'views?page=pricing',
    'audit',
    'today',
    'bulk-runs',
  ])
    await read(who, `/admin/${path}`);
  for (const path of ['price-caps', 'catalogRuns', 'eventsToMatch', 'payments'])
    await read(who, `/admin/${path}`);
  expect((await who.ask('POST', '/admin/counts', { views: [] })).status).toBe(200);
  for (const { id } of await db('events').select('id')) {
    await read(who, `/events/${id}`);
    await read(who, `/events/${id}/listings`);
  }
}

/** @throws Error when the response isn't 200 */
async function read<T>(who: Fan, path: string): Promise<T> {
  const { status, body } = await who.ask<T>('GET', path);
  if (status !== 200) throw new Error(`${path} answered ${status} ${JSON.stringify(body)}`);
  return body;
}
