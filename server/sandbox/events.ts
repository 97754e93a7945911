import type { Cause, Gateway } from './gateway.ts';
import { newRecord } from './gateway.ts';
import { newId } from './ids.ts';
import { presentCharge, presentPaymentIntent } from './present.ts';
import { presentDispute } from './presentDispute.ts';
import { presentRefund } from './presentRefund.ts';
import type { Charge, Dispute, Payment, Refund } from './records.ts';

/**
 * Records an event; its webhook is sent after the change that it reports is committed.
 * @param object the object as it is now, in Stripe's format
 */
export function emit(gateway: Gateway, type: string, object: object, cause: Cause): void {
  const id = newId('evt');
  const base = newRecord(gateway);
  const text = JSON.stringify({
    id,
    object: 'event',
    api_version: gateway.apiVersion,
    created: base.created,
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: cause.requestId, idempotency_key: cause.idempotencyKey },
    type,
  });
  gateway.store.change({ ...base, kind: 'event', id, type, text });
}

/** The events of a payment intent. */
export type PaymentIntentEvent =
  | 'amount_capturable_updated'
  | 'requires_action'
  | 'payment_failed'
  | 'processing'
  | 'succeeded'
  | 'canceled';

/** Records an event of a payment intent. */
export function emitPaymentIntent(
  gateway: Gateway,
  what: PaymentIntentEvent,
  payment: Payment,
  cause: Cause,
): void {
  emit(gateway, `payment_intent.${what}`, presentPaymentIntent(payment), cause);
}

/** Records `charge.refunded`. */
export function emitChargeRefunded(gateway: Gateway, payment: Payment, charge: Charge, cause: Cause): void {
  emit(gateway, 'charge.refunded', presentCharge(payment, charge), cause);
}

/** Records an event of a refund. */
export function emitRefund(
  gateway: Gateway,
  what: 'created' | 'updated' | 'failed',
  refund: Refund,
  payment: Payment,
  cause: Cause,
): void {
  emit(gateway, `refund.${what}`, presentRefund(refund, payment), cause);
}

/** Records an event of a dispute. */
export function emitDispute(
  gateway: Gateway,
  what: 'created' | 'updated' | 'closed' | 'funds_withdrawn' | 'funds_reinstated',
  dispute: Dispute,
  payment: Payment,
  cause: Cause,
): void {
  emit(gateway, `charge.dispute.${what}`, presentDispute(dispute, payment), cause);
}
