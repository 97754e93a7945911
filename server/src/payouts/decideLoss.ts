/** A sale whose payment a fan's bank took back: who bears it, and what becomes of that where the bank decides for us after all. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { LossDecision } from '@holdfast/shared/payouts';
import { adjustments, owedTo, post } from '../ledger/index.ts';
import { instantOf } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { type Database, inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { lockPayouts } from './lockRun.ts';
import { openOrders } from './openOrders.ts';

interface Decided {
  reservation_id: string;
  consignor_id: string;
  times: number;
}
/** What the entry of a decision was booked for. */
const lossCause = ({ reservation_id, consignor_id, times }: Decided) =>
  ['loss', reservation_id, consignor_id, ...(times > 1 ? [times] : [])].join('/');

/**
 * Decides once, unless the decision was taken back. Where the consignor bears it, all that they have of the order, paid or not, is taken back by an entry of the
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
    `WITH RECURSIVE ${openOrders({ consignor: '$1::text' })}
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
  const [decided] = await queryPrepared<{ times: number }>(
    trx,
    `INSERT INTO payout_losses AS s (reservation_id, consignor_id, bears, reason, at, by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (reservation_id, consignor_id) DO UPDATE SET bears = excluded.bears, reason = excluded.reason, at = excluded.at, by = excluded.by,
       reversed_at = NULL, times = s.times + 1
     RETURNING times`,
    [reservationId, consignorId, bears, reason, at, principal.by],
  );
  if (bears === 'consignor')
    await post(trx, [
      {
        kind: 'adjustment',
        cause: lossCause({
          reservation_id: reservationId,
          consignor_id: consignorId,
          times: decided?.times ?? 1,
        }),
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

/**
 * Gives back what consignors bore of disputes that the bank decided for us after they were lost. What was taken from them is owed
 * again, by an entry of the order. Where the marketplace bore it, it has its money back by the dispute itself.
 * @returns how many decisions
 */
export function reverseLosses(db: Database): Promise<number> {
  return inTransaction(db, async (trx) => {
    await lockPayouts(trx);
    const at = await instantOf(trx);
    const won = await queryPrepared<Decided & { reason: string }>(
      trx,
      `UPDATE payout_losses s SET reversed_at = $1
       WHERE s.bears = 'consignor' AND s.reversed_at IS NULL
         AND NOT EXISTS (SELECT FROM payments_disputes d WHERE d.reservation_id = s.reservation_id AND d.state = 'lost')
       RETURNING reservation_id, consignor_id, times, reason`,
      [at],
    );
    for (const decided of won) await reverseLoss(trx, decided, at);
    return won.length;
  });
}

async function reverseLoss(trx: Trx, decided: Decided & { reason: string }, at: string): Promise<void> {
  const { reservation_id: reservationId, consignor_id: consignorId, reason } = decided;
  const taken = await queryPrepared<{ account: string; amount: number; currency: string }>(
    trx,
    'SELECT account, amount, currency FROM ledger_postings WHERE cause = $1 AND reservation_id = $2 ORDER BY line',
    [lossCause(decided), reservationId],
  );
  const [first] = taken;
  if (!first) throw new Error(`the books have no entry of ${lossCause(decided)}`);
  await post(trx, [
    {
      kind: 'adjustment',
      cause: `${lossCause(decided)}/won`,
      reservationId,
      paymentId: null,
      currency: first.currency,
      at,
      entries: taken.map(({ account, amount }) => ({ account, amount: -amount })),
    },
  ]);
  await audit(trx, { by: 'system', requestId: null }, [
    {
      what: 'consignor.reverseLoss',
      subject: consignorId,
      before: { bears: 'consignor', reason },
      after: { amount: Math.abs(first.amount), order: reservationId },
    },
  ]);
}
