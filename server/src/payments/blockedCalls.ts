/** Payments whose buyer was blocked since they began, or whose card is: known only once Stripe authorized it. */
import { type Buyer, blocksAmong, isBlocked } from '../blocks/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import type { Call } from './posting.ts';

/** @returns the ids of the payments */
export async function blockedAmong(
  trx: Trx,
  calls: ReadonlyArray<Pick<Call<'captureOrVoid'>, 'actorId' | 'context'>>,
): Promise<ReadonlySet<string>> {
  const rows = await queryPrepared<{
    id: string;
    fan_id: string;
    email: string | null;
    account: string | null;
  }>(
    trx,
    `SELECT r.id, r.fan_id, r.email, p.email AS account FROM reservations_orders r
     LEFT JOIN accounts_people_named p ON p.id = r.fan_id WHERE r.id = ANY($1::text[])`,
    [calls.map(({ context }) => context.reservationId)],
  );
  const buyers = calls.map(({ actorId, context }): Buyer & { id: string } => {
    const order = rows.find(({ id }) => id === context.reservationId);
    return {
      id: actorId,
      fanId: order?.fan_id,
      emails: [order?.email, order?.account],
      card: context.card?.fingerprint,
    };
  });
  const blocked = await blocksAmong(trx, buyers);
  return new Set(buyers.filter((buyer) => isBlocked(blocked, buyer)).map(({ id }) => id));
}
