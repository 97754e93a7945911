/**
 * A release brings new versions of every machine into a database full of open actors. Each way of reading a row is
 * taken: lists and pages, the support case, preview, accepts and apply, timers, webhooks, the hold's statement, verify.
 */
import { randomUUID } from 'node:crypto';
import type { ImportFile } from '@holdfast/shared/imports';
import { SYNC_COLUMNS } from '@holdfast/shared/imports/broker';
import { importMachine } from '@holdfast/shared/imports/machines';
import type { Listing } from '@holdfast/shared/listings';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import type { SupportCase } from '@holdfast/shared/support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actors } from '../src/openAppContext.ts';
import { messageTo } from '../src/platform/actors/index.ts';
import { inTransaction } from '../src/platform/db/index.ts';
import { brokerFile, buildNamedGame } from './brokerFiles.ts';
import { passTime } from './clock.ts';
import { testDatabase } from './database.ts';
import { buildConsignor, buildPercentages } from './factories/consignors.ts';
import { buildListing } from './factories/listings.ts';
import { hourMs } from './factories/times.ts';
import { eventually, Fan } from './fan.ts';
import { importClient } from './importClient.ts';
import { nextVersion } from './nextVersion.ts';
import { signedIn } from './people.ts';
import { startTestApp, type TestApp } from './runningApp.ts';

/** Two releases later: a row of the first version is upgraded twice. */
const later = actors.map((actor) => nextVersion(nextVersion(actor, 'second'), 'third'));

let app: TestApp;
let support: Fan;
let staff: Fan;
const holder = { fan: undefined as unknown as Fan, id: '' };
const expiring = { fan: undefined as unknown as Fan, id: '' };
const payer = { fan: undefined as unknown as Fan, id: '' };
const buyer = { fan: undefined as unknown as Fan, id: '' };
const refunded = { id: '', paymentId: '' };
let listings: Record<'submitted' | 'live' | 'paused', string>;
let importId: string;

const rowOf = (table: string, id: string) => app.context.db(table).where({ id }).first();
const caseOf = async (id: string) =>
  (await support.ask<SupportCase>('GET', `/admin/reservations/${id}`)).body;
async function actOnCase(id: string, actorId: string, message: string) {
  const found = (await caseOf(id)).actors.find((actor) => actor.id === actorId);
  return support.ask(
    'POST',
    `/admin/reservations/${id}/actions`,
    {
      actorId,
      message,
      version: found?.version ?? 0,
      reason: 'For a test',
    },
    { 'idempotency-key': randomUUID() },
  );
}

beforeAll(async () => {
  const { url, drop } = await testDatabase();
  app = await startTestApp({}, { url, drop: async () => {} });
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  support = await signedIn(app, 'support');
  staff = await signedIn(app, 'staff');
  const hold = async (): Promise<{ fan: Fan; id: string }> => {
    const fan = new Fan(app);
    const { body } = await fan.hold((await buildListing(app.context, { seats: [1, 2] })).id, 2);
    return { fan, id: body.id };
  };
  Object.assign(holder, await hold());
  Object.assign(expiring, await hold());
  Object.assign(payer, await hold());
  await payer.fan.pay(payer.id, '4000002500003155');
  await payer.fan.until(payer.id, ({ payment }) => payment?.state === 'requiresAction');
  buyer.fan = new Fan(app);
  buyer.id = (await buyer.fan.buy((await buildListing(app.context, { seats: [1, 2] })).id, 2)).id;
  await buildRefund();
  listings = {
    submitted: (await buildListing(app.context, { state: 'submitted' })).id,
    live: (await buildListing(app.context, { state: 'live', seats: [1, 2, 3, 4] })).id,
    paused: (await buildListing(app.context, { state: 'paused' })).id,
  };
  const file = brokerFile(SYNC_COLUMNS, await buildNamedGame(app.context), [{}, {}]);
  importId = await importClient(staff).upload(file, { consignorId: await buildConsignor(app.context) });
  await app.verify();
  await app.close();
  const ports = { PORT: new URL(app.url).port, SANDBOX_PORT: new URL(app.sandboxUrl).port };
  app = await startTestApp(ports, { url, drop }, later);
});
afterAll(() => app.close());

/** A refund that the bank refused: it waits for support. */
async function buildRefund(): Promise<void> {
  const fan = new Fan(app);
  const held = await fan.hold((await buildListing(app.context, { seats: [1, 2] })).id, 2);
  await fan.pay(held.body.id, '4000000000005126');
  const order = await fan.until(held.body.id, ({ state }) => state === 'paid');
  refunded.id = order.id;
  refunded.paymentId = order.payment?.id ?? '';
  await actOnCase(order.id, refunded.paymentId, 'refund');
  await eventually('the refund failed', async () => {
    const refund = await app.context.db('refunds').where({ payment_id: refunded.paymentId }).first();
    return refund?.state === 'failed';
  });
}

/** What a row says that was written with the newest version of its machine. */
const isNewest = (type: string) => ({
  machine_version: later.find((actor) => actor.type === type)?.versions.length,
});
const versionBefore = (type: string) => actors.find((actor) => actor.type === type)?.versions.length;
const upgraded = { second: 'upgraded', third: 'upgraded' };

describe('with a later version of each machine', () => {
  it('every actor of the first one is read: verify, lists and pages', async () => {
    await app.verify();
    expect((await rowOf('payments', refunded.paymentId)).machine_version).toBe(versionBefore('payment'));
    const { body: page } = await staff.ask<{ data: Listing[] }>('GET', '/admin/listings?perPage=50');
    const acceptsOf = (id: string) => page.data.find((listing) => listing.id === id)?.accepts;
    expect(acceptsOf(listings.submitted)).toEqual(['approve', 'reject', 'reprice', 'return', 'withdraw']);
    expect(acceptsOf(listings.live)).toEqual(['pause', 'reprice', 'withdraw']);
    expect(acceptsOf(listings.paused)).toEqual(['reprice', 'resume', 'withdraw']);
    const { body: shown } = await staff.ask<Listing>('GET', `/admin/listings/${listings.live}`);
    expect(shown.accepts).toContain('pause');
    const { body: files } = await staff.ask<{ data: ImportFile[] }>('GET', '/admin/imports');
    expect(files.data).toMatchObject([{ id: importId, accepts: ['apply', 'check'] }]);
    const { body: payments } = await support.ask<{ data: Array<{ id: string; card: string | null }> }>(
      'GET',
      '/admin/payments',
    );
    expect(payments.data.find(({ id }) => id === refunded.paymentId)).toMatchObject({ card: 'visa ··5126' });
    expect(await payer.fan.read(payer.id)).toMatchObject({
      state: 'pending.paying',
      payment: { state: 'requiresAction', nextActionUrl: expect.any(String) },
    });
    expect((await buyer.fan.ask('GET', '/reservations')).body).toMatchObject({ data: [{ id: buyer.id }] });
  });

  it('the support case shows upgraded contexts and what can be done', async () => {
    const { actors: shown } = await caseOf(refunded.id);
    expect(shown.map(({ type, context }) => [type, context])).toEqual([
      ['reservation', expect.objectContaining(upgraded)],
      ['payment', expect.objectContaining(upgraded)],
      ['refund', expect.objectContaining(upgraded)],
    ]);
    expect(shown.flatMap(({ actions }) => actions.map(({ message }) => message))).toEqual([
      'send',
      'giveUp',
      'payElsewhere',
    ]);
    const holding = await caseOf(holder.id);
    expect(holding.actors[0]?.actions.map(({ message }) => message)).toEqual(['extend', 'move', 'breakHold']);
  });

  it('preview and accepts answer over rows of the first', async () => {
    const { engine, db } = app.context;
    const message = messageTo(listingMachine, listings.submitted, { type: 'approve' }, { by: 'test' });
    const [previewed] = await inTransaction(db, (trx) => engine.preview(trx, [message]));
    expect(previewed).toMatchObject({ kind: 'applied', state: 'live', context: upgraded });
    const paymentId = (await payer.fan.read(payer.id)).payment?.id ?? '';
    const ids = [importId, paymentId];
    const accepts = await inTransaction(db, (trx) => engine.accepts(trx, ids));
    const possible = (id: string) =>
      accepts.get(id)?.flatMap((each) => (each.possible === 'no' || each.label === null ? [] : each.message));
    expect(possible(importId)).toEqual(['apply', 'check']);
    expect(possible(paymentId)).toEqual(['check', 'void']);
    expect(await inTransaction(db, (trx) => engine.read(trx, importMachine, [importId]))).toMatchObject(
      new Map([[importId, { context: upgraded }]]),
    );
    expect(await rowOf('imports', importId)).toMatchObject({ machine_version: 1 });
  });

  it('messages of the staff, support and fans are applied, and write the newest', async () => {
    const action = { action: 'approve', ids: [listings.submitted], preview: true };
    const act = (body: object) =>
      staff.ask('POST', '/admin/listings/actions', body, { 'idempotency-key': randomUUID() });
    expect((await act(action)).body).toMatchObject({ done: 1, rows: [{ ok: true, state: 'live' }] });
    expect((await act({ ...action, preview: false })).body).toMatchObject({ done: 1 });
    expect(await rowOf('listings', listings.submitted)).toMatchObject({
      ...isNewest('listing'),
      state: 'live',
    });
    const client = importClient(staff);
    expect(await client.apply(importId)).toHaveLength(2);
    await client.undo(importId, 'For a test');
    expect(await rowOf('imports', importId)).toMatchObject({ ...isNewest('import'), state: 'undone' });
    const refund = await app.context.db('refunds').where({ payment_id: refunded.paymentId }).first();
    expect(await actOnCase(refunded.id, refund.id, 'send')).toMatchObject({ status: 200 });
    await eventually('the second try failed too', async () => {
      const { state, snapshot } = await rowOf('refunds', refund.id);
      return state === 'failed' && snapshot.context.attempt === 2;
    });
    expect(await rowOf('refunds', refund.id)).toMatchObject({
      ...isNewest('refund'),
      snapshot: { context: upgraded },
    });
    const cancelled = await holder.fan.ask('DELETE', `/reservations/${holder.id}`, undefined, {
      'idempotency-key': randomUUID(),
    });
    expect(cancelled.status).toBe(200);
    expect(await rowOf('reservations', holder.id)).toMatchObject({
      ...isNewest('reservation'),
      state: 'cancelled',
    });
    await app.verify();
  });

  it('the hold’s statement writes the newest, and the order is bought', async () => {
    const fan = new Fan(app);
    const order = await fan.buy(listings.live, 2);
    expect(await rowOf('reservations', order.id)).toMatchObject({
      ...isNewest('reservation'),
      snapshot: { context: { second: 'created', third: 'created' } },
    });
    await app.verify();
  });

  it('timers that the first armed fire, and a payment in the middle comes to its end', async () => {
    await passTime(app.context, hourMs / 2);
    expect(await rowOf('reservations', expiring.id)).toMatchObject({
      ...isNewest('reservation'),
      state: 'expired',
    });
    await eventually('the payment is void', async () => {
      const { payment } = await payer.fan.read(payer.id);
      return payment?.state === 'canceled';
    });
    const payment = await app.context.db('payments').where({ reservation_id: payer.id }).first();
    expect(payment).toMatchObject({ ...isNewest('payment'), snapshot: { context: upgraded } });
    expect(
      await inTransaction(app.context.db, (trx) =>
        app.context.engine.read(trx, paymentMachine, [payment.id]),
      ),
    ).toMatchObject(new Map([[payment.id, { state: 'ended.canceled' }]]));
    await app.verify();
  });
});
