import type { paymentMachine } from '@holdfast/shared/payments/machines';
import type { Posting } from '../ledger/index.ts';
import type { ActionCall } from '../platform/actors/index.ts';

/** A call of one of the payment's actions. */
export type Call<Name extends string = string> = ActionCall<typeof paymentMachine, Name>;

/** What every ledger transaction of a payment names; its cause is the transition, so that it is posted once. */
export function postingOf(call: Call, kind: Posting['kind']): Omit<Posting, 'entries'> {
  const { reservationId, currency } = call.context;
  return {
    kind,
    cause: `${call.actorId}/${call.version}`,
    reservationId,
    paymentId: call.actorId,
    currency,
    at: call.at,
  };
}
