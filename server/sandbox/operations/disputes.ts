import { z } from 'zod';
import { emitDispute } from '../events.ts';
import { type Cause, type Gateway, newRecord } from '../gateway.ts';
import { type Call, type Endpoints, endpoint } from '../http/endpoint.ts';
import { invalidRequest, missing } from '../http/errors.ts';
import { expand, flag, mergeMetadata, metadata } from '../http/params.ts';
import { newId } from '../ids.ts';
import { chargeExpandable, presentDispute } from '../present.ts';
import type { Charge, Dispute, Payment } from '../records.ts';
import { listEndpoint } from './lists.ts';

const common = { expand: expand(chargeExpandable) };
const updateParams = z.strictObject({
  ...common,
  evidence: z.record(z.string(), z.unknown()).default({}),
  metadata,
  submit: flag.prefault('true'),
});
/** Banks take weeks. A test shouldn't wait for one, but must see that the decision comes later. */
const reviewMs = 1000;

/** The cardholder claims a whole charge back; the money is deducted until the dispute is won. */
export function openDispute(
  gateway: Gateway,
  payment: Payment,
  charge: Charge,
  reason: string,
  cause: Cause,
): void {
  const dispute: Dispute = {
    ...newRecord(gateway),
    kind: 'dispute',
    id: newId('du'),
    parent: payment.id,
    paymentId: payment.id,
    charge: charge.id,
    amount: charge.amountCaptured,
    currency: payment.currency,
    reason,
    status: 'needs_response',
    settlesAs: null,
    evidence: {},
    submissions: 0,
    metadata: {},
  };
  charge.disputed = true;
  charge.disputedAmount = dispute.amount;
  gateway.store.change(payment);
  gateway.store.change(dispute);
  emitDispute(gateway, 'created', dispute, payment, cause);
  emitDispute(gateway, 'funds_withdrawn', dispute, payment, cause);
}

async function disputeAndPayment({ gateway, id }: Call<unknown>) {
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
  if (dispute.status !== 'needs_response')
    throw invalidRequest('This dispute is already closed or under review', 'dispute');
  dispute.metadata = mergeMetadata(params.metadata, dispute.metadata);
  for (const [name, value] of Object.entries(params.evidence))
    if (typeof value === 'string') dispute.evidence[name] = value;
  if (params.submit && Object.keys(params.evidence).length > 0) {
    const text = dispute.evidence.uncategorized_text;
    dispute.status = 'under_review';
    dispute.submissions += 1;
    dispute.settlesAs = text === 'winning_evidence' ? 'won' : text === 'losing_evidence' ? 'lost' : null;
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
    const charge = payment.charges.find(({ id }) => id === dispute.charge)!;
    charge.disputedAmount -= dispute.amount;
    gateway.store.change(payment);
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
