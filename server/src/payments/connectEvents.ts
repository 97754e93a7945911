/** What Stripe tells of consignors' accounts and of transfers: known here by their types, worked on by higher rooms' jobs. */
import { jobs } from '../platform/jobs/index.ts';
import type { StripeUpdate } from './paymentUpdates.ts';
import type { StripeClient, StripeEvent } from './stripe.ts';
import { readTransfer } from './stripeTransfers.ts';

/** The types of events of connected accounts, which Stripe sends to an endpoint of their own. */
export const connectEvents = [
  'account.updated',
  'account.application.deauthorized',
  'payout.paid',
  'payout.failed',
] as const satisfies ReadonlyArray<StripeEvent['type']>;

/** An event becomes a job, in the transaction that records the event. */
const passOn =
  (event: StripeEvent, task: string, payload: Record<string, unknown>): StripeUpdate['messages'] =>
  async (trx) => {
    await jobs.add(trx, [{ task, payload, key: `${task}/${event.id}` }]);
    return 'passedOn';
  };

/**
 * @returns null for an event of another kind
 * @throws Error for a transfer that was taken back in part: nothing is owed again until all of it is back
 */
export async function passOnConnect(
  stripe: StripeClient,
  event: StripeEvent,
): Promise<StripeUpdate['messages'] | null> {
  const { account } = event;
  switch (event.type) {
    case 'account.updated':
    case 'account.application.deauthorized':
      // Events come in any order: the account is asked about as it stands.
      return account ? passOn(event, 'connectedAccounts.ask', { stripeId: account }) : [];
    case 'payout.paid':
    case 'payout.failed': {
      if (!account) return [];
      const { amount, currency, failure_message: why } = event.data.object;
      const isPaid = event.type === 'payout.paid';
      return passOn(event, 'connectedAccounts.payout', {
        stripeId: account,
        eventId: event.id,
        problem: isPaid ? null : { amount, currency: currency.toUpperCase(), why: why ?? null },
      });
    }
    case 'transfer.reversed': {
      const { id, attemptId, amount, amountReversed, isReversed } = await readTransfer(
        stripe,
        event.data.object.id,
      );
      if (attemptId === null) return [];
      if (!isReversed)
        throw new Error(
          `${id} was taken back in part: ${amountReversed} of ${amount}. Take the rest back in Stripe’s dashboard, and the payout is owed again; or send the part anew there.`,
        );
      return passOn(event, 'payouts.transferReversed', { transferId: id, attemptId });
    }
    default:
      return null;
  }
}
