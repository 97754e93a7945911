/** The fan's page of an order as the fan sees it, for who helps them. Nothing of it acts, and each opening is in the log. */
import type { Role } from '@holdfast/shared/accounts';
import type { Reservation } from '@holdfast/shared/reservations';
import { mayReadTickets } from '../accounts/index.ts';
import { presentOrder } from '../orders/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { findReservation } from '../reservations/index.ts';
import { withoutTickets } from './supportCase.ts';

/** Why it was read, as the log says. */
export const asFanReason = 'Opened as the fan sees it';

/**
 * @param idOrCode a reservation's id or order code
 * @returns what the fan's page shows, without the secrets of a payment; gate codes, barcodes and files for who may read tickets
 * @throws Problem `not_found`
 */
export async function readAsFan(
  trx: Trx,
  engine: Engine,
  idOrCode: string,
  { roles, principal }: { roles: readonly Role[]; principal: Principal },
): Promise<Reservation> {
  const row = await findReservation(trx, idOrCode);
  // Nobody's: whoever isn't its fan gets no secret of its payment.
  const shown = await presentOrder(trx, engine, row, null);
  await audit(trx, principal, [{ what: 'reservation.asFan', subject: row.id, reason: asFanReason }]);
  return mayReadTickets(roles) ? shown : withoutTickets(shown);
}
