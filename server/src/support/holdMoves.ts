/** What a hold could go over to, with what the fan would pay more or less. */
import type { HoldMoves } from '@holdfast/shared/support';
import type { Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { findReservation, moveOptions } from '../reservations/index.ts';

/** The most that are shown. */
const most = 60;

/** @throws Problem `not_found`; `transition_refused` for what isn't a hold, or is being paid */
export async function holdMoves(trx: Trx, idOrCode: string): Promise<HoldMoves> {
  const hold = await findReservation(trx, idOrCode);
  if (hold.state !== 'pending.holding')
    throw new Problem('transition_refused', 'Only a hold that nobody pays for goes over to other seats.', {
      state: hold.state,
      accepts: [],
    });
  const { currency, total_amount: now } = hold;
  const options = await moveOptions(trx, hold);
  return {
    total: { amount: now, currency },
    data: options.slice(0, most).map(({ offer, places, seats, totalAmount }) => ({
      listingId: offer.id,
      places,
      seats,
      total: { amount: totalAmount, currency },
      difference: { amount: totalAmount - now, currency },
    })),
  };
}
