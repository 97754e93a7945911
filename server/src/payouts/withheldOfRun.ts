import type { RunWithholding } from '@holdfast/shared/payouts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

interface Row extends Pick<RunWithholding, 'why' | 'amount'> {
  id: string;
  name: string;
}

/** From whom the payouts of a run withhold tax, why, and how much; the largest first. What was given back since isn't withheld. */
export async function withheldOfRun(trx: Trx, runId: string): Promise<RunWithholding[]> {
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT c.id, c.name, w.why, w.amount FROM payouts o JOIN payout_lines l ON l.payout_id = o.id
     JOIN payout_withholdings w ON w.transaction_id = l.transaction_id JOIN consignors_named c ON c.id = w.consignor_id
     WHERE o.run_id = $1 AND w.returned_at IS NULL ORDER BY w.amount DESC, c.id`,
    [runId],
  );
  return rows.map(({ id, name, why, amount }) => ({ consignor: { id, name }, why, amount }));
}
