/** Refunds on their way: done, refused by the bank, returned by it days later. */
import { paymentMachine, type RefundMessage, refundMachine } from '@holdfast/shared/payments/machines';
import { expect } from 'vitest';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it as base } from '../../test/fixtures.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { verify } from '../verify/verify.ts';

const it = base.extend('sandboxAgrees', { scope: 'file' }, false);
let app: TestApp;
it.beforeAll(({ running: started }) => {
  app = started;
});

const send = (id: string, message: RefundMessage) =>
  inTransaction(
    app.context.db,
    async (trx) =>
      (await app.context.engine.apply(trx, [messageTo(refundMachine, id, message, { by: 'test' })]))[0],
  );
const refundOf = (paymentId: string) => app.context.db('refunds').where({ payment_id: paymentId }).first();
const paymentOf = (id: string) => app.context.db('payments').where({ id }).first();

async function buyAndRefund(card: string): Promise<{ paymentId: string; orderId: string }> {
  const buyer = new Fan(app);
  const listing = await buildListing(app.context);
  const held = await buyer.hold(listing.id, 2);
  await buyer.pay(held.body.id, card);
  const order = await buyer.until(held.body.id, ({ state }) => state === 'paid');
  const paymentId = order.payment?.id ?? '';
  await inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [
      messageTo(
        paymentMachine,
        paymentId,
        { type: 'refund', amount: order.total.amount, why: 'asked' },
        { by: 'test' },
      ),
    ]),
  );
  return { paymentId, orderId: order.id };
}

it('that the bank refuses waits for support, who sends it again', async () => {
  const { paymentId, orderId } = await buyAndRefund('4000000000005126');
  await eventually('it failed', async () => (await refundOf(paymentId)).state === 'failed');
  expect((await app.context.db('reservations').where({ id: orderId }).first()).attention).toContain('refund');
  expect(await paymentOf(paymentId)).toMatchObject({ state: 'settled.succeeded' });
  await app.verify();
  expect(await send((await refundOf(paymentId)).id, { type: 'send' })).toMatchObject({ kind: 'applied' });
  await eventually('the second try failed too', async () => {
    const refund = await refundOf(paymentId);
    return refund.state === 'failed' && refund.snapshot.context.attempt === 2;
  });
  await app.verify();
});

it('that was done and that the bank returns is our money again, in the books too', async () => {
  const { paymentId, orderId } = await buyAndRefund('4242424242424242');
  await eventually('it is done', async () => (await refundOf(paymentId)).state === 'done');
  const refund = await refundOf(paymentId);
  const returned = {
    type: 'failed' as const,
    stripeId: refund.stripe_id,
    failure: 'expired_or_canceled_card',
  };
  expect(await send(refund.id, returned)).toMatchObject({ kind: 'applied', state: 'failed' });
  expect(await send(refund.id, returned)).toMatchObject({ kind: 'refused' });
  expect(await paymentOf(paymentId)).toMatchObject({
    state: 'settled.succeeded',
    snapshot: { context: { refundedAmount: 0 } },
  });
  expect((await app.context.db('reservations').where({ id: orderId }).first()).state).toBe('refunded');
  expect(await verify(app.context.db, app.context.engine)).toEqual([]);
});
