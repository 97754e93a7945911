/** A consignor's own money, as the portal shows it. */
import { type Money, marketplaceCurrency } from '@holdfast/shared/money';
import type { OwnPayouts, PayoutState } from '@holdfast/shared/payouts';
import type { Trx } from '../platform/db/index.ts';
import { advancesOf } from './readAdvances.ts';
import { payableOf } from './readPayables.ts';
import { payoutsOf } from './readPayouts.ts';

/** A draft may still be withdrawn, and what was dropped or canceled isn't paid. */
const shown: ReadonlySet<PayoutState> = new Set(['approved', 'sending', 'paid', 'returned', 'failed']);
const moneyOf = (amount: number): Money => ({ amount, currency: marketplaceCurrency });
/** Payouts that the page shows. */
const mostPayouts = 50;

/** @throws Problem `not_found` */
export async function ownPayoutsOf(trx: Trx, consignorId: string): Promise<OwnPayouts> {
  const { owed, payable, inPayouts, waiting, payoutDays, hold, paidBy, bankHold, taxHold, paidByHold } =
    await payableOf(trx, consignorId);
  const payouts = (await payoutsOf(trx, { consignorId }, mostPayouts)).filter(({ state }) =>
    shown.has(state),
  );
  return {
    owed: moneyOf(owed),
    payable: moneyOf(payable),
    inPayouts: moneyOf(inPayouts),
    // A lost sale that was paid out stands with zero until finance decides: nothing of theirs waits for that.
    waiting: waiting.filter(({ amount }) => amount !== 0),
    payoutDays,
    isHeld: hold !== null,
    paidBy,
    bankHold,
    taxHold,
    paidByHold,
    advances: await advancesOf(trx, consignorId),
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
