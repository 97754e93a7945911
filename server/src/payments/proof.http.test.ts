/** Payments confirmed by hand over HTTP: Stripe's word counts, a person's doesn't. */

import { expect } from 'vitest';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan, injectFaults } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { unheardPayment } from '../../test/unheardPayment.ts';

let app: TestApp;
let support: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  support = await signedIn(app, 'support');
});

const prove = (paymentId: string, stripeId: string) =>
  support.ask<{ code: string; differs: string[]; detail: string; state: string; said: string }>(
    'POST',
    `/admin/payments/${paymentId}/proof`,
    { stripeId, reason: 'It stands in the dashboard' },
  );
const paymentOf = (id: string) => app.context.db('payments').where({ reservation_id: id }).first();

it('takes in what Stripe says of exactly this payment, and the order is paid', async () => {
  const { fan, id, paymentId, stripeId } = await unheardPayment(app);
  expect(await paymentOf(id)).toMatchObject({ state: 'open.confirming' });
  const proven = await prove(paymentId, stripeId);
  expect(proven).toMatchObject({ status: 200, body: { said: 'authorized' } });
  await injectFaults(app.sandboxUrl, null);
  await fan.until(id, ({ state }) => state === 'paid');
  expect((await prove(paymentId, stripeId)).body).toMatchObject({ code: 'nothing_to_do' });
  await app.verify();
});

it('refuses what isn’t this payment, names all that differs, and changes nothing', async () => {
  const { fan, id, paymentId } = await unheardPayment(app);
  await injectFaults(app.sandboxUrl, null);
  const listing = await buildListing(app.context, { priceAmount: 7_700 });
  const other = await new Fan(app).buy(listing.id, 1);
  const { stripe_id } = await paymentOf(other.id);
  expect(await prove(paymentId, stripe_id)).toMatchObject({
    status: 409,
    body: { code: 'proof_refused', differs: expect.arrayContaining(['payment', 'order', 'amount']) },
  });
  expect((await prove(paymentId, 'pi_nobody')).body).toMatchObject({
    code: 'proof_refused',
    differs: ['id'],
  });
  expect((await prove(paymentId, 'ch_1')).status).toBe(422);
  expect((await prove('pay_01kz8m3qj4w0d9s7r6t5y2x1c0', 'pi_nobody')).status).toBe(404);
  const log = await app.context.db('transitions').where({ actor_id: paymentId });
  expect(log.map(({ reason }) => reason)).not.toContain('It stands in the dashboard');
  expect((await paymentOf(other.id)).state).toBe('settled.succeeded');
  await fan.until(id, ({ state }) => state === 'paid');
});
