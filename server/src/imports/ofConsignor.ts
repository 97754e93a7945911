/** The imports of a consignor as a whole: what a merge concerns. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** How many files a consignor has, and how many of them are being checked, applied or undone. */
export async function countImports(
  trx: Trx,
  consignorIds: readonly string[],
): Promise<{ all: number; running: number }> {
  const [row] = await queryPrepared<{ all: number; running: number }>(
    trx,
    `SELECT count(*)::int AS "all", count(*) FILTER (WHERE state = 'uploaded' OR import_is_underway(state))::int AS running
     FROM imports WHERE consignor_id = ANY($1::text[])`,
    [consignorIds],
  );
  return row ?? { all: 0, running: 0 };
}

/** Until the transaction ends no file of these consignors is checked, applied or undone. */
export async function lockImportsOf(trx: Trx, consignorIds: readonly string[]): Promise<void> {
  await queryPrepared(
    trx,
    'SELECT count(*) FROM (SELECT 1 FROM imports WHERE consignor_id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE) locked',
    [consignorIds],
  );
}

/** Gives the files of one consignor to another one, with their barcodes and what references mean; where both know a reference, the other one's stays. */
export async function moveImports(trx: Trx, fromId: string, intoId: string): Promise<void> {
  await queryPrepared(trx, 'UPDATE imports SET consignor_id = $2 WHERE consignor_id = $1', [fromId, intoId]);
  await queryPrepared(trx, 'UPDATE import_barcodes SET consignor_id = $2 WHERE consignor_id = $1', [
    fromId,
    intoId,
  ]);
  await queryPrepared(
    trx,
    `UPDATE import_games g SET consignor_id = $2 WHERE consignor_id = $1
       AND NOT EXISTS (SELECT 1 FROM import_games known WHERE known.consignor_id = $2 AND known.reference = g.reference)`,
    [fromId, intoId],
  );
  await queryPrepared(trx, 'DELETE FROM import_games WHERE consignor_id = $1', [fromId]);
}
