import type { Call } from './call.ts';
import { invalidRequest, missing } from './errors.ts';
import { emitDispute } from './events.ts';
import { type Cause, type Gateway, newRecord } from './gateway.ts';
import { newId } from './ids.ts';
import { listRecords } from './lists.ts';
import { booleanParam, expandParam, metadataParam, refuseUnknown } from './params.ts';
import { presentDispute } from './presentDispute.ts';
import type { Charge, Dispute, Payment } from './records.ts';

const expandable = ['charge', 'payment_intent'];
const updateParams = new Set(['evidence', 'metadata', 'submit']);
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
  gateway.totals.add(payment.currency, 'disputed', dispute.amount);
  gateway.store.change(payment);
  gateway.store.change(dispute);
  emitDispute(gateway, 'created', dispute, payment, cause);
  emitDispute(gateway, 'funds_withdrawn', dispute, payment, cause);
}

async function disputeAndPayment(call: Call, id: string): Promise<{ dispute: Dispute; payment: Payment }> {
  const found = await call.gateway.store.find('dispute', id);
  if (found === undefined) throw missing('dispute', id, 'dispute');
  const [dispute, payment] = await call.gateway.store.findAll([id, found.paymentId]);
  if (dispute?.kind !== 'dispute' || payment?.kind !== 'payment') throw missing('dispute', id, 'dispute');
  return { dispute, payment };
}

/** `GET /v1/disputes/:id` */
export async function retrieveDispute(call: Call) {
  const { dispute, payment } = await disputeAndPayment(call, call.id);
  return presentDispute(dispute, payment, expandParam(call.form, expandable));
}

/** `GET /v1/disputes` */
export const listDisputes = (call: Call) =>
  listRecords(call, 'dispute', '/v1/disputes', expandable, presentDispute);

/**
 * `POST /v1/disputes/:id`: takes evidence. As in Stripe's test mode, the text `winning_evidence` wins and
 * `losing_evidence` loses after a second; anything else stays under review. With `submit=false` it is only
 * stored.
 */
export async function updateDispute(call: Call) {
  const { gateway, form } = call;
  refuseUnknown(form, updateParams);
  const expand = expandParam(form, expandable);
  const submit = form.submit === undefined || booleanParam(form, 'submit');
  const { dispute, payment } = await disputeAndPayment(call, call.id);
  if (dispute.status !== 'needs_response') {
    throw invalidRequest('This dispute is already closed or under review', 'dispute');
  }
  dispute.metadata = metadataParam(form, dispute.metadata);
  const given = typeof form.evidence === 'object' ? form.evidence : {};
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'string') dispute.evidence[name] = value;
  }
  if (submit && Object.keys(given).length > 0) {
    const text = dispute.evidence.uncategorized_text;
    dispute.status = 'under_review';
    dispute.submissions += 1;
    dispute.settlesAs = text === 'winning_evidence' ? 'won' : text === 'losing_evidence' ? 'lost' : null;
    dispute.dueAt = dispute.settlesAs === null ? null : gateway.clock.nowMs() + reviewMs;
  }
  gateway.store.change(dispute);
  emitDispute(gateway, 'updated', dispute, payment, call.cause);
  return presentDispute(dispute, payment, expand);
}

/** `POST /v1/disputes/:id/close`: accepts the dispute, which is lost at once. */
export async function closeDispute(call: Call) {
  const expand = expandParam(call.form, expandable);
  const { dispute, payment } = await disputeAndPayment(call, call.id);
  if (dispute.status === 'won' || dispute.status === 'lost') {
    throw invalidRequest('This dispute is already closed', 'dispute');
  }
  decideDispute(call.gateway, dispute, payment, 'lost', call.cause);
  return presentDispute(dispute, payment, expand);
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
    gateway.totals.add(payment.currency, 'disputed', -dispute.amount);
    gateway.store.change(payment);
    emitDispute(gateway, 'funds_reinstated', dispute, payment, cause);
  }
  emitDispute(gateway, 'closed', dispute, payment, cause);
}
