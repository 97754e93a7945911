/** A case as it stood at a moment of its past: its machines, its seats, its money, and its fan's page. */
import { fanPage } from '@holdfast/shared/orders';
import type { CaseThen } from '@holdfast/shared/support';
import { orderThen } from '../orders/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { findReservation, placesThen } from '../reservations/index.ts';
import { bookedUntil } from './books.ts';

/**
 * Replayed from the logs, not read from copies.
 * @param idOrCode a reservation's id or order code
 * @param at ISO instant; one before the hold is the hold's, one in the future is now
 * @throws Problem `not_found`
 */
export async function readCaseThen(
  trx: Trx,
  engine: Engine,
  idOrCode: string,
  at: string,
): Promise<CaseThen> {
  const row = await findReservation(trx, idOrCode);
  const [clock] = await queryPrepared<{ now: Date }>(trx, 'SELECT clock_timestamp() AS now');
  const begun = row.created_at.toISOString();
  const moment = [begun, at, (clock as { now: Date }).now.toISOString()].toSorted()[1] as string;
  const { order, actors } = await orderThen(trx, engine, row, moment);
  const { refunded, refunding, withheld } = order.payment ?? {};
  const none = { amount: 0, currency: row.currency };
  return {
    at: moment,
    page: fanPage(order),
    actors: actors.map(({ id, type, state }) => ({ id, type, state })),
    seats: await placesThen(trx, row.id, moment),
    money: { refunded: refunded ?? none, refunding: refunding ?? none, isWithheld: withheld ?? false },
    books: await bookedUntil(trx, row.id, moment),
  };
}
