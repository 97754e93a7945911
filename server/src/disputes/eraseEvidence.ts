/**
 * Evidence about somebody who closed their account. While a bank decides, it is needed for a legal claim and stays (GDPR, article
 * 17 (3) (e)); once the bank decided, texts and files are removed here. What was submitted, when and by whom stays in the dispute's log;
 * Stripe keeps what it was sent by its own terms.
 */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** Removes the packs of these orders, or notes that they go when the bank has decided. */
export async function eraseEvidence(trx: Trx, reservationIds: readonly string[]): Promise<void> {
  await queryPrepared(
    trx,
    `UPDATE dispute_packs k SET erase_when_decided = true FROM payments_disputes d
     WHERE d.id = k.dispute_id AND d.reservation_id = ANY($1::text[])`,
    [reservationIds],
  );
  await eraseDecided(trx);
}

/** Removes the packs that waited for their verdict. @returns how many */
export async function eraseDecided(trx: Trx): Promise<number> {
  const rows = await queryPrepared<{ id: string }>(
    trx,
    `SELECT k.dispute_id AS id FROM dispute_packs k JOIN payments_disputes d ON d.id = k.dispute_id
     WHERE k.erase_when_decided AND NOT dispute_is_undecided(d.state) FOR UPDATE OF k`,
  );
  const ids = [rows.map(({ id }) => id)];
  await queryPrepared(trx, 'DELETE FROM dispute_uploads WHERE dispute_id = ANY($1::text[])', ids);
  await queryPrepared(trx, 'DELETE FROM dispute_files WHERE dispute_id = ANY($1::text[])', ids);
  await queryPrepared(trx, 'DELETE FROM dispute_packs WHERE dispute_id = ANY($1::text[])', ids);
  return rows.length;
}
