/** Advances, over HTTP: paid at delivery, and what becomes of them. */
import { randomUUID } from 'node:crypto';
import { deliveryMachine } from '@holdfast/shared/deliveries/machines';
import type {
  AdvanceSettings,
  OwnPayouts,
  PayableShown,
  PayoutShown,
  Statement,
} from '@holdfast/shared/payouts';
import { expect } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { eventually, type Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { namedWhenBroken } from '../../test/namedWhenBroken.ts';
import { ofConsignor, type PayoutClient, read, send, usePayouts } from '../../test/payoutClient.ts';
import { signedIn, somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';

let app: TestApp;
let client: PayoutClient;
usePayouts((started, its) => {
  app = started;
  client = its;
});

const people = async () => ({
  maker: await signedIn(app, 'finance', 'Mia Maker'),
  approver: await signedIn(app, 'finance', 'Ann Approver'),
});
type People = Awaited<ReturnType<typeof people>>;
const shown = (who: Fan, consignorId: string) => read<PayableShown>(who, `payables/${consignorId}`);

async function switchAdvances(isOn: boolean): Promise<void> {
  const admin = await signedIn(app, 'admin');
  const { version } = await read<AdvanceSettings>(admin, 'settings/advances');
  const answer = await admin.ask(
    'PUT',
    '/admin/settings/advances',
    { isOn, version },
    {
      'idempotency-key': randomUUID(),
    },
  );
  expect(answer.status).toBe(200);
}

/** The fan has the tickets of the order. */
async function deliver(reservationId: string): Promise<void> {
  const ids: string[] = await app.context
    .db('deliveries')
    .where({ reservation_id: reservationId })
    .pluck('id');
  for (const message of [{ type: 'send' }, { type: 'receive', by: 'staff' }] as const)
    await inTransaction(app.context.db, (trx) =>
      app.context.engine.apply(
        trx,
        ids.map((id) => messageTo(deliveryMachine, id, message, { by: 'test' })),
      ),
    );
}

/** A consignor of the first tier: ten orders of 180.00 delivered, over and paid; advances are on. */
async function trusted(): Promise<People & { consignorId: string }> {
  await switchAdvances(false);
  const consignorId = await buildConsignor(app.context);
  await Promise.all(Array.from({ length: 10 }, () => client.sold({ consignorId })));
  const { maker, approver } = await client.afterTheEvent();
  await client.paidRun(maker, approver);
  await switchAdvances(true);
  return { consignorId, maker, approver };
}
/** A sale of 180.00 for a game in twenty days, delivered. */
async function soldAhead(consignorId: string) {
  const sale = await client.sold({ consignorId, startsAt: fromNow(20 * dayMs), isGame: true });
  await deliver(sale.reservationId);
  return sale;
}

it('half of a delivered sale is paid before the game, and the rest after it', async () => {
  const { consignorId, maker, approver } = await trusted();
  const { code } = await soldAhead(consignorId);
  const undelivered = await client.sold({ consignorId, startsAt: fromNow(20 * dayMs), isGame: true });
  const before = await shown(maker, consignorId);
  expect(before).toMatchObject({ owed: 36_000, payable: 0 });
  expect(before.advances.standing).toMatchObject({
    figures: { sales: 10, volume: 180_000, failures: 0, outstanding: 0 },
    tier: { name: 'First', advanceBps: 5_000 },
    missing: { sales: 40, volume: 320_000, failureBps: 0 },
    bar: null,
    left: 50_000,
  });
  const payout = ofConsignor(await client.paidRun(maker, approver), consignorId);
  expect(await read<PayoutShown>(maker, `payouts/${payout.id}`)).toMatchObject({
    amount: { amount: 9_000 },
    lineList: [{ kind: 'advance', order: { code }, amount: 9_000 }],
  });
  const after = await shown(maker, consignorId);
  expect(after).toMatchObject({ owed: 27_000, payable: 0, waiting: [{ reason: 'early', amount: 27_000 }] });
  expect(after.orders.find(({ order }) => order?.code === code)).toMatchObject({
    amount: 9_000,
    advanced: 9_000,
    isAdvance: false,
  });
  expect(after.advances).toMatchObject({
    standing: { figures: { outstanding: 9_000 }, left: 41_000 },
    given: [{ order: { code }, amount: 9_000, tier: 'First', state: 'paid' }],
  });
  // Once is enough: the next run has nothing for them.
  const none = await send(maker, 'payout-runs', { minimum: 1 });
  expect(none.body.code).toBe('nothing_to_do');
  await deliver(undelivered.reservationId);
  const { maker: later, approver: other } = await client.afterTheEvent(40);
  const last = ofConsignor(await client.paidRun(later, other), consignorId);
  const { amount, lineList } = await read<PayoutShown>(later, `payouts/${last.id}`);
  expect(amount.amount).toBe(27_000);
  expect(lineList.map((line) => [line.kind, line.amount])).toEqual(
    expect.arrayContaining([
      ['sale', 18_000],
      ['advanced', -9_000],
      ['sale', 18_000],
    ]),
  );
  expect(await shown(later, consignorId)).toMatchObject({
    owed: 0,
    advances: { standing: { figures: { outstanding: 0 } }, given: [{ state: 'settled' }] },
  });
  // A statement has sales and payouts; an advance changes nothing that is owed.
  const { lines } = await read<Statement>(later, `payables/${consignorId}/statement`);
  expect(lines.map(({ kind }) => kind)).not.toContain('advance');
});

it('an advance is lost: the game is refunded after the advance was paid → later payouts settle it', async () => {
  const { consignorId, maker, approver } = await trusted();
  const { fan, reservationId, paymentId } = await soldAhead(consignorId);
  const paid = ofConsignor(await client.paidRun(maker, approver), consignorId);
  expect(paid.amount.amount).toBe(9_000);
  await client.refund(paymentId, 22_400);
  await client.refunded(fan, reservationId);
  // What was advanced is a claim, and nothing more is advanced while there is one.
  expect(await shown(maker, consignorId)).toMatchObject({
    owed: -9_000,
    payable: -9_000,
    orders: [{ amount: -9_000, advanced: 9_000 }],
    advances: { standing: { bar: 'claim', left: 0 }, given: [{ state: 'paid' }] },
  });
  await soldAhead(consignorId);
  expect((await send(maker, 'payout-runs', { minimum: 1 })).body.code).toBe('nothing_to_do');
  const { maker: later, approver: other } = await client.afterTheEvent(40);
  const settled = ofConsignor(await client.paidRun(later, other), consignorId);
  expect(settled.amount.amount).toBe(9_000);
  const { lineList } = await read<PayoutShown>(later, `payouts/${settled.id}`);
  expect(lineList.map((line) => [line.kind, line.amount]).sort()).toEqual([
    ['advanced', -9_000],
    ['refund', -18_000],
    ['sale', 18_000],
    ['sale', 18_000],
  ]);
  expect(await shown(later, consignorId)).toMatchObject({
    owed: 0,
    payable: 0,
    advances: { standing: { bar: null }, given: [{ state: 'settled' }] },
  });
});

it('an advance is lost: the delivery fails after it was paid → the fan’s money goes back, and later payouts settle it', async () => {
  const { consignorId, maker, approver } = await trusted();
  const { fan, reservationId, paymentId } = await soldAhead(consignorId);
  const paid = ofConsignor(await client.paidRun(maker, approver), consignorId);
  expect(paid.amount.amount).toBe(9_000);
  // The fan stood at the gate with tickets that opened nothing.
  const { db, engine } = app.context;
  const ids: string[] = await db('deliveries').where({ reservation_id: reservationId }).pluck('id');
  const failed = { type: 'fail', fault: 'consignor' } as const;
  await inTransaction(db, (trx) =>
    engine.apply(
      trx,
      ids.map((id) => messageTo(deliveryMachine, id, failed, { by: 'test', reason: 'Void at the gate' })),
    ),
  );
  const { advances, orders } = await shown(maker, consignorId);
  expect(advances.standing).toMatchObject({ figures: { failures: 1 } });
  // One failure of eleven is more than a tier allows: nothing more is advanced from now on.
  expect(advances.standing).toMatchObject({ bar: 'tier', left: 0 });
  expect(orders).toMatchObject([{ amount: 9_000, advanced: 9_000 }]);
  await client.refund(paymentId, 22_400);
  await client.refunded(fan, reservationId);
  expect(await shown(maker, consignorId)).toMatchObject({ owed: -9_000, payable: -9_000 });
  await client.sold({ consignorId });
  const { maker: later, approver: other } = await client.afterTheEvent(40);
  const settled = ofConsignor(await client.paidRun(later, other), consignorId);
  expect(settled.amount.amount).toBe(9_000);
  expect(await shown(later, consignorId)).toMatchObject({
    owed: 0,
    payable: 0,
    advances: { given: [{ state: 'settled' }] },
  });
});

it('an advance is lost: the dispute is lost after it was paid, and the consignor bears it', async () => {
  const { consignorId, maker, approver } = await trusted();
  const { intent, paymentId, reservationId } = await soldAhead(consignorId);
  await client.paidRun(maker, approver);
  const { id } = await bankDoes(app, 'disputes', { paymentIntent: intent });
  await bankDoes(app, `disputes/${id}`, { status: 'lost' });
  await eventually(
    'it is lost',
    async () =>
      (await app.context.db('disputes').where({ payment_id: paymentId, state: 'lost' })).length === 1,
  );
  expect(await shown(maker, consignorId)).toMatchObject({ waiting: [{ reason: 'lost', amount: 9_000 }] });
  const decided = await send<PayableShown>(maker, `payables/${consignorId}/losses`, {
    reservationId,
    bears: 'consignor',
    reason: 'Their tickets were void',
  });
  expect(decided.body).toMatchObject({ owed: -9_000, payable: -9_000 });
});

it('an advance that no run paid yet settles the refund itself', async () => {
  const { consignorId, maker } = await trusted();
  const { fan, reservationId, paymentId } = await soldAhead(consignorId);
  const run = await client.makeRun(maker);
  await send(maker, `payout-runs/${run.id}/withdraw`, { reason: 'Once more' });
  expect(await shown(maker, consignorId)).toMatchObject({
    owed: 18_000,
    payable: 9_000,
    orders: [
      { amount: 9_000, isAdvance: true, reason: null },
      { amount: 9_000, isAdvance: false, reason: 'early' },
    ],
    advances: { given: [{ state: 'open' }] },
  });
  await client.refund(paymentId, 22_400);
  await client.refunded(fan, reservationId);
  expect(await shown(maker, consignorId)).toMatchObject({ owed: 0, payable: 0, waiting: [] });
});

it('a run whose advance was refunded before its approval leaves the payout out', async () => {
  const { consignorId, maker, approver } = await trusted();
  const { fan, reservationId, paymentId } = await soldAhead(consignorId);
  const run = await client.makeRun(maker);
  expect(ofConsignor(run, consignorId).amount.amount).toBe(9_000);
  await client.refund(paymentId, 22_400);
  await client.refunded(fan, reservationId);
  const refused = await send(approver, `payout-runs/${run.id}/approve`);
  expect(refused.body.code).toBe('nothing_to_do');
  await send(maker, `payout-runs/${run.id}/withdraw`, { reason: 'For the next test' });
});

it('nobody gets more than the tier’s limit, and nobody who is held back, owes, or is below every tier', async () => {
  const { consignorId, maker, approver } = await trusted();
  for (let n = 0; n < 6; n += 1) await soldAhead(consignorId);
  const beginner = await buildConsignor(app.context);
  await soldAhead(beginner);
  const payout = ofConsignor(await client.paidRun(maker, approver), consignorId);
  // Six times 90.00 would be 540.00.
  expect(payout).toMatchObject({ amount: { amount: 50_000 }, lines: 6 });
  expect((await shown(maker, consignorId)).advances.standing).toMatchObject({ bar: 'limit', left: 0 });
  expect((await shown(maker, beginner)).advances).toMatchObject({ standing: { bar: 'tier' }, given: [] });
  await send(maker, `payables/${consignorId}/hold`, { reason: 'Asked their bank' });
  expect((await shown(maker, consignorId)).advances.standing).toMatchObject({ bar: 'held' });
  await send(maker, `payables/${consignorId}/release`, { reason: 'They answered' });
});

it('is off until an administrator switches it on, and the consignor reads why and what is missing', async () => {
  await switchAdvances(false);
  const consignorId = await buildConsignor(app.context);
  const { who } = await somebody(app, ['consignor'], { consignorId });
  const own = async () => (await who.ask<OwnPayouts>('GET', '/selling/payouts')).body;
  expect((await own()).advances).toEqual({ standing: null, given: [] });
  await switchAdvances(true);
  expect((await own()).advances.standing).toMatchObject({
    figures: { sales: 0 },
    tier: null,
    missing: { sales: 10, volume: 100_000 },
    bar: 'tier',
  });
  const admin = await signedIn(app, 'admin');
  const stale = await admin.ask(
    'PUT',
    '/admin/settings/advances',
    { isOn: false, version: 0 },
    {
      'idempotency-key': randomUUID(),
    },
  );
  expect(stale.status).toBe(409);
});

it('verify names advances that the books or the rule contradict', async () => {
  const { consignorId, maker, approver } = await trusted();
  await soldAhead(consignorId);
  await client.paidRun(maker, approver);
  const { db } = app.context;
  const advance = await db('payout_advances').where({ consignor_id: consignorId }).first();
  const broken: Array<[what: string, breakIt: Parameters<typeof namedWhenBroken>[1]]> = [
    ['another sum', (trx) => trx('payout_advances').where({ id: advance.id }).increment('amount', -1)],
    [
      'more than its share',
      (trx) => trx('payout_advances').where({ id: advance.id }).update({ advance_bps: 10 }),
    ],
    ['no row', (trx) => trx('payout_advances').where({ id: advance.id }).delete()],
    [
      'the books don’t leave it off',
      (trx) =>
        trx('ledger_entries')
          .where({ transaction_id: advance.transaction_id, line: 2 })
          .update({ account: 'adjustments' }),
    ],
  ];
  for (const [what, breakIt] of broken)
    expect(await namedWhenBroken(app.context, breakIt), what).toContain(`7.advances ${advance.id}`);
});
