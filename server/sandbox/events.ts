import { type Cause, type Gateway, newRecord } from './gateway.ts';
import { newId } from './ids.ts';
import { presentCharge, presentDispute, presentPaymentIntent, presentRefund } from './present.ts';
import type { Charge, Dispute, Payment, Refund } from './records.ts';

/**
 * Records an event; its webhook is sent after the change that it reports is committed.
 * @param object the object as it is now, in Stripe's format
 */
function emit(gateway: Gateway, type: string, object: object, cause: Cause): void {
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

type PaymentIntentEvent =
  | 'amount_capturable_updated'
  | 'requires_action'
  | 'payment_failed'
  | 'processing'
  | 'succeeded'
  | 'canceled';
type DisputeEvent = 'created' | 'updated' | 'closed' | 'funds_withdrawn' | 'funds_reinstated';

/** Records `payment_intent.<what>`. */
export const emitPaymentIntent = (g: Gateway, what: PaymentIntentEvent, payment: Payment, cause: Cause) =>
  emit(g, `payment_intent.${what}`, presentPaymentIntent(payment), cause);

/** Records `charge.refunded`. */
export const emitChargeRefunded = (g: Gateway, payment: Payment, charge: Charge, cause: Cause) =>
  emit(g, 'charge.refunded', presentCharge(payment, charge), cause);

/** Records `refund.<what>`. */
export const emitRefund = (
  g: Gateway,
  what: 'created' | 'updated' | 'failed',
  refund: Refund,
  payment: Payment,
  cause: Cause,
) => emit(g, `refund.${what}`, presentRefund(refund, payment), cause);

/** Records `charge.dispute.<what>`. */
export const emitDispute = (
  g: Gateway,
  what: DisputeEvent,
  dispute: Dispute,
  payment: Payment,
  cause: Cause,
) => emit(g, `charge.dispute.${what}`, presentDispute(dispute, payment), cause);
