/** Some seats of a listing go back to its consignor while the rest stays on sale. The caller has locked the listing. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** Free seats leave the sale now; held ones are marked, and leave when they are free. */
export async function takeSeatsBack(trx: Trx, listingId: string, seats: readonly number[]): Promise<void> {
  await queryPrepared(
    trx,
    `WITH gone AS (
       UPDATE tickets SET state = CASE WHEN state = 'free' THEN 'withdrawn' ELSE state END, taken_back_at = now()
       WHERE listing_id = $1 AND seat = ANY($2::int[]) AND state IN ('free', 'held')
       RETURNING state
     ),
     counted AS (SELECT count(*)::int AS n FROM gone WHERE state = 'withdrawn')
     UPDATE listings SET available = available - n, withdrawn = withdrawn + n FROM counted WHERE id = $1`,
    [listingId, seats],
  );
}

/** That many free admissions of a listing without seats leave the sale. */
export async function takeAdmissionsBack(trx: Trx, listingId: string, quantity: number): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE listings SET available = available - $2, withdrawn = withdrawn + $2 WHERE id = $1',
    [listingId, quantity],
  );
}
