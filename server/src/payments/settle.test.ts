/** What the end of a payment does to its order and to the ledger, message by message, without Stripe. */
import { type PaymentMessage, paymentMachine } from '@holdfast/shared/payments/machines';
import { beforeEach, describe, expect } from 'vitest';
import type { TestAppContext } from '../../test/appContext.ts';
import { passTime } from '../../test/clock.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildHold } from '../../test/factories/holds.ts';
import { buildListing, listingCounts } from '../../test/factories/listings.ts';
import { hourMs } from '../../test/factories/times.ts';
import { test } from '../../test/fixtures.ts';
import { setEventStatus } from '../catalog/index.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction, query } from '../platform/db/index.ts';
import { createPaymentStarts } from './startPayment.ts';

let app: TestAppContext;
let listingId: string;
let consignorId: string;
let reservationId: string;
let paymentId: string;
let stripeId: string;

test.beforeAll(async ({ context }) => {
  app = context;
  await buildPercentages(app, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
});
beforeEach(async () => {
  ({ id: listingId, consignorId } = await buildListing(app, { seats: [1, 2] }));
  ({ reservationId, paymentId } = await pay(listingId));
  stripeId = `pi_${paymentId}`;
});

/** A new fan holds both seats and pays. */
async function pay(listing: string): Promise<{ reservationId: string; paymentId: string }> {
  const { id } = await buildHold(app, [{ listingId: listing, quantity: 2 }]);
  const { fan_id: fanId } = await app.db('reservations').where({ id }).first();
  const starts = createPaymentStarts(app);
  const request = { confirmationTokenId: 'ctoken_1', email: 'ada@example.com', key: null, hash: '' };
  const answer = await starts.submit({ ...request, reservationId: id, fanId });
  await starts.close();
  if ('refused' in answer) throw answer.refused;
  return { reservationId: id, paymentId: answer.started.id };
}

/** Sends a payment messages, one after the other. */
async function send(...messages: PaymentMessage[]): Promise<void> {
  for (const message of messages) {
    const [outcome] = await inTransaction(app.db, (trx) =>
      app.engine.apply(trx, [messageTo(paymentMachine, paymentId, message, { by: 'stripe' })]),
    );
    expect(outcome?.kind, message.type).toBe('applied');
  }
}
const stateOf = async (table: 'reservations' | 'payments', id: string): Promise<string> =>
  (await app.db(table).where({ id }).first()).state;
/** What this payment left on each account, minor units. */
async function balances(): Promise<Record<string, number>> {
  const rows = await inTransaction(app.db, (trx) =>
    query<{ account: string; amount: number }>(
      trx,
      `SELECT account, sum(amount)::bigint AS amount FROM ledger_postings WHERE payment_id = $1
       GROUP BY 1 HAVING sum(amount) <> 0 ORDER BY 1`,
      [paymentId],
    ),
  );
  return Object.fromEntries(rows.map(({ account, amount }) => [account.replace(consignorId, 'id'), amount]));
}
const atBank = { fees: -2_400, commission: -2_000, 'consignor:id': -18_000 };
const sold = { ...atBank, stripe: 22_400 };

const done = (amount: number, { again = false, elsewhere = false } = {}) =>
  ({ type: 'refundDone', amount, again, elsewhere }) as const;

describe('a capture', () => {
  test('in time makes the order paid and its tickets sold, and posts the sale', async () => {
    await send({ type: 'authorized', stripeId }, { type: 'captured', stripeId });
    expect(await stateOf('reservations', reservationId)).toBe('paid');
    expect(await listingCounts(app, listingId)).toMatchObject({ held: 0, sold: 2 });
    expect(await balances()).toEqual(sold);
  });

  test('whose answer came twice posts the sale once', async () => {
    await send({ type: 'authorized', stripeId }, { type: 'captured', stripeId });
    await inTransaction(app.db, (trx) =>
      app.engine.apply(trx, [
        messageTo(paymentMachine, paymentId, { type: 'captured', stripeId }, { by: 'stripe' }),
      ]),
    );
    expect(await balances()).toEqual(sold);
  });

  test('after the hold has ended takes the same seats again', async () => {
    await send({ type: 'declined', code: 'card_declined', message: 'Declined.' });
    await passTime(app, hourMs);
    expect(await stateOf('reservations', reservationId)).toBe('expired');
    await send({ type: 'captured', stripeId });
    expect(await stateOf('reservations', reservationId)).toBe('paid');
    expect(await balances()).toEqual(sold);
  });

  test('late, of two fans who had held the same seats, in one batch: one gets them, the other the money', async () => {
    await send({ type: 'declined', code: 'card_declined', message: 'Declined.' });
    await passTime(app, hourMs);
    const first = { reservationId, paymentId, stripeId };
    const second = await pay(listingId);
    await inTransaction(app.db, (trx) =>
      app.engine.apply(trx, [
        messageTo(
          paymentMachine,
          second.paymentId,
          { type: 'declined', code: 'card_declined', message: 'Declined.' },
          { by: 'stripe' },
        ),
      ]),
    );
    await passTime(app, hourMs);
    const outcomes = await inTransaction(app.db, (trx) =>
      app.engine.apply(
        trx,
        [first, second].map((each) =>
          messageTo(
            paymentMachine,
            each.paymentId,
            { type: 'captured', stripeId: `pi_${each.paymentId}` },
            { by: 'stripe' },
          ),
        ),
      ),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['applied', 'applied']);
    expect(await stateOf('reservations', first.reservationId)).toBe('paid');
    expect(await stateOf('reservations', second.reservationId)).toBe('expired');
    const refunds = await app.db('refunds').where({ payment_id: second.paymentId });
    expect(refunds.map(({ amount, state }) => [Number(amount), state])).toEqual([[22_400, 'sending.asked']]);
    expect(await listingCounts(app, listingId)).toMatchObject({ sold: 2, available: 0, held: 0 });
  });

  test('after its seats were sold to somebody else is refunded whole, and is nobody’s income', async () => {
    await send({ type: 'declined', code: 'card_declined', message: 'Declined.' });
    await passTime(app, hourMs);
    await buildHold(app, [{ listingId, quantity: 2 }]);
    await send({ type: 'captured', stripeId });
    expect(await stateOf('reservations', reservationId)).toBe('expired');
    expect(await balances()).toEqual({ stripe: 22_400, unclaimed: -22_400 });
    const refunds = await app.db('refunds').where({ payment_id: paymentId });
    expect(refunds.map(({ amount, state }) => [Number(amount), state])).toEqual([[22_400, 'sending.asked']]);
    await send(done(22_400));
    expect(await balances()).toEqual({});
  });
});

describe.each([
  ['cancelled', 'the event was canceled'],
  ['postponed', 'the event was postponed'],
] as const)('a capture of an event that was %s meanwhile', (status, words) => {
  const callOff = () =>
    inTransaction(app.db, async (trx) => {
      const { event_id: eventId } = await trx('reservations').where({ id: reservationId }).first();
      await setEventStatus(trx, eventId, status);
    });
  async function expectRefunded(state: string) {
    expect(await stateOf('reservations', reservationId)).toBe(state);
    expect(await balances()).toEqual({ stripe: 22_400, unclaimed: -22_400 });
    const [refund, ...more] = await app.db('refunds').where({ payment_id: paymentId });
    expect(more).toEqual([]);
    expect(refund).toMatchObject({ amount: 22_400, snapshot: { context: { reason: expect.any(String) } } });
    expect(refund.snapshot.context.reason).toContain(words);
    expect(await listingCounts(app, listingId)).toMatchObject({ available: 2, held: 0, sold: 0 });
  }

  test('is refunded whole though its seats are still free after the hold’s end', async () => {
    await send({ type: 'declined', code: 'card_declined', message: 'Declined.' });
    await passTime(app, hourMs);
    await callOff();
    await send({ type: 'captured', stripeId });
    await expectRefunded('expired');
  });

  test('is refunded whole where the method is captured at once while the hold lasts', async () => {
    await callOff();
    await send({ type: 'captured', stripeId });
    await expectRefunded('cancelled');
    const { snapshot } = await app.db('reservations').where({ id: reservationId }).first();
    expect(snapshot.context.broken).toEqual({ cause: 'other', words });
  });
});

describe('a refund', () => {
  test('of a part takes each side’s part back; the rest ends the order', async () => {
    await send({ type: 'authorized', stripeId }, { type: 'captured', stripeId });
    await send({ type: 'refund', amount: 7_467, why: 'One seat' }, done(7_467));
    expect(await balances()).toEqual({
      stripe: 14_933,
      fees: -1_600,
      commission: -1_333,
      'consignor:id': -12_000,
    });
    expect(await stateOf('reservations', reservationId)).toBe('paid');
    await send({ type: 'refund', amount: 14_933, why: 'The rest' }, done(14_933));
    expect(await balances()).toEqual({});
    expect(await stateOf('reservations', reservationId)).toBe('refunded');
    expect(await listingCounts(app, listingId)).toMatchObject({ available: 2, sold: 0 });
  });

  test('that the bank returns is owed to the fan, and nobody’s income again', async () => {
    await send({ type: 'authorized', stripeId }, { type: 'captured', stripeId });
    await send({ type: 'refund', amount: 22_400, why: 'All' }, done(22_400));
    await send({ type: 'refundReturned', amount: 22_400 });
    expect(await balances()).toEqual({ stripe: 22_400, unclaimed: -22_400 });
    await send(done(22_400, { again: true }));
    expect(await balances()).toEqual({});
  });

  test('that is paid another way leaves the money at Stripe', async () => {
    await send({ type: 'authorized', stripeId }, { type: 'captured', stripeId });
    await send({ type: 'refund', amount: 22_400, why: 'All' }, done(22_400, { elsewhere: true }));
    expect(await balances()).toEqual({ stripe: 22_400, elsewhere: -22_400 });
  });

  test('of more than the sale takes no side’s part twice: the rest is owed by the fan', async () => {
    await send({ type: 'authorized', stripeId }, { type: 'captured', stripeId });
    await send({ type: 'refund', amount: 22_400, why: 'All' }, done(22_400, { elsewhere: true }));
    await send({ type: 'refundAdopted', amount: 1_000 }, done(1_000));
    expect(await balances()).toEqual({ stripe: 21_400, elsewhere: -22_400, unclaimed: 1_000 });
  });
});
