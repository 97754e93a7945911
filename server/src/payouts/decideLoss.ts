/** A sale whose payment a fan's bank took back for good: who bears it. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { LossDecision } from '@holdfast/shared/payouts';
import { adjustments, owedTo, post } from '../ledger/index.ts';
import { instantOf } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { lockPayouts } from './makeRun.ts';
import { openOrders } from './openOrders.ts';

/**
 * Decides once. Where the consignor bears it, all that they have of the order, paid or not, is taken back by an entry of the
 * order: what was paid already becomes a claim. Where the marketplace does, they keep it, or are paid as for any other sale.
 * @throws Problem `not_found`; `transition_refused` where nothing of the order waits for that
 */
export async function decideLoss(
  trx: Trx,
  consignorId: string,
  { reservationId, bears, reason }: LossDecision,
  principal: Principal,
): Promise<void> {
  await lockPayouts(trx);
  const [order] = await queryPrepared<{ amount: number | null }>(
    trx,
    `WITH RECURSIVE ${openOrders('$1::text')}
     SELECT (SELECT t.amount FROM lost t WHERE t.reservation_id = $2 AND t.currency = $3) AS amount
     WHERE EXISTS (SELECT FROM roots r JOIN ledger_postings p ON p.account = 'consignor:' || r.id WHERE p.reservation_id = $2)`,
    [consignorId, reservationId, marketplaceCurrency],
  );
  if (!order) throw notFound('order');
  if (order.amount === null)
    throw new Problem('transition_refused', 'Nothing of this order waits for that. Nothing was changed.', {
      accepts: [],
    });
  const { amount } = order;
  const at = await instantOf(trx);
  await queryPrepared(
    trx,
    'INSERT INTO payout_losses (reservation_id, consignor_id, bears, reason, at, by) VALUES ($1, $2, $3, $4, $5, $6)',
    [reservationId, consignorId, bears, reason, at, principal.by],
  );
  if (bears === 'consignor')
    await post(trx, [
      {
        kind: 'adjustment',
        cause: `loss/${reservationId}/${consignorId}`,
        reservationId,
        paymentId: null,
        currency: marketplaceCurrency,
        at,
        entries: [
          { account: owedTo(consignorId), amount },
          { account: adjustments, amount: -amount },
        ],
      },
    ]);
  await audit(trx, principal, [
    {
      what: 'consignor.decideLoss',
      subject: consignorId,
      reason,
      before: null,
      after: { bears, amount, order: reservationId },
    },
  ]);
}
