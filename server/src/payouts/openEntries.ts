/** Entries of consignors that no payout holds. Triggers of the schema keep them; what is written past triggers is found here. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** Finds them anew, from all entries of all time. Nothing may be posted or paid meanwhile. */
export async function findOpenEntries(trx: Trx): Promise<void> {
  await queryPrepared(trx, 'LOCK TABLE payout_open_entries IN SHARE ROW EXCLUSIVE MODE');
  await queryPrepared(trx, 'DELETE FROM payout_open_entries');
  await queryPrepared(
    trx,
    `INSERT INTO payout_open_entries (transaction_id, line, consignor_id, amount, currency, kind, reservation_id, event_id, at)
     SELECT p.transaction_id, p.line, split_part(p.account, ':', 2), p.amount, p.currency, p.kind, p.reservation_id, r.event_id, p.at
     FROM ledger_postings p LEFT JOIN reservations_orders r ON r.id = p.reservation_id
     WHERE p.account LIKE 'consignor:%' AND p.kind NOT IN ('payout', 'payoutReturned', 'consignorMerge')
       AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.transaction_id = p.transaction_id AND l.line = p.line AND l.released_at IS NULL)`,
  );
}
