/** What happens at Stripe without us: refunds of its dashboard, refunds that a bank returns, disputes, webhooks that got lost. */
import { paymentMachine, type RefundMessage, refundMachine } from '@holdfast/shared/payments/machines';
import type { SupportCase } from '@holdfast/shared/support';
import Stripe from 'stripe';
import { afterEach, describe, expect } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan, injectFaults } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { sandboxKeys } from '../paymentService.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { createPaymentUpdates, reconcile } from './index.ts';

let app: TestApp;
let stripe: Stripe;
it.beforeAll(({ running }) => {
  app = running;
  const { hostname: host, port } = new URL(app.sandboxUrl);
  stripe = new Stripe(sandboxKeys.secretKey, { host, port, protocol: 'http', telemetry: false });
});
afterEach(() => injectFaults(app.sandboxUrl, null));

const rowOf = (table: string, where: object) => app.context.db(table).where(where).first();
const refundsOf = (paymentId: string) =>
  app.context.db('refunds').where({ payment_id: paymentId }).orderBy('id');
const reservationOf = (id: string) => rowOf('reservations', { id });

async function buy(): Promise<{
  fan: Fan;
  id: string;
  paymentId: string;
  intent: string;
  listingId: string;
}> {
  const fan = new Fan(app);
  const { id: listingId } = await buildListing(app.context, { seats: [1, 2] });
  const { id } = await fan.buy(listingId, 2);
  const { id: paymentId, stripe_id: intent } = await rowOf('payments', { reservation_id: id });
  return { fan, id, paymentId, intent, listingId };
}

/** What stands on accounts, by their names; a consignor's as `consignor`. */
async function balances(paymentIds: string[]): Promise<Record<string, number>> {
  const rows = await app.context
    .db('ledger_postings')
    .whereIn('payment_id', paymentIds)
    .whereNot({ kind: 'stripeFee' })
    .groupByRaw("split_part(account, ':', 1)")
    .select(app.context.db.raw("split_part(account, ':', 1) AS account"))
    .sum('amount as amount');
  return Object.fromEntries(
    rows.flatMap(({ account, amount }) => (Number(amount) === 0 ? [] : [[account, Number(amount)]])),
  );
}

const send = (id: string, message: RefundMessage) =>
  inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [messageTo(refundMachine, id, message, { by: 'test' })]),
  );
const refundAll = (paymentId: string, amount: number) =>
  inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [
      messageTo(paymentMachine, paymentId, { type: 'refund', amount, why: 'asked' }, { by: 'test' }),
    ]),
  );
const mails = (id: string, kind: string) =>
  app.context.db('emails').where({ reservation_id: id, kind }).count('id as n').first();

describe('a refund in Stripe’s dashboard', () => {
  it('of a part is booked, and support decides which tickets it was for', async () => {
    const { id, paymentId, intent } = await buy();
    await stripe.refunds.create({ payment_intent: intent, amount: 11_200 });
    await eventually('it is adopted', async () => (await refundsOf(paymentId))[0]?.state === 'done');
    expect(await rowOf('payments', { id: paymentId })).toMatchObject({
      state: 'settled.partiallyRefunded',
      snapshot: { context: { refundedAmount: 11_200, refundingAmount: 0 } },
    });
    expect(await balances([paymentId])).toEqual({
      stripe: 11_200,
      consignor: -8_000,
      commission: -2_000,
      fees: -1_200,
    });
    const { attention } = await reservationOf(id);
    expect(attention).toBe('$112.00 refunded in Stripe’s dashboard: decide which tickets it was for');

    // What is left can be refunded from here, and no more than that.
    await refundAll(paymentId, 11_200);
    await eventually('the rest went back', async () => (await reservationOf(id)).state === 'refunded');
    expect(await balances([paymentId])).toEqual({});
  });

  it('needs attention until support says that it is done, with a reason', async () => {
    const { id, paymentId, intent } = await buy();
    await stripe.refunds.create({ payment_intent: intent, amount: 1_000 });
    await eventually('it is adopted', async () => (await refundsOf(paymentId))[0]?.state === 'done');
    const support = await signedIn(app, 'support');
    const path = `/admin/reservations/${id}`;
    const { body } = await support.ask<SupportCase>('GET', path);
    expect(body.attention).toMatchObject([{ cause: 'outside', closable: true }]);
    const close = (cause: string, reason: string, key: string) =>
      support.ask<SupportCase>('POST', `${path}/attention`, { cause, reason }, { 'idempotency-key': key });
    expect((await close('outside', '', 'none')).status).toBe(422);
    expect((await close('refund', 'It was goodwill.', 'other')).status).toBe(409);
    expect((await close('outside', 'It was goodwill.', 'done')).body.attention).toEqual([]);
    expect((await reservationOf(id)).attention).toBeNull();
    expect(await rowOf('audit_entries', { subject: id, what: 'reservation.attentionDone' })).toMatchObject({
      reason: 'It was goodwill.',
    });
  });

  it('of all ends the order: its codes open no gate, and its seats are on sale again', async () => {
    const { id, paymentId, intent, listingId } = await buy();
    await stripe.refunds.create({ payment_intent: intent });
    await eventually('the order is refunded', async () => (await reservationOf(id)).state === 'refunded');
    expect(await balances([paymentId])).toEqual({});
    expect(await rowOf('listings', { id: listingId })).toMatchObject({ available: 2, sold: 0 });
    expect((await reservationOf(id)).attention).toBeNull();
  });

  it('that no webhook told of is adopted by the reconciliation, once', async () => {
    const { id, paymentId, intent } = await buy();
    await injectFaults(app.sandboxUrl, { loseWebhooks: true });
    await stripe.refunds.create({ payment_intent: intent });
    await bankDoes(app, 'deliver');
    const updates = createPaymentUpdates(app.context);
    expect(await reconcile(app.context, stripe, updates)).toBeGreaterThan(0);
    expect(await reconcile(app.context, stripe, updates)).toBe(0);
    await updates.close();
    expect((await reservationOf(id)).state).toBe('refunded');
    expect(await refundsOf(paymentId)).toHaveLength(1);
  });
});

it('a dispute that no webhook told of is taken in by the reconciliation', async () => {
  const { id, intent } = await buy();
  await injectFaults(app.sandboxUrl, { loseWebhooks: true });
  const { id: disputeId } = await bankDoes(app, 'disputes', { paymentIntent: intent });
  await bankDoes(app, `disputes/${disputeId}`, { status: 'won' });
  const updates = createPaymentUpdates(app.context);
  await reconcile(app.context, stripe, updates);
  await updates.close();
  expect(await rowOf('disputes', { stripe_id: disputeId })).toMatchObject({ state: 'won' });
  expect((await reservationOf(id)).attention).toBeNull();
});

describe('a refund that the bank returns after its seats were sold again', () => {
  async function returned() {
    const order = await buy();
    await refundAll(order.paymentId, 22_400);
    await eventually('it is done', async () => (await refundsOf(order.paymentId))[0]?.state === 'done');
    const buyer = new Fan(app);
    const { id: secondId } = await buyer.buy(order.listingId, 2);
    const { id: secondPayment } = await rowOf('payments', { reservation_id: secondId });
    const [refund] = await refundsOf(order.paymentId);
    await bankDoes(app, `refunds/${refund.stripe_id}`);
    await eventually('it failed', async () => (await refundsOf(order.paymentId))[0]?.state === 'failed');
    return { ...order, refundId: refund.id as string, secondPayment };
  }

  it('is owed to the fan: the consignor has one sale, and the case says so', async () => {
    const { id, paymentId, refundId, secondPayment } = await returned();
    const oneSale = { stripe: 22_400, consignor: -16_000, commission: -4_000, fees: -2_400 };
    expect(await balances([paymentId, secondPayment])).toEqual({
      ...oneSale,
      stripe: 44_800,
      unclaimed: -22_400,
    });
    expect((await reservationOf(id)).attention).toBe('The fan’s bank returned a refund');
    const support = await signedIn(app, 'support');
    const { body } = await support.ask<SupportCase>('GET', `/admin/reservations/${id}`);
    expect(body.sentence).toContain('returned $224.00');
    expect(body.timeline.some(({ text }) => text.includes('owed to the fan'))).toBe(true);
    const offered = body.actors.flatMap(({ actions }) => actions.map(({ message }) => message));
    expect(offered.sort()).toEqual(['payElsewhere', 'send']);
    await eventually('the fan is told', async () => Number((await mails(id, 'refundReturned'))?.n) === 1);

    await send(refundId, { type: 'send' });
    await eventually('it is done again', async () => (await refundsOf(paymentId))[0]?.state === 'done');
    expect(await balances([paymentId, secondPayment])).toEqual(oneSale);
    expect((await reservationOf(id)).attention).toBeNull();
    await eventually(
      'the fan is told again',
      async () => Number((await mails(id, 'refundPaidAgain'))?.n) === 1,
    );
  });

  it('whose card is closed is paid another way', async () => {
    const { id, paymentId, refundId } = await returned();
    expect(await send(refundId, { type: 'giveUp' })).toMatchObject([{ kind: 'refused' }]);
    await send(refundId, { type: 'payElsewhere' });
    expect(await balances([paymentId])).toEqual({ stripe: 22_400, elsewhere: -22_400 });
    expect((await reservationOf(id)).attention).toBeNull();
  });

  it('after its payment was disputed too: the money that came back is the bank’s, and nothing is booked twice', async () => {
    const { id, paymentId, intent } = await buy();
    await refundAll(paymentId, 22_400);
    await eventually('it is refunded', async () => (await reservationOf(id)).state === 'refunded');
    await bankDoes(app, 'disputes', { paymentIntent: intent });
    await eventually(
      'it is disputed',
      async () => (await rowOf('payments_disputes', { payment_id: paymentId })) != null,
    );
    const [refund] = await refundsOf(paymentId);
    await bankDoes(app, `refunds/${refund.stripe_id}`);
    await eventually('it came back', async () => (await refundsOf(paymentId))[0]?.state === 'failed');
    expect((await reservationOf(id)).attention).toMatch(/returned a refund/);
    expect((await reservationOf(id)).attention).toMatch(/disputes/);
    const failed = await app.context.db('stripe_events').where({ outcome: 'failed' });
    expect(failed).toEqual([]);
    await app.verify();
  });
});
