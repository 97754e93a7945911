import { z } from 'zod';
import { disputeFee, moveBalance } from '../balance.ts';
import { saveDispute } from '../events.ts';
import { chargeOf, create, getWithPayment, type Work } from '../gateway.ts';
import { type Call, type Endpoints, endpoint } from '../http/endpoint.ts';
import { invalidRequest, missing } from '../http/errors.ts';
import { expand, flag, mergeMetadata, metadata } from '../http/params.ts';
import { chargeExpandable, presentDispute } from '../present.ts';
import type { Charge, Dispute, Payment } from '../records.ts';
import { evidenceFileFields, evidenceParams } from './evidence.ts';
import { listEndpoint } from './lists.ts';

const readParams = z.strictObject({ expand: expand(chargeExpandable) });
const updateParams = readParams.extend({
  evidence: evidenceParams.default({}),
  metadata,
  submit: flag.prefault('true'),
});
/** Banks take weeks. A test shouldn't wait for one, but must see that the decision comes later. */
const reviewMs = 1000;

interface NewDispute {
  reason: string;
  /** Minor units; all of the charge unless said. */
  amount?: number | undefined;
  /** Only an inquiry: no money is deducted. */
  isInquiry?: boolean;
}

/** The cardholder claims a charge back; the money is deducted until the dispute is won. */
export function openDispute(
  work: Work,
  payment: Payment,
  charge: Charge,
  { reason, amount = charge.amountCaptured, isInquiry = false }: NewDispute,
): Dispute {
  const dispute = create(work, 'dispute', {
    parent: payment.id,
    charge: charge.id,
    amount,
    currency: payment.currency,
    reason,
    status: 'warning_needs_response',
    settlesAs: null,
    evidence: {},
    submissions: 0,
    metadata: {},
  });
  if (!isInquiry) withdraw(work, dispute, payment);
  saveDispute(work, dispute, payment, 'created');
  if (!isInquiry) saveDispute(work, dispute, payment, 'funds_withdrawn');
  return dispute;
}

function withdraw(work: Work, dispute: Dispute, payment: Payment): void {
  const charge = chargeOf(dispute, payment);
  dispute.status = 'needs_response';
  charge.disputed = true;
  charge.disputedAmount += dispute.amount;
  work.store.change(payment);
  moveBalance(work, payment, 'adjustment', dispute.id, -dispute.amount, disputeFee);
}

/** The cardholder isn't content with the answer to an inquiry. */
export function escalateInquiry(work: Work, dispute: Dispute, payment: Payment): void {
  withdraw(work, dispute, payment);
  saveDispute(work, dispute, payment, 'updated', 'funds_withdrawn');
}

/** The bank is content: nothing was deducted. */
export function closeInquiry(work: Work, dispute: Dispute, payment: Payment): void {
  dispute.status = 'warning_closed';
  saveDispute(work, dispute, payment, 'closed');
}

/**
 * Takes evidence. As in Stripe's test mode, the text `winning_evidence` wins and `losing_evidence` loses after
 * a second; anything else stays under review. With `submit=false` it is only stored.
 */
async function update(call: Call<z.output<typeof updateParams>>) {
  const { params, store, clock } = call;
  const { record: dispute, payment } = await getWithPayment(call, 'dispute', call.id);
  if (dispute.status !== 'needs_response' && dispute.status !== 'warning_needs_response')
    throw invalidRequest('This dispute is already closed or under review', 'dispute');
  dispute.metadata = mergeMetadata(params.metadata, dispute.metadata);
  for (const field of evidenceFileFields) {
    const file = params.evidence[field];
    if (file && (await store.find('file', file)) === undefined)
      throw missing('file', file, `evidence[${field}]`);
  }
  // What a request doesn't name stays, and what it names as empty goes, as of all of Stripe's parameters.
  const isGiven = Object.keys(params.evidence).length > 0;
  const evidence = Object.entries({ ...dispute.evidence, ...params.evidence });
  dispute.evidence = Object.fromEntries(evidence.filter(([, value]) => value !== ''));
  if (params.submit && isGiven) {
    const isDispute = dispute.status === 'needs_response';
    dispute.status = isDispute ? 'under_review' : 'warning_under_review';
    dispute.submissions += 1;
    const decisive = { winning_evidence: 'won', losing_evidence: 'lost' } as const;
    const text = dispute.evidence.uncategorized_text as keyof typeof decisive;
    dispute.settlesAs = (isDispute && decisive[text]) || null;
    dispute.dueAt = dispute.settlesAs === null ? null : clock.nowMs() + reviewMs;
  }
  saveDispute(call, dispute, payment, 'updated');
  return presentDispute(dispute, payment, params.expand);
}

/** Accepts the dispute, which is lost at once. */
async function close(call: Call<z.output<typeof readParams>>) {
  const { record: dispute, payment } = await getWithPayment(call, 'dispute', call.id);
  if (dispute.status === 'won' || dispute.status === 'lost')
    throw invalidRequest('This dispute is already closed', 'dispute');
  decideDispute(call, dispute, payment, 'lost');
  return presentDispute(dispute, payment, call.params.expand);
}

/** The bank's decision; winning a dispute returns the money. */
export function decideDispute(work: Work, dispute: Dispute, payment: Payment, outcome: 'won' | 'lost'): void {
  Object.assign(dispute, { status: outcome, settlesAs: null, dueAt: null } satisfies Partial<Dispute>);
  if (outcome === 'won') {
    const charge = chargeOf(dispute, payment);
    charge.disputed = charge.disputedAmount > dispute.amount;
    charge.disputedAmount -= dispute.amount;
    work.store.change(payment);
    moveBalance(work, payment, 'adjustment', dispute.id, dispute.amount);
    saveDispute(work, dispute, payment, 'funds_reinstated');
  }
  saveDispute(work, dispute, payment, 'closed');
}

const path = '/v1/disputes';

/** Stripe's disputes. Source: docs.stripe.com/api/disputes */
export const disputes: Endpoints = {
  [`GET ${path}`]: listEndpoint('dispute', path, chargeExpandable, (dispute, expand, payment) =>
    presentDispute(dispute, payment, expand),
  ),
  [`GET ${path}/:id`]: endpoint(readParams, async (call) => {
    const { record, payment } = await getWithPayment(call, 'dispute', call.id);
    return presentDispute(record, payment, call.params.expand);
  }),
  [`POST ${path}/:id`]: endpoint(updateParams, update),
  [`POST ${path}/:id/close`]: endpoint(readParams, close),
};
