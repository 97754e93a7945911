/** A consignor's own money, as the portal shows it. */
import type { OwnPayouts } from '@holdfast/shared/payouts';
import type { Trx } from '../platform/db/index.ts';
import { payableOf } from './readPayables.ts';
import { moneyOf, payoutsOf } from './readPayouts.ts';

/** Payouts that the page shows. */
const mostPayouts = 50;

/** @throws Problem `not_found` */
export async function ownPayoutsOf(trx: Trx, consignorId: string): Promise<OwnPayouts> {
  const { owed, payable, inPayouts, waiting, payoutDays, hold } = await payableOf(trx, consignorId);
  // A draft may still be withdrawn, and a payout that was dropped from one never was.
  const payouts = (await payoutsOf(trx, { consignorId }, mostPayouts)).filter(
    ({ state }) => state !== 'draft' && state !== 'canceled',
  );
  return {
    owed: moneyOf(owed),
    payable: moneyOf(payable),
    inPayouts: moneyOf(inPayouts),
    waiting,
    payoutDays,
    isHeld: hold !== null,
    payouts: payouts.map(({ id, amount, lines, state, way, reference, paidOn }) => ({
      id,
      amount,
      lines,
      state,
      way,
      reference,
      paidOn,
    })),
  };
}
