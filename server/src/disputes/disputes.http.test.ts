/** Evidence packs: made and stored at Stripe by themselves, changed by support, submitted once; the verdict is Stripe’s. */
import { randomUUID } from 'node:crypto';
import type { DisputeRow, DisputeShown } from '@holdfast/shared/disputes';
import Stripe from 'stripe';
import { expect } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, hourMs } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { sandboxKeys } from '../paymentService.ts';
import { createPaymentUpdates } from '../payments/index.ts';
import { workDisputes } from './index.ts';

let app: TestApp;
let support: Fan;
let stripe: Stripe;
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
  support = await signedIn(app, 'support', 'Ruth Adeyemi');
  const { hostname: host, port } = new URL(app.sandboxUrl);
  stripe = new Stripe(sandboxKeys.secretKey, { host, port, protocol: 'http', telemetry: false });
});

/** What the job of the minute does. */
async function work(): Promise<void> {
  const paymentUpdates = createPaymentUpdates(app.context);
  await workDisputes(app.context, stripe, paymentUpdates);
  await paymentUpdates.close();
}
const disputesOf = (paymentId: string) => app.context.db('disputes').where({ payment_id: paymentId });
const shown = async (id: string) => (await support.ask<DisputeShown>('GET', `/admin/disputes/${id}`)).body;
const atStripe = (disputed: Disputed) => stripe.disputes.retrieve(disputed.stripeId);

interface Disputed {
  fan: Fan;
  reservationId: string;
  paymentId: string;
  intent: string;
  id: string;
  stripeId: string;
}
async function buy(fan = new Fan(app)) {
  const { id: reservationId } = await fan.buy(
    (await buildListing(app.context, { priceAmount: 10_000 })).id,
    2,
  );
  const payment = await app.context.db('payments').where({ reservation_id: reservationId }).first();
  return { fan, reservationId, paymentId: payment.id as string, intent: payment.stripe_id as string };
}
async function disputed(
  more: object = {},
  bought: Awaited<ReturnType<typeof buy>> | null = null,
): Promise<Disputed> {
  const purchase = bought ?? (await buy());
  await bankDoes(app, 'disputes', { paymentIntent: purchase.intent, ...more });
  await eventually('we hear of it', async () => (await disputesOf(purchase.paymentId)).length === 1);
  const [row] = await disputesOf(purchase.paymentId);
  return { ...purchase, id: row.id, stripeId: row.stripe_id };
}
const post = <Answer = DisputeShown & { code: string }>(path: string, body: object, method = 'POST') =>
  support.ask<Answer>(method, `/admin/disputes/${path}`, body, { 'idempotency-key': randomUUID() });
const stateOf = async ({ paymentId }: Disputed) => (await disputesOf(paymentId))[0].state;
const becomes = (dispute: Disputed, state: string) =>
  eventually(`the dispute is ${state}`, async () => (await stateOf(dispute)) === state);
const dueIn = (dispute: Disputed, ms: number) =>
  app.context
    .db('dispute_packs')
    .where({ dispute_id: dispute.id })
    .update({ due_at: new Date(Date.now() + ms) });

it('its pack is made and stored at Stripe by itself, and not submitted', async () => {
  const dispute = await disputed();
  await work();
  const { evidence, evidence_details: details, status } = await atStripe(dispute);
  expect(status).toBe('needs_response');
  expect(details.submission_count).toBe(0);
  expect(evidence).toMatchObject({
    product_description: expect.stringContaining('2 tickets for'),
    customer_email_address: 'fan@example.com',
    billing_address: 'Helen\n15212',
    customer_purchase_ip: expect.stringMatching(/127.0.0.1|::1/),
    access_activity_log: expect.stringContaining('Payment received'),
    uncategorized_text: expect.stringContaining('Total: $224.00'),
    refund_policy_disclosure: expect.stringContaining('terms'),
  });
  for (const field of ['receipt', 'refund_policy', 'service_documentation'] as const)
    expect(await stripe.files.retrieve(String(evidence[field]))).toMatchObject({
      purpose: 'dispute_evidence',
    });
  const page = await shown(dispute.id);
  expect(page).toMatchObject({ state: 'open.needsResponse', mayEdit: true, pack: { version: 1 } });
  expect(page.pack?.stagedAt).not.toBeNull();
  expect(page.pack?.notRecorded.map(({ what }) => what)).toEqual(['Scan at the gate']);
  expect(Date.parse(page.dueAt ?? '') - Date.parse(page.submitsAt ?? '')).toBe(dayMs);
  const pdf = await support.file(`/admin/disputes/${dispute.id}/files/receipt`);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const list = await support.ask<{ data: DisputeRow[] }>('GET', '/admin/disputes?group=unanswered');
  expect(list.body.data.map(({ id }) => id)).toContain(dispute.id);
});

it('support changes it, Stripe gets the new version, and two people don’t overwrite each other', async () => {
  const dispute = await disputed();
  await work();
  const { pack } = await shown(dispute.id);
  const evidence = { ...pack?.evidence, cancellation_rebuttal: 'They wrote after the game.' };
  const body = { version: 1, evidence, leaveOut: ['service_documentation'] };
  expect((await post(`${dispute.id}/evidence`, body, 'PUT')).body.pack).toMatchObject({
    version: 2,
    stagedAt: null,
    editedBy: 'Ruth Adeyemi',
  });
  expect((await post(`${dispute.id}/evidence`, body, 'PUT')).body.code).toBe('version_conflict');
  const long = { version: 2, evidence: { uncategorized_text: 'x'.repeat(20_001) } };
  expect((await post(`${dispute.id}/evidence`, long, 'PUT')).body.code).toBe('validation_failed');
  await work();
  expect((await atStripe(dispute)).evidence).toMatchObject({
    cancellation_rebuttal: 'They wrote after the game.',
  });
  expect((await shown(dispute.id)).pack?.files.map(({ field }) => field)).not.toContain(
    'service_documentation',
  );
});

it('a person submits it once; Stripe decides, and the money is back', async () => {
  const dispute = await disputed();
  await work();
  const evidence = { uncategorized_text: 'winning_evidence' };
  await post(`${dispute.id}/evidence`, { version: 1, evidence }, 'PUT');
  expect((await post(`${dispute.id}/submit`, { version: 2, reason: 'All is there' })).status).toBe(200);
  expect((await post(`${dispute.id}/submit`, { version: 2, reason: 'Again' })).body.code).toBe(
    'transition_refused',
  );
  await Promise.all([work(), work()]);
  expect((await atStripe(dispute)).evidence_details.submission_count).toBe(1);
  expect(await shown(dispute.id)).toMatchObject({ mayEdit: false, pack: { submittedBy: 'Ruth Adeyemi' } });
  await becomes(dispute, 'won');
});

it('it goes by itself 24 hours before the deadline, not earlier', async () => {
  const dispute = await disputed();
  await work();
  await dueIn(dispute, 25 * hourMs);
  await work();
  expect((await atStripe(dispute)).status).toBe('needs_response');
  await dueIn(dispute, 23 * hourMs);
  await work();
  await becomes(dispute, 'open.underReview');
  const { pack, submittedAt } = await shown(dispute.id);
  expect(submittedAt).not.toBeNull();
  expect(pack?.submittedBy).toBeNull();
});

it('the deadline passed and nothing was sent: it waits for the bank’s verdict, which age never gives', async () => {
  const dispute = await disputed();
  await work();
  await dueIn(dispute, -hourMs);
  await work();
  await becomes(dispute, 'open.expired');
  const attention = async () =>
    (await app.context.db('reservations').where({ id: dispute.reservationId }).first()).attention;
  expect(await attention()).toContain('The deadline for evidence passed');
  await dueIn(dispute, -400 * dayMs);
  await work();
  expect(await stateOf(dispute)).toBe('open.expired');
  await bankDoes(app, `disputes/${dispute.stripeId}`, { status: 'lost' });
  await becomes(dispute, 'lost');
  expect(await attention()).toBeNull();
});

it('the fan withdrew it: the bank is told with the evidence, and its verdict brings the money back', async () => {
  const dispute = await disputed();
  await work();
  const { body } = await post(`${dispute.id}/withdraw`, { reason: 'They wrote that they found the email' });
  expect(body.state).toBe('open.withdrawn');
  await work();
  expect((await atStripe(dispute)).evidence.uncategorized_text).toContain(
    'they withdrew this dispute: They wrote',
  );
  expect(await stateOf(dispute)).toBe('open.withdrawn');
  await bankDoes(app, `disputes/${dispute.stripeId}`, { status: 'won' });
  await becomes(dispute, 'won');
});

it('an inquiry is answered, and answered again with a new deadline when it becomes a dispute', async () => {
  const dispute = await disputed({ isInquiry: true, amount: 5_000 });
  await work();
  await post(`${dispute.id}/submit`, { version: 1, reason: 'All is there' });
  await work();
  await becomes(dispute, 'answered');
  await bankDoes(app, `disputes/${dispute.stripeId}`, { status: 'needs_response' });
  await becomes(dispute, 'open.needsResponse');
  await work();
  expect(await shown(dispute.id)).toMatchObject({ mayEdit: true, submittedAt: null, pack: { version: 2 } });
});

it('one that was reinstated after it was lost brings the money back', async () => {
  const dispute = await disputed();
  await bankDoes(app, `disputes/${dispute.stripeId}`, { status: 'lost' });
  await becomes(dispute, 'lost');
  await work();
  expect((await shown(dispute.id)).pack).toBeNull();
  await bankDoes(app, `disputes/${dispute.stripeId}`, { status: 'won' });
  await becomes(dispute, 'won');
});

it('two earlier purchases of the same browser count by Visa’s rules; newer ones don’t', async () => {
  const fan = new Fan(app);
  const earlier = [await buy(fan), await buy(fan), await buy(fan)];
  const paidAt = await app.context
    .db('reservations')
    .whereIn(
      'id',
      earlier.map(({ reservationId }) => reservationId),
    )
    .select('id', 'paid_at');
  for (const [i, { reservationId }] of earlier.entries())
    await app.context
      .db('reservations')
      .where({ id: reservationId })
      .update({ paid_at: new Date(Date.now() - [200, 150, 10][i]! * dayMs) });
  const dispute = await disputed({}, await buy(fan));
  await work();
  const { evidence } = await atStripe(dispute);
  const visa = evidence.enhanced_evidence.visa_compelling_evidence_3;
  expect(visa?.prior_undisputed_transactions).toHaveLength(2);
  expect(visa?.prior_undisputed_transactions[0]).toMatchObject({
    charge: expect.stringMatching(/^ch_/),
    customer_email_address: 'fan@example.com',
    customer_device_id: expect.stringMatching(/^fan_/),
  });
  expect((await shown(dispute.id)).pack?.earlier).toHaveLength(2);
  // What was counted on other days is counted on its own again.
  for (const { id, paid_at } of paidAt)
    await app.context.db('reservations').where({ id }).update({ paid_at });
});
