import type Stripe from 'stripe';
import { expect } from 'vitest';
import { charge12500, type TestGateway, test } from '../testGateway.ts';
import { readableAmount } from './bankPage.ts';

let gateway: TestGateway;

test.beforeAll(({ gateway: opened }) => {
  gateway = opened;
});

async function begin(number: string): Promise<{ payment: Stripe.PaymentIntent; url: string }> {
  const payment = await gateway.stripe.paymentIntents.create({
    ...charge12500,
    description: 'Tickets <for> tonight',
    confirmation_token: await gateway.token(number),
  });
  expect(payment.status).toBe('requires_action');
  expect(payment.next_action).toMatchObject({
    type: 'redirect_to_url',
    redirect_to_url: { return_url: charge12500.return_url },
  });
  return { payment, url: payment.next_action!.redirect_to_url!.url! };
}

const decide = (url: string, decision: 'approve' | 'refuse') =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ decision }) });

const now = (id: string) => gateway.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });

test.each(['4000002500003155', '4000002760003184'])(
  '%s is authorized once its holder approves',
  async (number) => {
    const { payment, url } = await begin(number);
    const page = await fetch(url);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).toContain('$125.00');
    expect(html).toContain('Tickets &lt;for&gt; tonight');
    const outcome = await (await decide(url, 'approve')).text();
    expect(outcome).toContain(
      `"type":"holdfast-3ds","paymentIntent":"${payment.id}","status":"requires_capture"`,
    );
    expect(outcome).toContain('redirect_status=succeeded');
    const held = await now(payment.id);
    expect(held).toMatchObject({ status: 'requires_capture', next_action: null });
    const charge = held.latest_charge as Stripe.Charge;
    expect(charge.payment_method_details?.card?.three_d_secure?.result).toBe('authenticated');
    const types = (await gateway.events()).map(({ type }) => type);
    expect(types.sort()).toEqual([
      'payment_intent.amount_capturable_updated',
      'payment_intent.requires_action',
    ]);
  },
);

test('a refused authentication leaves the payment without a payment method and a charge', async () => {
  const { payment, url } = await begin('4000002500003155');
  expect(await (await decide(url, 'refuse')).text()).toContain('redirect_status=failed');
  const failed = await now(payment.id);
  expect(failed).toMatchObject({
    status: 'requires_payment_method',
    latest_charge: null,
    last_payment_error: { code: 'payment_intent_authentication_failure' },
  });
});

test('4000008260003178 authenticates and is then declined', async () => {
  const { payment, url } = await begin('4000008260003178');
  await decide(url, 'approve');
  expect(await now(payment.id)).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
  });
});

test('a second decision, or one without the client secret, changes nothing', async () => {
  const { payment, url } = await begin('4000002500003155');
  const stranger = `${gateway.sandbox.url}/sandbox/3ds/${payment.id}?client_secret=guessed`;
  expect((await decide(stranger, 'approve')).status).toBe(404);
  expect((await now(payment.id)).status).toBe('requires_action');
  await decide(url, 'approve');
  await decide(url, 'refuse');
  expect((await now(payment.id)).status).toBe('requires_capture');
});

test('a payment that waits for its cardholder can be canceled', async () => {
  const { payment, url } = await begin('4000002500003155');
  await gateway.stripe.paymentIntents.cancel(payment.id);
  expect(await (await fetch(url)).text()).toContain('Not approved');
  expect((await now(payment.id)).status).toBe('canceled');
});

test('amounts are formatted for people', () => {
  expect(readableAmount(12_500, 'usd')).toBe('$125.00');
  expect(readableAmount(12_500, 'jpy')).toBe('¥12,500');
});
