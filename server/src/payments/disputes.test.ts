/** Disputes whose webhooks come out of order: none is dropped, and the books say what the bank does. */
import { randomUUID } from 'node:crypto';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import Stripe from 'stripe';
import { afterEach, expect } from 'vitest';
import { passTime } from '../../test/clock.ts';
import { buildListing } from '../../test/factories.ts';
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

/** What the bank says of a payment, as Stripe sends it. @returns what became of it */
async function bankSays(
  intent: string,
  what: 'created' | 'won' | 'lost',
  disputeId = 'dp_1',
): Promise<string> {
  const id = `evt_${randomUUID()}`;
  const payload = JSON.stringify({
    id,
    object: 'event',
    type: `charge.dispute.${what === 'created' ? 'created' : 'closed'}`,
    data: {
      object: {
        id: `${disputeId}_${intent}`,
        object: 'dispute',
        amount: 22_400,
        status: what === 'created' ? 'needs_response' : what,
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
    const response = await fetch(`${app.sandboxUrl}/sandbox/totals`, {
      headers: { authorization: `Bearer ${sandboxKeys.secretKey}` },
    });
    const { payments } = (await response.json()) as {
      payments: Array<{ id: string; metadata: { paymentId?: string } }>;
    };
    intent = payments.find(({ metadata }) => metadata.paymentId === paymentId)?.id ?? '';
    return intent !== '';
  });
  return { id, intent };
}

async function hear(): Promise<void> {
  await injectFaults(app.sandboxUrl, null);
  await passTime(app.context, 31_000);
}

async function buy(): Promise<{ id: string; paymentId: string; intent: string }> {
  const order = await new Fan(app).buy((await buildListing(app.context)).id, 2);
  const { id: paymentId, stripe_id: intent } = await paymentOf(order.id);
  return { id: order.id, paymentId, intent };
}

it('a dispute while the money is captured is kept, and answered when the capture is known', async () => {
  const { id, intent } = await payUnheard('capture');
  expect(await bankSays(intent, 'created')).toBe('applied');
  expect((await paymentOf(id)).state).toBe('open.capturing');
  await hear();
  await becomes(id, 'disputed');
  expect(await app.context.db('reservations').where({ id }).first()).toMatchObject({ state: 'paid' });
  expect(await attentionOf(id)).toContain('disputes');
  expect(await bankSays(intent, 'won')).toBe('applied');
  expect((await paymentOf(id)).state).toBe('settled.won');
});

it.each([
  ['won', 'settled.won'],
  ['lost', 'lost'],
] as const)('a dispute that was %s before the capture is known leads to %s', async (outcome, state) => {
  const { id, intent } = await payUnheard('capture');
  await bankSays(intent, outcome);
  await bankSays(intent, 'created');
  await bankSays(intent, 'created');
  await hear();
  await becomes(id, state);
});

it('a dispute before we know the payment’s intent is found through Stripe', async () => {
  const { id, intent } = await payUnheard('confirm');
  expect((await paymentOf(id)).stripe_id).toBeNull();
  expect(await bankSays(intent, 'created')).toBe('applied');
  await hear();
  await becomes(id, 'disputed');
});

it('the end of a dispute that comes before its beginning waits for it, and is taken once', async () => {
  const { id, intent } = await buy();
  expect(await bankSays(intent, 'lost')).toBe('applied');
  expect((await paymentOf(id)).state).toBe('settled.succeeded');
  expect(await bankSays(intent, 'lost')).toBe('refused');
  await bankSays(intent, 'created');
  expect((await paymentOf(id)).state).toBe('lost');
  expect(await bankSays(intent, 'created')).toBe('refused');
});

it('a second dispute waits for the end of the first', async () => {
  const { id, intent } = await buy();
  await bankSays(intent, 'created');
  expect(await bankSays(intent, 'created', 'dp_2')).toBe('applied');
  expect(await bankSays(intent, 'lost', 'dp_2')).toBe('applied');
  expect((await paymentOf(id)).state).toBe('disputed');
  await bankSays(intent, 'won');
  expect((await paymentOf(id)).state).toBe('lost');
});

it('a refund that was under way when the bank disputed the payment comes to its end', async () => {
  const { id, paymentId, intent } = await buy();
  await injectFaults(app.sandboxUrl, {
    loseAnswers: { operation: 'refund', times: 20 },
    loseWebhooks: true,
  });
  await inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [
      messageTo(paymentMachine, paymentId, { type: 'refund', amount: 5_000, why: 'asked' }, { by: 'test' }),
    ]),
  );
  await bankSays(intent, 'created');
  await hear();
  await eventually('the refund is done', async () => {
    const { state, snapshot } = await paymentOf(id);
    return state === 'disputed' && snapshot.context.refundedAmount === 5_000;
  });
  await bankSays(intent, 'won');
});
