/** The listing's machine, tied to its rows: what each of its actions does. */
import { listingContext, listingMachine } from '@holdfast/shared/listings/machines';
import { type ActionCall, defineActor } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { withdrawFreeTickets } from '../tickets/index.ts';
import { withdrawAvailable } from './counts.ts';
import { marketAmount, marketTables } from './market.ts';
import { notifyConsignor } from './notifyConsignor.ts';
import { recallUndone } from './recallUndone.ts';

type Calls<Name extends string> = ActionCall<typeof listingMachine, Name>[];

const priceOf = ({ context }: ActionCall<typeof listingMachine, 'writePrice'>) => context.priceAmount;

/** The last of several changes in one batch is the one that stays on the row; the history keeps each. */
async function writePrice(trx: Trx, calls: Calls<'writePrice'>): Promise<void> {
  // One array per column instead of `records`: a bulk action prices whole views, which the bench measures.
  const last = [...new Map(calls.map((call) => [call.actorId, call])).values()];
  await queryPrepared(
    trx,
    `UPDATE listings l SET price_amount = n.amount, priced_at = n.at FROM unnest($1::text[], $2::int[], $3::timestamptz[]) AS n (id, amount, at)
     WHERE l.id = n.id`,
    [last.map(({ actorId }) => actorId), last.map(priceOf), last.map(({ at }) => at)],
  );
  await queryPrepared(
    trx,
    `INSERT INTO listing_prices (listing_id, version, price_amount, at, by, reason, market_amount)
     SELECT n.*, ${marketAmount} FROM unnest($1::text[], $2::int[], $3::int[], $4::timestamptz[], $5::text[], $6::text[])
       AS n (listing_id, version, price_amount, at, by, reason) JOIN listings l ON l.id = n.listing_id ${marketTables}`,
    [
      calls.map(({ actorId }) => actorId),
      calls.map(({ version }) => version),
      calls.map(priceOf),
      calls.map(({ at }) => at),
      calls.map(({ by }) => by),
      calls.map(({ reason }) => reason),
    ],
  );
}

/** The waiting time in the queue starts here. */
async function stampSubmitted(trx: Trx, calls: Calls<'stampSubmitted'>): Promise<void> {
  await queryPrepared(
    trx,
    `UPDATE listings l SET submitted_at = n.at FROM unnest($1::text[], $2::timestamptz[]) AS n (id, at) WHERE l.id = n.id`,
    [calls.map(({ actorId }) => actorId), calls.map(({ at }) => at)],
  );
}

export const listingActor = defineActor(listingMachine, {
  prefix: 'lst',
  table: 'listings',
  context: listingContext,
  messages: {
    submit: { label: 'Submit again', needsReason: false },
    approve: { label: 'Approve', needsReason: false },
    reject: { label: 'Reject', needsReason: true },
    return: { label: 'Return to the consignor', needsReason: true },
    resubmit: { label: 'Submit again', needsReason: false },
    pause: { label: 'Pause', needsReason: true },
    resume: { label: 'Resume', needsReason: false },
    withdraw: { label: 'Withdraw', needsReason: true },
    reprice: { label: 'Price', needsReason: false },
    eventMoved: null,
    correct: null,
    restore: null,
  },
  inTransaction: {
    writePrice,
    stampSubmitted,
    async takeOffSale(trx, calls) {
      const ids = calls.map(({ actorId }) => actorId);
      await withdrawFreeTickets(trx, ids);
      await withdrawAvailable(trx, ids);
    },
    recallNotifications: recallUndone,
    notifyConsignor,
  },
  jobs: {},
});
