/** What Stripe and we say differently is planted, and named. */

import { paymentMachine } from '@holdfast/shared/payments/machines';
import type Stripe from 'stripe';
import { afterEach, expect } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan, injectFaults } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { sandboxStripe } from '../../test/sandboxStripe.ts';
import { createPaymentUpdates, reconcile } from '../payments/index.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { compareWithStripe } from './stripeBooks.ts';

let app: TestApp;
let stripe: Stripe;
it.beforeAll(({ running }) => {
  app = running;
  stripe = sandboxStripe(app);
});

afterEach(() => injectFaults(app.sandboxUrl, null));

const compared = async () =>
  (await compareWithStripe(app.context.db, stripe)).map(
    ({ invariant, subject, detail }) => `${invariant} ${subject}: ${detail}`,
  );

async function buy(card = '4242424242424242'): Promise<{ paymentId: string; intent: string }> {
  const fan = new Fan(app);
  const { id } = (await fan.hold((await buildListing(app.context)).id, 2)).body;
  await fan.pay(id, card);
  await fan.until(id, ({ state }) => state === 'paid');
  const { id: paymentId, stripe_id: intent } = await app.context
    .db('payments')
    .where({ reservation_id: id })
    .first();
  return { paymentId, intent };
}

async function takeIn(): Promise<void> {
  const updates = createPaymentUpdates(app.context);
  await reconcile(app.context, stripe, updates);
  await updates.close();
}

it('what only Stripe knows is named, and the reconciliation heals it', async () => {
  const refunded = await buy();
  const disputed = await buy();
  const asked = await buy();
  expect(await compared()).toEqual([]);

  await injectFaults(app.sandboxUrl, { loseWebhooks: true });
  const { id: refundId } = await stripe.refunds.create({ payment_intent: refunded.intent, amount: 1_000 });
  const dispute = await bankDoes(app, 'disputes', { paymentIntent: disputed.intent, amount: 5_000 });
  const inquiry = await bankDoes(app, 'disputes', { paymentIntent: asked.intent, isInquiry: true });
  expect(await compared()).toEqual([
    `8.payments ${refunded.paymentId}: Stripe says 22400 USD, 1000 of it refunded, we say 22400 USD, 0 of it refunded`,
    `8.refunds ${refundId}: Stripe says 1000 done, we say nothing`,
    `8.disputes ${inquiry.id}: Stripe says 22400 an inquiry, we say nothing`,
    `8.disputes ${dispute.id}: Stripe says 5000 open, we say nothing`,
  ]);

  await takeIn();
  expect(await compared()).toEqual([]);
});

it('what is on its way back is no difference', async () => {
  const { paymentId } = await buy('4000000000007726');
  await injectFaults(app.sandboxUrl, { loseWebhooks: true });
  await inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [
      messageTo(paymentMachine, paymentId, { type: 'refund', amount: 1_000, why: 'asked' }, { by: 'test' }),
    ]),
  );
  const refund = () => app.context.db('refunds').where({ payment_id: paymentId }).first();
  await eventually('the bank has it', async () => (await refund())?.state === 'sending.pending');
  expect(await compared()).toEqual([]);

  const { stripe_id: stripeId } = await refund();
  await eventually(
    'it arrived',
    async () => (await stripe.refunds.retrieve(stripeId)).status === 'succeeded',
  );
  await takeIn();
  expect((await refund()).state).toBe('done');
});

it('what only we know is named', async () => {
  const { paymentId, intent } = await buy();
  await stripe.refunds.create({ payment_intent: intent });
  await eventually('it is adopted', async () => (await compared()).length === 0);
  const forge = (stripeId: string) =>
    app.context
      .db('refunds')
      .where({ payment_id: paymentId })
      .update({
        snapshot: app.context.db.raw(`jsonb_set(snapshot, '{context,stripeId}', to_jsonb(?::text))`, [
          stripeId,
        ]),
      });
  const { stripe_id: known } = await app.context.db('refunds').where({ payment_id: paymentId }).first();
  await forge('re_gone');
  expect(await compared()).toEqual([
    `8.refunds ${known}: Stripe says 22400 done, we say nothing`,
    '8.refunds re_gone: Stripe says nothing, we say 22400 done',
  ]);
  await forge(known);
});
