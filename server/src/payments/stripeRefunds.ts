/**
 * Stripe's refunds and disputes: asked for, read, and what their states mean for ours.
 * Source: https://docs.stripe.com/api/refunds/object, /api/disputes/object
 */
import type { DisputeMessage, RefundMessage } from '@holdfast/shared/payments/machines';
import Stripe from 'stripe';
import type { ReportedDispute, ReportedRefund } from './outside.ts';

export async function createRefund(
  stripe: Stripe,
  refund: { id: string; stripePaymentId: string; amount: number; attempt: number },
): Promise<RefundMessage> {
  try {
    const made = await stripe.refunds.create(
      {
        payment_intent: refund.stripePaymentId,
        amount: refund.amount,
        metadata: { refundId: refund.id },
      },
      { idempotencyKey: `refund/${refund.id}/${refund.attempt}` },
    );
    return refundMessageOf(made);
  } catch (error) {
    if (
      error instanceof Stripe.errors.StripeInvalidRequestError ||
      error instanceof Stripe.errors.StripeCardError
    )
      return { type: 'failed', failure: error.message };
    throw error;
  }
}

export async function readRefund(stripe: Stripe, stripeId: string): Promise<RefundMessage> {
  return refundMessageOf(await stripe.refunds.retrieve(stripeId));
}

export function refundMessageOf(refund: Stripe.Refund): RefundMessage {
  if (refund.status === 'succeeded') return { type: 'done', stripeId: refund.id };
  if (refund.status === 'failed' || refund.status === 'canceled')
    return { type: 'failed', stripeId: refund.id, failure: refund.failure_reason ?? refund.status };
  return { type: 'sent', stripeId: refund.id };
}

/** A refund that was made at Stripe, for `adoptRefund`. */
export function reportedRefund(paymentId: string, refund: Stripe.Refund): ReportedRefund {
  return { paymentId, stripeId: refund.id, amount: refund.amount, message: refundMessageOf(refund) };
}

/** What a dispute has become; null for a status that Stripe added since. */
function disputeMessageOf({ status }: Pick<Stripe.Dispute, 'status'>): DisputeMessage | null {
  switch (status) {
    case 'warning_needs_response':
      return { type: 'inquired' };
    case 'warning_under_review':
      return { type: 'inquiryAnswered' };
    case 'warning_closed':
    case 'prevented':
      return { type: 'inquiryClosed' };
    case 'needs_response':
      return { type: 'opened' };
    case 'under_review':
      return { type: 'evidenceSubmitted' };
    case 'won':
      return { type: 'won' };
    case 'lost':
      return { type: 'lost' };
    default:
      return null;
  }
}

/** A dispute, for `adoptDispute`; null where nothing is known to follow from its status. */
export function reportedDispute(paymentId: string, dispute: Stripe.Dispute): ReportedDispute | null {
  const message = disputeMessageOf(dispute);
  if (message === null) return null;
  const dueBy = dispute.evidence_details?.due_by ?? null;
  return {
    paymentId,
    stripeId: dispute.id,
    amount: dispute.amount,
    reason: dispute.reason,
    evidenceDueAt: dueBy === null ? null : new Date(dueBy * 1000).toISOString(),
    message,
  };
}
