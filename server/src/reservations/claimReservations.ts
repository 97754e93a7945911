/** A guest signs in: what their browser held and bought as a guest follows them into the account. */
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { openHoldOf } from './queries.ts';

/** Who signs in, and what their browser has proven. */
export interface Claim {
  personId: string;
  email: string;
  /** From the signed cookie of this browser; null where it was no guest. */
  guestId: string | null;
  /** Orders that this browser may read by a grant. */
  grantedIds: readonly string[];
}

/**
 * Moves the guest's open hold, and their orders with the account's own email address, to the person. An address alone
 * proves nothing, since not every account's is confirmed: an order moves only when this browser made it, or opened it by its
 * code and address or by the link in its email.
 *
 * One open hold per fan: an older hold of the account is let go for the guest's, which is the one being bought. It stays
 * when its payment is under way; the guest's hold then stays with the browser.
 * @returns orders of the guest that stay outside of the account; this browser keeps reading them by a grant
 * @throws the broken constraint `reservations_one_open_hold` when the account gets another hold at the same moment
 */
export async function claimReservations(
  trx: Trx,
  engine: Engine,
  { personId, email, guestId, grantedIds }: Claim,
): Promise<string[]> {
  const own = guestId === null ? [] : [guestId];
  await queryPrepared(
    trx,
    `UPDATE reservations SET fan_id = $1 WHERE (fan_id = ANY($2::text[]) OR id = ANY($3::text[]) AND fan_id LIKE 'fan\\_%')
       AND NOT reservation_is_open(state) AND lower(email) = lower($4)`,
    [personId, own, grantedIds, email],
  );
  if (guestId === null) return [];
  const stays: string[] = [];
  const hold = await openHoldOf(trx, guestId);
  if (hold) {
    const older = await openHoldOf(trx, personId);
    if (older) await engine.apply(trx, [letGo(older.id, personId)]);
    if (older && (await openHoldOf(trx, personId))) stays.push(hold.id);
    else await queryPrepared(trx, 'UPDATE reservations SET fan_id = $2 WHERE id = $1', [hold.id, personId]);
  }
  const others = await queryPrepared<{ id: string }>(
    trx,
    'SELECT id FROM reservations WHERE fan_id = $1 AND reservation_is_order(state) ORDER BY id',
    [guestId],
  );
  return [...stays, ...others.map(({ id }) => id)];
}

const letGo = (id: string, by: string) =>
  messageTo(
    reservationMachine,
    id,
    { type: 'cancel' },
    { by, reason: 'The fan signed in with a newer hold' },
  );
