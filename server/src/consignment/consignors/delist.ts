/** A consignor's wish to have a listing back: it waits for the desk, which withdraws it or says why it stays. */
import { audit, type Doer } from '../../platform/audit.ts';
import { run, type Trx } from '../../platform/db/index.ts';
import { notFound, Problem } from '../../platform/problem.ts';

/** States in which a listing can still be taken back. */
export const delistable = ['draft', 'submitted', 'rejected', 'live', 'paused'];

interface Row {
  state: string;
  delist_asked_at: Date | null;
  delist_reason: string | null;
}

/**
 * Asks for it, or with `wish` null takes the wish back. Asking again keeps the first moment and the new words.
 * @throws Problem `not_found` for another's listing; `transition_refused` once its sale is over
 */
export async function wishDelist(
  trx: Trx,
  consignorId: string,
  listingId: string,
  wish: { reason: string | null } | null,
  doer: Doer,
): Promise<void> {
  const [row] = await run<Row>(
    trx,
    'SELECT state, delist_asked_at, delist_reason FROM listings WHERE id = $1 AND consignor_id = $2 FOR NO KEY UPDATE',
    [listingId, consignorId],
  );
  if (!row) throw notFound('listing');
  if (wish && !delistable.includes(row.state))
    throw new Problem('transition_refused', `Its sale is over: it is ${row.state}. Nothing was changed.`, {
      accepts: [],
    });
  if (!wish && row.delist_asked_at === null) return;
  const [after] = await run<{ delist_asked_at: Date | null }>(
    trx,
    `UPDATE listings SET delist_asked_at = CASE WHEN $2 THEN coalesce(delist_asked_at, now()) END, delist_reason = $3 WHERE id = $1
     RETURNING delist_asked_at`,
    [listingId, wish !== null, wish?.reason ?? null],
  );
  await audit(trx, doer, [
    {
      what: wish ? 'listing.askDelist' : 'listing.takeBackDelist',
      subject: listingId,
      reason: wish?.reason ?? null,
      before: { delistAskedAt: row.delist_asked_at, delistReason: row.delist_reason },
      after: { delistAskedAt: after?.delist_asked_at ?? null, delistReason: wish?.reason ?? null },
    },
  ]);
}
