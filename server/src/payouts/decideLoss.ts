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
 * Decides once. Where the consignor bears it, what is owed for the order is taken back by an entry of the order; where the
 * marketplace does, it is paid like any other sale.
 * @throws Problem `not_found`; `transition_refused` where nothing of the order waits for that
 */
export async function decideLoss(
  trx: Trx,
  consignorId: string,
  { reservationId, bears, reason }: LossDecision,
  principal: Principal,
): Promise<void> {
  await lockPayouts(trx);
  const [order] = await queryPrepared<{ amount: number; reason: string | null }>(
    trx,
    // What was advanced is claimed back too: the sale's entries without the advance's.
    `WITH RECURSIVE ${openOrders('$1::text')}
     SELECT (SELECT sum(l.amount)::bigint FROM lines l WHERE l.reservation_id = $2 AND l.currency = $3 AND l.kind <> 'advance') AS amount,
       j.reason FROM judged j WHERE j.reservation_id = $2 AND j.currency = $3 AND NOT j.is_advance`,
    [consignorId, reservationId, marketplaceCurrency],
  );
  if (!order) throw notFound('order');
  if (order.reason !== 'lost')
    throw new Problem('transition_refused', 'Nothing of this order waits for that. Nothing was changed.', {
      accepts: [],
    });
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
          { account: owedTo(consignorId), amount: order.amount },
          { account: adjustments, amount: -order.amount },
        ],
      },
    ]);
  await audit(trx, principal, [
    {
      what: 'consignor.decideLoss',
      subject: consignorId,
      reason,
      before: null,
      after: { bears, amount: order.amount, order: reservationId },
    },
  ]);
}
