/** Disputes of a payment: kept until it can answer, opened, and won; within the payment's transaction. */
import { paymentMachine } from '@holdfast/shared/payments/machines';
import { atStripe, disputed, post } from '../ledger/index.ts';
import { type FollowUp, messageTo } from '../platform/actors/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { setAttention } from '../reservations/index.ts';
import { type Call, postingOf } from './posting.ts';

/**
 * Sends a payment what came of its disputes before it could answer. After the reservation's own message, so that what
 * staff see of the dispute stays.
 */
export async function sendKeptDisputes(_trx: Trx, calls: Call<'sendKeptDisputes'>[]): Promise<FollowUp[]> {
  return calls.flatMap(({ actorId, version, by, params: { kept } }) =>
    kept.map((message) => {
      const cause = `${actorId}/${version}/${message.type}/${message.disputeId}`;
      return { addressed: messageTo(paymentMachine, actorId, message, { by, cause }), mayBeRefused: true };
    }),
  );
}

/** The bank takes the disputed money; support looks at the order. */
export async function postDispute(trx: Trx, calls: Call<'postDispute'>[]): Promise<void> {
  await post(
    trx,
    calls.map((call) => {
      const amount = call.params.amount;
      const entries = [
        { account: disputed, amount },
        { account: atStripe, amount: -amount },
      ];
      return { ...postingOf(call, 'dispute'), entries };
    }),
  );
  await setAttention(
    trx,
    calls.map((call) => call.context.reservationId),
    'The fan’s bank disputes the payment',
  );
}

/** The disputed money is back. */
export async function postDisputeWon(trx: Trx, calls: Call<'postDisputeWon'>[]): Promise<void> {
  await post(
    trx,
    calls.map((call) => {
      const amount = call.params.amount;
      const entries = [
        { account: atStripe, amount },
        { account: disputed, amount: -amount },
      ];
      return { ...postingOf(call, 'disputeWon'), entries };
    }),
  );
  await setAttention(
    trx,
    calls.map((call) => call.context.reservationId),
    null,
  );
}
