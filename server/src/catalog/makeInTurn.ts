import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** Whoever makes venues or teams waits for the one before: both would find a name free that only one can have. */
export async function makeInTurn(trx: Trx): Promise<void> {
  await queryPrepared(trx, `SELECT pg_advisory_xact_lock(hashtext('catalog_places'))`, []);
}
