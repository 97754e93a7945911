import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** How many season packages a consignor has. */
export async function countPackages(trx: Trx, consignorId: string): Promise<number> {
  const [row] = await queryPrepared<{ n: number }>(
    trx,
    'SELECT count(*)::int AS n FROM packages WHERE consignor_id = $1',
    [consignorId],
  );
  return row?.n ?? 0;
}

/** Gives every package of one consignor to another one. */
export async function movePackages(trx: Trx, fromId: string, intoId: string): Promise<void> {
  await queryPrepared(trx, 'UPDATE packages SET consignor_id = $2 WHERE consignor_id = $1', [fromId, intoId]);
}

/** Gives every package of a season to the season which it was merged into. */
export async function movePackagesOfSeason(trx: Trx, fromId: string, intoId: string): Promise<void> {
  await queryPrepared(trx, 'UPDATE packages SET season_id = $2 WHERE season_id = $1', [fromId, intoId]);
}
