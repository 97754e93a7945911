/** Disputes whose webhooks come out of order: none is dropped, and the books say what the bank does. */

import { randomUUID } from 'node:crypto';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import Stripe from 'stripe';
import { afterEach, expect } from 'vitest';
import { sandboxPayments } from '../../test/askSandbox.ts';
import { passTime } from '../../test/clock.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan, injectFaults } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { sandboxKeys } from '../paymentService.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});
afterEach(async () => {
  await injectFaults(app.sandboxUrl, null);
  await app.verify();
});

const stripe = new Stripe(sandboxKeys.secretKey);
const paymentOf = (reservationId: string) =>
  app.context.db('payments').where({ reservation_id: reservationId }).first();
const attentionOf = async (id: string): Promise<string | null> =>
  (await app.context.db('reservations').where({ id }).first()).attention;
const becomes = (id: string, state: string) =>
  eventually(`the payment is ${state}`, async () => (await paymentOf(id)).state === state);
const disputesOf = async (id: string): Promise<string[]> =>
  (await app.context.db('payments_disputes').where({ reservation_id: id }).orderBy('stripe_id')).map(
    ({ state }) => state,
  );
/** The accounts of a reservation's books that don't stand at zero. */
async function balancesOf(id: string): Promise<Record<string, number>> {
  const rows = await app.context
    .db('ledger_postings')
    .where({ reservation_id: id })
    .whereNot({ kind: 'stripeFee' })
    .whereIn('account', ['stripe', 'disputed', 'unclaimed'])
    .groupBy('account')
    .select('account')
    .sum('amount as amount');
  return Object.fromEntries(
    rows.flatMap(({ account, amount }) => (Number(amount) === 0 ? [] : [[account, Number(amount)]])),
  );
}

type Status = Stripe.Dispute['status'];
const closing: readonly Status[] = ['won', 'lost', 'warning_closed'];

/** What the bank says of a payment, as Stripe sends it. @returns what became of it */
async function bankSays(
  intent: string,
  status: Status,
  { disputeId = 'du_1', amount = 22_400 } = {},
): Promise<string> {
  const id = `evt_${randomUUID()}`;
  const payload = JSON.stringify({
    id,
    object: 'event',
    type: `charge.dispute.${closing.includes(status) ? 'closed' : 'created'}`,
    data: {
      object: {
        id: `${disputeId}_${intent}`,
        object: 'dispute',
        amount,
        status,
        reason: 'fraudulent',
        evidence_details: { due_by: 1_800_000_000 },
        payment_intent: intent,
      },
    },
  });
  const secret = sandboxKeys.webhookSecret;
  const response = await fetch(`${app.url}/api/webhooks/stripe`, {
    method: 'POST',
    body: payload,
    headers: { 'stripe-signature': stripe.webhooks.generateTestHeaderString({ payload, secret }) },
  });
  expect(response.status).toBe(200);
  return (await app.context.db('stripe_events').where({ id }).first()).outcome;
}

async function hold(): Promise<{ fan: Fan; id: string }> {
  const fan = new Fan(app);
  const { body } = await fan.hold((await buildListing(app.context)).id, 2);
  return { fan, id: body.id };
}

/** A payment that Stripe captured, or is about to, while we don't know. */
async function payUnheard(operation: 'confirm' | 'capture'): Promise<{ id: string; intent: string }> {
  const { fan, id } = await hold();
  await injectFaults(app.sandboxUrl, { loseAnswers: { operation, times: 20 }, loseWebhooks: true });
  await fan.pay(id);
  if (operation === 'capture') await becomes(id, 'open.capturing');
  const { id: paymentId } = await paymentOf(id);
  let intent = '';
  await eventually('Stripe has it', async () => {
    const payments = await sandboxPayments(app);
    intent = payments.find(({ metadata }) => metadata.paymentId === paymentId)?.id ?? '';
    return intent !== '';
  });
  return { id, intent };
}

async function hear(): Promise<void> {
  await injectFaults(app.sandboxUrl, null);
  await passTime(app.context, 31_000);
}

async function buy(): Promise<{ id: string; intent: string }> {
  const order = await new Fan(app).buy((await buildListing(app.context)).id, 2);
  return { id: order.id, intent: (await paymentOf(order.id)).stripe_id };
}

it('a dispute before the capture is known holds its money, and the capture makes the order paid', async () => {
  const { id, intent } = await payUnheard('capture');
  expect(await bankSays(intent, 'needs_response')).toBe('applied');
  expect((await paymentOf(id)).state).toBe('open.capturing');
  expect(await balancesOf(id)).toEqual({ stripe: -22_400, disputed: 22_400 });
  await hear();
  await becomes(id, 'settled.succeeded');
  expect(await app.context.db('reservations').where({ id }).first()).toMatchObject({ state: 'paid' });
  expect(await attentionOf(id)).toContain('disputes');
  expect(await balancesOf(id)).toEqual({ disputed: 22_400 });
  expect(await bankSays(intent, 'won')).toBe('applied');
  expect(await disputesOf(id)).toEqual(['won']);
  expect(await balancesOf(id)).toEqual({ stripe: 22_400 });
  expect(await attentionOf(id)).toBeNull();
});

it.each([
  { disputed: 22_400, refunded: [] },
  { disputed: 5_000, refunded: [17_400] },
])(
  'a late capture of which the bank holds $disputed gives back the rest, and that when the dispute is won',
  async ({ disputed, refunded }) => {
    const { id, intent } = await payUnheard('capture');
    expect(await bankSays(intent, 'needs_response', { amount: disputed })).toBe('applied');
    const broken = { type: 'breakHold', cause: 'other', words: 'a mistake' } as const;
    await inTransaction(app.context.db, (trx) =>
      app.context.engine.apply(trx, [messageTo(reservationMachine, id, broken, { by: 'test' })]),
    );
    await hear();
    await eventually('it is captured', async () => (await paymentOf(id)).state.startsWith('settled'));
    await eventually('its refund is done', async () => {
      const refunds = await app.context.db('payments_refunds').where({ reservation_id: id });
      return refunds.length === refunded.length && refunds.every(({ state }) => state === 'done');
    });
    const refunds = await app.context.db('payments_refunds').where({ reservation_id: id });
    expect(refunds.map(({ amount }) => amount)).toEqual(refunded);
    expect(await balancesOf(id)).toEqual({ disputed, unclaimed: -disputed });
  },
);

it('a dispute before we know the payment’s intent is found through Stripe', async () => {
  const { id, intent } = await payUnheard('confirm');
  expect((await paymentOf(id)).stripe_id).toBeNull();
  expect(await bankSays(intent, 'needs_response')).toBe('applied');
  await hear();
  await becomes(id, 'settled.succeeded');
  expect(await disputesOf(id)).toEqual(['open.needsResponse']);
});

it.each(['won', 'lost'] as const)(
  'the end of a dispute that comes before its beginning is taken once: %s',
  async (status) => {
    const { id, intent } = await buy();
    expect(await bankSays(intent, status)).toBe('applied');
    expect(await bankSays(intent, status)).toBe('refused');
    expect(await bankSays(intent, 'needs_response')).toBe('refused');
    expect(await disputesOf(id)).toEqual([status]);
    expect(await balancesOf(id)).toEqual(status === 'won' ? { stripe: 22_400 } : { disputed: 22_400 });
    expect(await attentionOf(id)).toBeNull();
  },
);

it('an inquiry moves no money, and its end is no loss', async () => {
  const { id, intent } = await buy();
  await bankSays(intent, 'warning_needs_response');
  expect(await disputesOf(id)).toEqual(['inquiry']);
  expect(await balancesOf(id)).toEqual({ stripe: 22_400 });
  expect(await attentionOf(id)).toContain('asks about');
  await refund(id, 5_000);
  await eventually('a refund is possible meanwhile', async () => refundedOf(id, 5_000));
  await bankSays(intent, 'warning_closed');
  expect(await disputesOf(id)).toEqual(['closed']);
  expect(await balancesOf(id)).toEqual({ stripe: 17_400 });
  expect(await attentionOf(id)).toBeNull();
});

it('an inquiry that becomes a dispute takes the money once', async () => {
  const { id, intent } = await buy();
  await bankSays(intent, 'warning_needs_response');
  await bankSays(intent, 'needs_response');
  await bankSays(intent, 'under_review');
  expect(await disputesOf(id)).toEqual(['open.underReview']);
  expect(await balancesOf(id)).toEqual({ disputed: 22_400 });
  expect(await attentionOf(id)).toBeNull();
});

it('several disputes of one payment are each booked, in any order', async () => {
  const { id, intent } = await buy();
  await bankSays(intent, 'needs_response', { amount: 10_000 });
  await bankSays(intent, 'needs_response', { disputeId: 'du_2', amount: 4_000 });
  await bankSays(intent, 'lost', { disputeId: 'du_2', amount: 4_000 });
  expect(await attentionOf(id)).toContain('disputes');
  await bankSays(intent, 'won', { amount: 10_000 });
  expect(await disputesOf(id)).toEqual(['won', 'lost']);
  expect(await balancesOf(id)).toEqual({ stripe: 18_400, disputed: 4_000 });
  expect(await attentionOf(id)).toBeNull();
});

it('a dispute that was lost and is reinstated gives its money back', async () => {
  const { id, intent } = await buy();
  for (const status of ['needs_response', 'lost', 'won'] as const) await bankSays(intent, status);
  expect(await disputesOf(id)).toEqual(['won']);
  expect(await balancesOf(id)).toEqual({ stripe: 22_400 });
});

it('what a dispute holds can’t be refunded; what it doesn’t hold can', async () => {
  const { id, intent } = await buy();
  await bankSays(intent, 'needs_response', { amount: 20_000 });
  expect(await refund(id, 22_400)).toBe('refused');
  expect(await refund(id, 2_401)).toBe('refused');
  await bankSays(intent, 'won', { amount: 20_000 });
  expect(await refund(id, 22_400)).toBe('applied');
  await eventually('all went back', async () => refundedOf(id, 22_400));
});

it('a dispute of more than was paid takes more than was paid, leaves nothing to refund, and gives all of it back when won', async () => {
  const { id, intent } = await buy();
  await bankSays(intent, 'needs_response', { amount: 23_900 });
  expect(await balancesOf(id)).toEqual({ stripe: -1_500, disputed: 23_900 });
  expect(await refund(id, 1)).toBe('refused');
  await app.verify();
  await bankSays(intent, 'won', { amount: 23_900 });
  expect(await balancesOf(id)).toEqual({ stripe: 22_400 });
  expect(await refund(id, 22_400)).toBe('applied');
  await eventually('all went back', async () => refundedOf(id, 22_400));
});

it('a refund that was under way when the bank disputed the payment comes to its end', async () => {
  const { id, intent } = await buy();
  await injectFaults(app.sandboxUrl, {
    loseAnswers: { operation: 'refund', times: 20 },
    loseWebhooks: true,
  });
  await refund(id, 5_000);
  await bankSays(intent, 'needs_response', { amount: 17_400 });
  await hear();
  await eventually('the refund is done', async () => refundedOf(id, 5_000));
  expect(await balancesOf(id)).toEqual({ disputed: 17_400 });
});

const refundedOf = async (id: string, amount: number) =>
  (await paymentOf(id)).snapshot.context.refundedAmount === amount;

/** Refunds a part of the order. @returns what came of it */
async function refund(id: string, amount: number): Promise<string | undefined> {
  const { id: paymentId } = await paymentOf(id);
  const message = { type: 'refund', amount, why: 'asked' } as const;
  const [outcome] = await inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [messageTo(paymentMachine, paymentId, message, { by: 'test' })]),
  );
  return outcome?.kind;
}

/** Histories of one dispute as Stripe tells them, each event with the status that the dispute had. */
const histories: Record<string, Status[]> = {
  won: ['needs_response', 'needs_response', 'under_review', 'won', 'won'],
  lost: ['needs_response', 'needs_response', 'under_review', 'lost'],
  reinstated: ['needs_response', 'under_review', 'lost', 'won'],
  'asked first': ['warning_needs_response', 'warning_under_review', 'needs_response', 'won'],
  'an inquiry alone': ['warning_needs_response', 'warning_under_review', 'warning_closed'],
};

/** Every order of a history's events. */
const ordersOf = (events: readonly Status[]): Status[][] =>
  events.length < 2
    ? [[...events]]
    : events.flatMap((first, at) =>
        ordersOf(events.toSpliced(at, 1)).map((rest): Status[] => [first, ...rest]),
      );

it.each(Object.entries(histories))(
  'the events of a dispute that is %s end in the same books in every order',
  async (_name, events) => {
    const orders = [...new Map(ordersOf(events).map((order) => [order.join(), order])).values()];
    const { intent, id } = await buy();
    const booksOf = async (since: number) =>
      (
        await app.context
          .db('ledger_postings')
          .where({ reservation_id: id })
          .whereIn('kind', ['dispute', 'disputeWon'])
          .orderBy(['at', 'kind', 'account'])
          .offset(since)
          .select('kind', 'account', 'amount')
      ).map(({ kind, account, amount }) => `${kind} ${account} ${amount}`);
    const ends: Array<{ books: string[]; withheld: number; state: string | undefined }> = [];
    for (const [at, order] of orders.entries()) {
      const before = (await booksOf(0)).length;
      const withheld = (await paymentOf(id)).snapshot.context.withheldAmount;
      // Each order is a dispute of its own, of a little: together they are less than what was paid.
      for (const status of order) await bankSays(intent, status, { disputeId: `du_${at}`, amount: 10 });
      ends.push({
        books: (await booksOf(before)).toSorted(),
        withheld: (await paymentOf(id)).snapshot.context.withheldAmount - withheld,
        state: (
          await app.context
            .db('disputes')
            .where({ stripe_id: `du_${at}_${intent}` })
            .first()
        ).state,
      });
    }
    expect(ends).toEqual(ends.map(() => ends[0]));
  },
);
