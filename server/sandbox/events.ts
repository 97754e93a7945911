import type { ConnectedAccount, Transfer } from './connectRecords.ts';
import { create, type Work } from './gateway.ts';
import { newId } from './ids.ts';
import { presentCharge, presentDispute, presentPaymentIntent, presentRefund } from './present.ts';
import { presentAccount, presentTransfer } from './presentConnect.ts';
import type { Charge, Dispute, Payment, Refund } from './records.ts';

/**
 * Records an event; its webhook is sent after the change that it reports is committed.
 * @param object the object as it is now, in Stripe's format
 * @param account the connected account on which it happened, if it did on one
 */
function emit(work: Work, type: string, object: object, account?: string): void {
  const id = newId('evt');
  const text = JSON.stringify({
    id,
    object: 'event',
    ...(account === undefined ? {} : { account }),
    api_version: work.apiVersion,
    created: work.clock.nowSeconds(),
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: work.cause.requestId, idempotency_key: work.cause.idempotencyKey },
    type,
  });
  create(work, 'event', { id, type, text, ...(account === undefined ? {} : { account }) });
}

type PaymentIntentEvent =
  | 'amount_capturable_updated'
  | 'requires_action'
  | 'payment_failed'
  | 'processing'
  | 'succeeded'
  | 'canceled';
type DisputeEvent = 'created' | 'updated' | 'closed' | 'funds_withdrawn' | 'funds_reinstated';

/** Stores the payment as it is now, and records `payment_intent.<what>`. */
export function savePayment(work: Work, payment: Payment, what: PaymentIntentEvent): void {
  work.store.change(payment);
  emit(work, `payment_intent.${what}`, presentPaymentIntent(payment));
}

/** Records `charge.refunded`. */
export const emitChargeRefunded = (work: Work, payment: Payment, charge: Charge): void =>
  emit(work, 'charge.refunded', presentCharge(payment, charge));

/** Stores the refund as it is now, and records `refund.<what>` for each. */
export function saveRefund(
  work: Work,
  refund: Refund,
  payment: Payment,
  ...what: Array<'created' | 'updated' | 'failed'>
): void {
  work.store.change(refund);
  for (const each of what) emit(work, `refund.${each}`, presentRefund(refund, payment));
}

/** Stores the dispute as it is now, and records `charge.dispute.<what>` for each. */
export function saveDispute(work: Work, dispute: Dispute, payment: Payment, ...what: DisputeEvent[]): void {
  work.store.change(dispute);
  for (const each of what) emit(work, `charge.dispute.${each}`, presentDispute(dispute, payment));
}

/** Stores the account as it is now, and records `account.updated`. */
export function saveAccount(work: Work, account: ConnectedAccount): void {
  work.store.change(account);
  emit(work, 'account.updated', presentAccount(account), account.id);
}

/** Records `account.application.deauthorized`: the object is the merchant's application, the account stands beside it. */
export const emitDeauthorized = (work: Work, { id }: ConnectedAccount): void =>
  emit(
    work,
    'account.application.deauthorized',
    { id: 'ca_sandbox', object: 'application', name: work.merchantName },
    id,
  );

/** Records `payout.<what>` of a connected account. */
export const emitAccountPayout = (
  work: Work,
  { id }: ConnectedAccount,
  what: 'paid' | 'failed',
  payout: object,
): void => emit(work, `payout.${what}`, payout, id);

/** Stores the transfer as it is now, and records `transfer.<what>`. */
export function saveTransfer(work: Work, transfer: Transfer, what: 'created' | 'reversed'): void {
  work.store.change(transfer);
  emit(work, `transfer.${what}`, presentTransfer(transfer));
}
