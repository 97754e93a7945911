/**
 * Stripe's protocol, spoken by another server than our sandbox, which could share our mistakes. The whole application uses it
 * through STRIPE_API_BASE; every request that it sent is then held against what Stripe documents.
 */
import { paymentMachine, refundMachine } from '@holdfast/shared/payments/machines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passTime } from '../../test/clock.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { hourMs } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { startTestApp, type TestApp } from '../../test/runningApp.ts';
import { undocumented } from '../../test/stripeProtocol/documentedParams.ts';
import {
  type OtherStripe,
  type SeenRequest,
  startOtherStripe,
} from '../../test/stripeProtocol/otherStripe.ts';
import { runBalance } from '../dailyBalance/index.ts';
import { workDisputes } from '../disputes/index.ts';
import { type Addressed, messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { createPaymentUpdates, openStripe, reconcile, type StripeClient, sendEvidence } from './index.ts';

let other: OtherStripe;
let app: TestApp;
let stripe: StripeClient;
beforeAll(async () => {
  other = await startOtherStripe();
  app = await startTestApp({
    STRIPE_SECRET_KEY: 'sk_test_of_another_server',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_of_another_server',
    STRIPE_WEBHOOK_SECRET: 'whsec_of_another_server',
    STRIPE_API_BASE: other.url,
  });
  stripe = openStripe(app.payments.stripe);
});
afterAll(async () => {
  try {
    await app.verify({ sandbox: false });
  } finally {
    await app.close();
    await other.close();
  }
});

const asked = (method: string, path: string | RegExp) =>
  other.seen.filter(
    (each) =>
      each.method === method && (typeof path === 'string' ? each.path === path : path.test(each.path)),
  );
const keysOf = (requests: SeenRequest[]) => requests.map(({ key }) => key);
const send = (message: Addressed) =>
  inTransaction(app.context.db, (trx) => app.context.engine.apply(trx, [message]));
const by = { by: 'test' };

interface Begun {
  fan: Fan;
  id: string;
  paymentId: string;
}
/** A fan pays for two tickets with what the card form made of the card. */
async function pay(confirmationTokenId: string): Promise<Begun> {
  const fan = new Fan(app);
  const held = await fan.hold((await buildListing(app.context)).id, 2);
  expect(held.status).toBe(201);
  const { id } = held.body;
  const paid = await fan.ask<{ id: string }>('POST', `/reservations/${id}/payments`, { confirmationTokenId });
  expect(paid.status).toBe(202);
  return { fan, id, paymentId: paid.body.id };
}
const paymentOf = (id: string) => app.context.db('payments').where({ id }).first();
const becomes = (id: string, state: string) =>
  eventually(`the payment is ${state}`, async () => (await paymentOf(id)).state === state);

describe('the application at another server', () => {
  let bought: Begun;
  let intent: string;

  it('authorizes and captures: an attempt that is retried has one key, and makes one payment', async () => {
    other.plan('POST', '/v1/payment_intents', ['500', 'lost']);
    bought = await pay('ctoken_pays');
    await bought.fan.until(bought.id, ({ state }) => state === 'paid');
    ({ stripe_id: intent } = await paymentOf(bought.paymentId));
    expect(keysOf(asked('POST', '/v1/payment_intents'))).toEqual(
      Array.from({ length: 3 }, () => `confirm/${bought.paymentId}`),
    );
    expect(other.intents()).toBe(1);
    expect(asked('POST', `/v1/payment_intents/${intent}/capture`)).toHaveLength(1);
  });

  it('voids what the fan’s bank still asks about when the hold ends', async () => {
    const left = await pay('ctoken_asks');
    await becomes(left.paymentId, 'open.requiresAction');
    await passTime(app.context, hourMs);
    await becomes(left.paymentId, 'ended.canceled');
    const { stripe_id: canceled } = await paymentOf(left.paymentId);
    expect(asked('POST', `/v1/payment_intents/${canceled}/cancel`).length).toBeGreaterThanOrEqual(1);
  });

  it('refunds: what is sent again after the bank refused it is another attempt, with another key', async () => {
    const amount = 11_200;
    await send(messageTo(paymentMachine, bought.paymentId, { type: 'refund', amount, why: 'asked' }, by));
    const refund = () => app.context.db('refunds').where({ payment_id: bought.paymentId }).first();
    await eventually('the bank refused it', async () => (await refund()).state === 'failed');
    const { id } = await refund();
    other.plan('POST', '/v1/refunds', ['lost']);
    await send(messageTo(refundMachine, id, { type: 'send' }, by));
    await eventually('it is done', async () => (await refund()).state === 'done');
    expect(keysOf(asked('POST', '/v1/refunds'))).toEqual([
      `refund/${id}/1`,
      `refund/${id}/2`,
      `refund/${id}/2`,
    ]);
  });

  it('reads the balance page by page, and it agrees with the books', async () => {
    const paymentUpdates = createPaymentUpdates(app.context);
    const second = await pay('ctoken_pays');
    await second.fan.until(second.id, ({ state }) => state === 'paid');
    await reconcile(app.context, stripe, paymentUpdates);
    await paymentUpdates.close();
    expect(await runBalance(app.context, stripe, { grace: 0 })).toBe(0);
    const pages = asked('GET', '/v1/balance_transactions').map(({ params }) => Object.fromEntries(params));
    expect(pages.some((page) => page.starting_after !== undefined)).toBe(true);
  });

  it('reads a dispute, uploads its files and stages its evidence, which it doesn’t submit', async () => {
    await tellOfDispute(other.dispute(intent));
    const disputeOf = () => app.context.db('disputes').where({ payment_id: bought.paymentId }).first();
    await eventually('we hear of it', async () => (await disputeOf()) !== undefined);
    const { id, stripe_id: atStripe } = await disputeOf();
    await stage();
    const [update] = asked('POST', `/v1/disputes/${atStripe}`);
    const sent = Object.fromEntries(update?.params ?? []);
    expect(sent.submit).toBe('false');
    expect(sent['evidence[product_description]']).toContain('2 tickets for');
    expect(sent['evidence[refund_policy]']).toMatch(/^file_other/);
    const uploads = asked('POST', '/v1/files');
    expect(uploads.length).toBeGreaterThanOrEqual(2);
    for (const { params } of uploads) {
      const { purpose, file = '' } = Object.fromEntries(params);
      expect(purpose).toBe('dispute_evidence');
      expect(Buffer.from(file, 'base64').toString('latin1')).toMatch(/^%PDF/);
    }
    expect(update?.key).toBe(`evidence/${id}/1`);
    // Staged is staged: the next minute sends nothing.
    await stage();
    expect(asked('POST', /^\/v1\/(files|disputes\/.+)$/)).toHaveLength(uploads.length + 1);
  });

  async function tellOfDispute(object: object): Promise<void> {
    const payload = JSON.stringify({
      id: 'evt_other1',
      object: 'event',
      type: 'charge.dispute.created',
      created: Math.floor(Date.now() / 1000),
      data: { object },
    });
    const { webhookSecret: secret } = app.payments.stripe;
    const signature = stripe.webhooks.generateTestHeaderString({ payload, secret });
    const headers = { 'stripe-signature': signature };
    const told = await fetch(`${app.url}/api/webhooks/stripe`, { method: 'POST', body: payload, headers });
    expect(told.status).toBe(200);
  }
  async function stage(): Promise<void> {
    const paymentUpdates = createPaymentUpdates(app.context);
    await workDisputes(app.context, stripe, paymentUpdates);
    await paymentUpdates.close();
  }
});

it('Visa’s form of a purchase is sent in the form that Stripe takes', async () => {
  const dispute = String(other.dispute('pi_other1').id);
  const purchase = {
    customer_account_id: 'per_1',
    customer_device_id: 'a-device-of-a-fan-of-hockey',
    customer_email_address: 'fan@example.com',
    customer_purchase_ip: '192.0.2.1',
    product_description: 'Event tickets',
  };
  const earlier = ['ch_1', 'ch_2'].map((charge) => ({ charge, ...purchase }));
  await sendEvidence(
    stripe,
    { stripeId: dispute, texts: {}, files: {}, visa: { disputed: purchase, earlier } },
    { submit: true, key: `submitEvidence/${dispute}/1` },
  );
  const sent = Object.fromEntries(asked('POST', `/v1/disputes/${dispute}`)[0]?.params ?? []);
  const visa = 'evidence[enhanced_evidence][visa_compelling_evidence_3]';
  expect(sent[`${visa}[prior_undisputed_transactions][1][charge]`]).toBe('ch_2');
  expect(sent[`${visa}[disputed_transaction][merchandise_or_services]`]).toBe('services');
  expect(sent.submit).toBe('true');
});

describe('retries are bounded', () => {
  /** A call that never gets an answer. @returns how many requests it took */
  async function requestsOf(fault: '500' | 'hangUp', id: string): Promise<number> {
    const path = `/v1/payment_intents/${id}/cancel`;
    const many = 20;
    other.plan(
      'POST',
      path,
      Array.from({ length: many }, () => fault),
    );
    await expect(
      stripe.paymentIntents.cancel(id, {}, { idempotencyKey: `cancel/${id}/1` }),
    ).rejects.toThrow();
    return asked('POST', path).length;
  }

  it('by the client’s own setting, where the server answers 500 and where it hangs up', async () => {
    const most = 1 + stripe.getMaxNetworkRetries();
    expect(most).toBe(3);
    const counts = await Promise.all([requestsOf('500', 'pi_fails'), requestsOf('hangUp', 'pi_hangsUp')]);
    expect(counts).toEqual([most, most]);
    expect(new Set(keysOf(asked('POST', '/v1/payment_intents/pi_fails/cancel')))).toEqual(
      new Set(['cancel/pi_fails/1']),
    );
  });
});

/** The interfaces of the SDK that declare what a request takes, by method and path. */
const documented: ReadonlyArray<[method: string, path: RegExp, resource: string, params: string]> = [
  ['POST', /^\/v1\/payment_intents$/, 'PaymentIntents', 'PaymentIntentCreateParams'],
  ['GET', /^\/v1\/payment_intents\/[^/]+$/, 'PaymentIntents', 'PaymentIntentRetrieveParams'],
  ['POST', /^\/v1\/payment_intents\/[^/]+\/capture$/, 'PaymentIntents', 'PaymentIntentCaptureParams'],
  ['POST', /^\/v1\/payment_intents\/[^/]+\/cancel$/, 'PaymentIntents', 'PaymentIntentCancelParams'],
  ['POST', /^\/v1\/refunds$/, 'Refunds', 'RefundCreateParams'],
  ['GET', /^\/v1\/refunds\/[^/]+$/, 'Refunds', 'RefundRetrieveParams'],
  ['GET', /^\/v1\/disputes\/[^/]+$/, 'Disputes', 'DisputeRetrieveParams'],
  ['POST', /^\/v1\/disputes\/[^/]+$/, 'Disputes', 'DisputeUpdateParams'],
  ['POST', /^\/v1\/files$/, 'Files', 'FileCreateParams'],
  ['GET', /^\/v1\/balance_transactions$/, 'BalanceTransactions', 'BalanceTransactionListParams'],
  ['GET', /^\/v1\/balance$/, 'Balance', 'BalanceRetrieveParams'],
  ['GET', /^\/v1\/events$/, 'Events', 'EventListParams'],
];
/** @returns what a request sent that Stripe doesn't document; the request itself where it is none that we know */
function strangeIn({ method, path, params }: SeenRequest): string[] {
  const found = documented.find(([each, pattern]) => each === method && pattern.test(path));
  if (!found) return [`${method} ${path}`];
  const [, , resource, declared] = found;
  return undocumented(
    resource,
    declared,
    params.map(([name]) => name),
  ).map((name) => `${method} ${path} ${name}`);
}

/** 13 to 19 digits, apart by spaces or hyphens or not, whose check digit is right (ISO/IEC 7812-1). */
function cardNumbersIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])/g)]
    .map(([found]) => found.replace(/\D/g, ''))
    .filter((digits) => {
      const sum = [...digits].reverse().reduce((total, digit, at) => {
        const twice = Number(digit) * (1 + (at % 2));
        return total + (twice > 9 ? twice - 9 : twice);
      }, 0);
      return sum % 10 === 0;
    });
}

describe('every request that was sent', () => {
  it('changes something under a key of ours, which no other request has', () => {
    const posts = other.seen.filter(({ method }) => method === 'POST');
    expect(posts.length).toBeGreaterThan(10);
    const ours = /^(confirm|capture|cancel|refund|evidenceFile|evidence|submitEvidence)\/\w+(\/\w+)?$/;
    expect(keysOf(posts).filter((key) => key === null || !ours.test(key))).toEqual([]);
    const asOne = new Map<string | null, Set<string>>();
    for (const { key, path, params } of posts)
      asOne.set(key, (asOne.get(key) ?? new Set()).add(JSON.stringify([path, params])));
    expect([...asOne].filter(([, requests]) => requests.size > 1).map(([key]) => key)).toEqual([]);
  });

  it('has only parameters that Stripe documents at the version that it names', () => {
    expect(other.seen.flatMap(strangeIn)).toEqual([]);
    const versions = new Set(other.seen.map(({ headers }) => headers['stripe-version']));
    expect(versions).toEqual(new Set([stripe.getApiField('version')]));
    const names = [
      'evidence[receipt]',
      'evidence[reciept]',
      'evidence[enhanced_evidence][visa_compelling_evidence_3][prior_undisputed_transactions][0][charge]',
      'evidence[enhanced_evidence][visa_compelling_evidence_3][prior_undisputed_transactions][0][card]',
      'metadata[anything]',
      'metadata[anything][deeper]',
      'expand[0]',
      'reason',
    ];
    expect(undocumented('Disputes', 'DisputeUpdateParams', names)).toEqual([
      names[1],
      names[3],
      names[5],
      names[7],
    ]);
  });

  it('has no card number', () => {
    const texts = other.seen.flatMap(({ path, params }) => [
      path,
      ...params.filter(([name]) => name !== 'file').flat(),
    ]);
    expect(texts.flatMap(cardNumbersIn)).toEqual([]);
    expect(cardNumbersIn('4242 4242 4242 4242 or 4242424242424241')).toEqual(['4242424242424242']);
  });
});
