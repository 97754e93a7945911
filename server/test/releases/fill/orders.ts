/** Fills reservations, payments and refunds in every state in which they rest. */
import { randomUUID } from 'node:crypto';
import { paymentMachine, type RefundMessage, refundMachine } from '@holdfast/shared/payments/machines';
import type { SupportCase } from '@holdfast/shared/support';
import { changeEvent } from '../../../src/eventChanges/index.ts';
import { createPaymentUpdates, openStripe, reconcile } from '../../../src/payments/index.ts';
import { messageTo } from '../../../src/platform/actors/index.ts';
import { inTransaction } from '../../../src/platform/db/index.ts';
import { passTime } from '../../clock.ts';
import { buildEvent } from '../../factories/catalog.ts';
import { buildListing, buildListings } from '../../factories/listings.ts';
import { hourMs } from '../../factories/times.ts';
import { eventually, Fan, injectFaults } from '../../fan.ts';
import { signedIn } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';
import { posted } from './listings.ts';
import { nothingDue } from './nothingDue.ts';

const cards = {
  asksForApproval: '4000002500003155',
  declined: '4000000000000002',
  refundFails: '4000000000005126',
};
const holdMs = 15 * 60_000;

/**
 * Orders and attempts by new fans. Those that a deadline ends come first, because passing time ends all open
 * ones.
 */
export async function fillOrders(running: TestApp): Promise<void> {
  await endedByTheirDeadline(running);
  await paid(running);
  await refunded(running);
  await refundedByTicket(running);
  await calledOff(running);
  await cancelled(running);
  await stillOpen(running);
  await reconciled(running);
}

const pairOfSeats = async ({ context }: TestApp) => (await buildListing(context, { seats: [1, 2, 3, 4] })).id;

async function holdAndPay(running: TestApp, card: string): Promise<{ fan: Fan; id: string }> {
  const fan = new Fan(running);
  const { body } = await fan.hold(await pairOfSeats(running), 2);
  await fan.pay(body.id, card);
  return { fan, id: body.id };
}

async function endedByTheirDeadline(running: TestApp): Promise<void> {
  const expires = new Fan(running);
  const { body: expiring } = await expires.hold(await pairOfSeats(running), 2);
  const failing = await holdAndPay(running, cards.asksForApproval);
  await failing.fan.until(failing.id, ({ payment }) => payment?.state === 'requiresAction');
  const slow = { settleSlowly: { times: 1, ms: 1_000 * hourMs, outcome: 'succeeded' } };
  await injectFaults(running.sandboxUrl, slow);
  const waiting = await holdAndPay(running, '4242424242424242');
  await nothingDue(running.context);
  await injectFaults(running.sandboxUrl, null);
  await passTime(running.context, holdMs + 60_000);
  await expires.until(expiring.id, ({ state }) => state === 'expired');
  await failing.fan.until(failing.id, ({ state }) => state === 'failed');
  await waiting.fan.until(waiting.id, ({ deadlinePassed }) => deadlinePassed);
}

async function paid(running: TestApp): Promise<void> {
  await new Fan(running).buy(await pairOfSeats(running), 2);
  const eventId = await buildEvent(running.context);
  const [seats, general] = await buildListings(running.context, [
    { eventId, seats: [1, 2] },
    { eventId, ticketType: 'VIP', quantity: 10, priceAmount: 5_000 },
  ]);
  await new Fan(running).buy(general?.id ?? '', 3);
  const fan = new Fan(running);
  const items = [
    { listingId: seats?.id, quantity: 2 },
    { listingId: general?.id, quantity: 1 },
  ];
  const { body } = await fan.ask<{ id: string }>('POST', '/reservations', {
    items,
    email: 'fan@example.com',
  });
  await fan.pay(body.id);
  await fan.until(body.id, ({ state }) => state === 'paid');
}

async function refunded(running: TestApp): Promise<void> {
  const { db, engine } = running.context;
  const refund = async (card: string, share: number) => {
    const { fan, id } = await holdAndPay(running, card);
    const { payment, total } = await fan.until(id, ({ state }) => state === 'paid');
    const message = messageTo(
      paymentMachine,
      payment?.id ?? '',
      { type: 'refund', amount: total.amount * share, why: 'asked' },
      { by: 'system' },
    );
    await inTransaction(db, (trx) => engine.apply(trx, [message]));
    return eventually('the refund has its outcome', async () => {
      const [row] = await db('refunds').where({ payment_id: payment?.id });
      return row?.state === 'done' || row?.state === 'failed';
    }).then(() => db('refunds').where({ payment_id: payment?.id }).first());
  };
  const end = async (message: RefundMessage) => {
    const { id } = await refund(cards.refundFails, 1);
    await inTransaction(db, (trx) =>
      engine.apply(trx, [
        messageTo(refundMachine, id, message, { by: 'system', reason: 'The card is closed' }),
      ]),
    );
  };
  await refund('4242424242424242', 1);
  await refund('4242424242424242', 0.5);
  await refund(cards.refundFails, 1);
  await end({ type: 'giveUp' });
  await end({ type: 'payElsewhere' });
}

/** Support refunds one ticket of two. */
async function refundedByTicket(running: TestApp): Promise<void> {
  const { db } = running.context;
  const { id } = await new Fan(running).buy(await pairOfSeats(running), 2);
  const payment = await db('payments').where({ reservation_id: id }).first();
  const ticket = await db('tickets').where({ reservation_id: id }).first();
  const support = await signedIn(running, 'support');
  await posted(support, `/admin/reservations/${id}/actions`, {
    actorId: payment.id,
    message: 'refund',
    version: payment.version,
    reason: 'One can’t come',
    ticketIds: [ticket.id],
  });
  await eventually('the refund is done', async () => {
    const [row] = await db('refunds').where({ payment_id: payment.id });
    return row?.state === 'done';
  });
}

/** Stripe was asked what no webhook told of. */
async function reconciled({ context, payments }: TestApp): Promise<void> {
  const updates = createPaymentUpdates(context);
  await reconcile(context, openStripe(payments.stripe), updates);
  await updates.close();
}

/** An event is called off, and its order is refunded. */
async function calledOff(running: TestApp): Promise<void> {
  const { db, engine } = running.context;
  const eventId = await buildEvent(running.context);
  const { id: listingId } = await buildListing(running.context, { eventId, ticketType: 'VIP', quantity: 4 });
  await new Fan(running).buy(listingId, 2);
  const wanted = { eventId, kind: 'cancel' as const, startsAt: null, reason: 'The hall is flooded' };
  const { id } = await inTransaction(db, (trx) =>
    changeEvent(trx, engine, wanted, { by: 'system', requestId: null }),
  );
  await eventually('the order is refunded', async () => {
    const [order] = await db('event_change_orders as o')
      .join('reservations as r', 'r.id', 'o.reservation_id')
      .where({ change_id: id })
      .select('r.state');
    return order?.state === 'refunded';
  });
}

async function cancelled(running: TestApp): Promise<void> {
  const declined = await holdAndPay(running, cards.declined);
  await declined.fan.until(declined.id, (r) => r.state === 'pending.holding' && r.payment !== null);
  await declined.fan.ask('DELETE', `/reservations/${declined.id}`);
  const broken = new Fan(running);
  const { body } = await broken.hold(await pairOfSeats(running), 2);
  const support = await signedIn(running, 'support', 'Ruth Adeyemi');
  const path = `/admin/reservations/${body.id}`;
  const { actors } = (await support.ask<SupportCase>('GET', path)).body;
  const action = {
    actorId: body.id,
    message: 'breakHold',
    version: actors[0]?.version,
    reason: 'The consignor called',
    cause: 'doubleSale',
    confirmCode: body.code,
  };
  await support.ask('POST', `${path}/actions`, action, { 'idempotency-key': randomUUID() });
  for (const { fan, id } of [declined, { fan: broken, id: body.id }])
    await fan.until(id, ({ state }) => state === 'cancelled');
}

/** With running timers: a hold, and a payment that waits for its fan. */
async function stillOpen(running: TestApp): Promise<void> {
  await new Fan(running).hold(await pairOfSeats(running), 2);
  const waiting = await holdAndPay(running, cards.asksForApproval);
  await waiting.fan.until(waiting.id, ({ payment }) => payment?.state === 'requiresAction');
}
