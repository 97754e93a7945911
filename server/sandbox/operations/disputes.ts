import { z } from 'zod';
import { disputeFee, recordTransaction } from '../balance.ts';
import { emitDispute } from '../events.ts';
import { type Cause, type Gateway, newRecord } from '../gateway.ts';
import { type Call, type Endpoints, endpoint } from '../http/endpoint.ts';
import { invalidRequest, missing } from '../http/errors.ts';
import { expand, flag, mergeMetadata, metadata } from '../http/params.ts';
import { newId } from '../ids.ts';
import { chargeExpandable, presentDispute } from '../present.ts';
import type { Charge, Dispute, Payment } from '../records.ts';
import { evidenceFileFields, evidenceParams } from './evidence.ts';
import { listEndpoint } from './lists.ts';

const common = { expand: expand(chargeExpandable) };
const updateParams = z.strictObject({
  ...common,
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
  gateway: Gateway,
  payment: Payment,
  charge: Charge,
  { reason, amount = charge.amountCaptured, isInquiry = false }: NewDispute,
  cause: Cause,
): Dispute {
  const dispute: Dispute = {
    ...newRecord(gateway),
    kind: 'dispute',
    id: newId('du'),
    parent: payment.id,
    paymentId: payment.id,
    charge: charge.id,
    amount,
    currency: payment.currency,
    reason,
    status: 'warning_needs_response',
    settlesAs: null,
    evidence: {},
    submissions: 0,
    metadata: {},
  };
  if (!isInquiry) withdraw(gateway, dispute, payment, charge);
  gateway.store.change(dispute);
  emitDispute(gateway, 'created', dispute, payment, cause);
  if (!isInquiry) emitDispute(gateway, 'funds_withdrawn', dispute, payment, cause);
  return dispute;
}

function withdraw(gateway: Gateway, dispute: Dispute, payment: Payment, charge: Charge): void {
  dispute.status = 'needs_response';
  charge.disputed = true;
  charge.disputedAmount += dispute.amount;
  gateway.store.change(payment);
  const { id: source, amount } = dispute;
  recordTransaction(gateway, payment, { type: 'adjustment', amount: -amount, fee: disputeFee, source });
}

/** The cardholder isn't content with the answer to an inquiry. */
export function escalateInquiry(gateway: Gateway, dispute: Dispute, payment: Payment, cause: Cause): void {
  withdraw(gateway, dispute, payment, chargeOf(dispute, payment));
  gateway.store.change(dispute);
  emitDispute(gateway, 'updated', dispute, payment, cause);
  emitDispute(gateway, 'funds_withdrawn', dispute, payment, cause);
}

/** The bank is content: nothing was deducted. */
export function closeInquiry(gateway: Gateway, dispute: Dispute, payment: Payment, cause: Cause): void {
  dispute.status = 'warning_closed';
  gateway.store.change(dispute);
  emitDispute(gateway, 'closed', dispute, payment, cause);
}

function chargeOf(dispute: Dispute, payment: Payment): Charge {
  const charge = payment.charges.find(({ id }) => id === dispute.charge);
  if (charge === undefined) throw new Error(`${dispute.id} is about ${dispute.charge}, which is gone`);
  return charge;
}

/** @throws ApiError 404 */
export async function disputeAndPayment({ gateway, id }: Call<unknown>) {
  const found = await gateway.store.find('dispute', id);
  if (found === undefined) throw missing('dispute', id, 'dispute');
  const [dispute, payment] = await gateway.store.findAll([id, found.paymentId]);
  if (dispute?.kind !== 'dispute' || payment?.kind !== 'payment') throw missing('dispute', id, 'dispute');
  return { dispute, payment };
}

/**
 * Takes evidence. As in Stripe's test mode, the text `winning_evidence` wins and `losing_evidence` loses after
 * a second; anything else stays under review. With `submit=false` it is only stored.
 */
async function update(call: Call<z.output<typeof updateParams>>) {
  const { gateway, params } = call;
  const { dispute, payment } = await disputeAndPayment(call);
  if (dispute.status !== 'needs_response' && dispute.status !== 'warning_needs_response')
    throw invalidRequest('This dispute is already closed or under review', 'dispute');
  dispute.metadata = mergeMetadata(params.metadata, dispute.metadata);
  for (const field of evidenceFileFields) {
    const file = params.evidence[field];
    if (file !== undefined && file !== '' && (await gateway.store.find('file', file)) === undefined)
      throw missing('file', file, `evidence[${field}]`);
  }
  // What a request doesn't name stays, and what it names as empty goes, as of all of Stripe's parameters.
  const given = Object.entries(params.evidence);
  dispute.evidence = Object.fromEntries(
    Object.entries({ ...dispute.evidence, ...params.evidence }).filter(([, value]) => value !== ''),
  );
  if (params.submit && given.length > 0) {
    const text = dispute.evidence.uncategorized_text;
    dispute.status = dispute.status === 'needs_response' ? 'under_review' : 'warning_under_review';
    dispute.submissions += 1;
    const isDispute = dispute.status === 'under_review';
    dispute.settlesAs =
      isDispute && text === 'winning_evidence'
        ? 'won'
        : isDispute && text === 'losing_evidence'
          ? 'lost'
          : null;
    dispute.dueAt = dispute.settlesAs === null ? null : gateway.clock.nowMs() + reviewMs;
  }
  gateway.store.change(dispute);
  emitDispute(gateway, 'updated', dispute, payment, call.cause);
  return presentDispute(dispute, payment, params.expand);
}

/** Accepts the dispute, which is lost at once. */
async function close(call: Call<z.output<z.ZodObject<typeof common>>>) {
  const { dispute, payment } = await disputeAndPayment(call);
  if (dispute.status === 'won' || dispute.status === 'lost')
    throw invalidRequest('This dispute is already closed', 'dispute');
  decideDispute(call.gateway, dispute, payment, 'lost', call.cause);
  return presentDispute(dispute, payment, call.params.expand);
}

/** The bank's decision; winning a dispute returns the money. */
export function decideDispute(
  gateway: Gateway,
  dispute: Dispute,
  payment: Payment,
  outcome: 'won' | 'lost',
  cause: Cause,
): void {
  dispute.status = outcome;
  dispute.settlesAs = null;
  dispute.dueAt = null;
  gateway.store.change(dispute);
  if (outcome === 'won') {
    const charge = chargeOf(dispute, payment);
    charge.disputed = charge.disputedAmount > dispute.amount;
    charge.disputedAmount -= dispute.amount;
    gateway.store.change(payment);
    const { id: source, amount } = dispute;
    recordTransaction(gateway, payment, { type: 'adjustment', amount, fee: 0, source });
    emitDispute(gateway, 'funds_reinstated', dispute, payment, cause);
  }
  emitDispute(gateway, 'closed', dispute, payment, cause);
}

const path = '/v1/disputes';

/** Stripe's disputes. Source: docs.stripe.com/api/disputes */
export const disputes: Endpoints = {
  [`GET ${path}`]: listEndpoint('dispute', path, chargeExpandable, (dispute, expand, payment) =>
    presentDispute(dispute, payment, expand),
  ),
  [`GET ${path}/:id`]: endpoint(z.strictObject(common), async (call) => {
    const { dispute, payment } = await disputeAndPayment(call);
    return presentDispute(dispute, payment, call.params.expand);
  }),
  [`POST ${path}/:id`]: endpoint(updateParams, update),
  [`POST ${path}/:id/close`]: endpoint(z.strictObject(common), close),
};
