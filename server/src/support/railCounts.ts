import type { RailCounts } from '@holdfast/shared/support';
import { ask, type Database, inTransaction } from '../platform/db/index.ts';

/** The counts beside the pages of the rail that are no queue of listings. */
export async function readRailCounts(db: Database): Promise<RailCounts> {
  const [counts] = await inTransaction(db, (trx) =>
    ask<RailCounts>(
      trx,
      `SELECT (SELECT count(*)::int FROM listings WHERE listing_is_selling(state)) AS pricing,
         (SELECT count(*)::int FROM reservations WHERE attention IS NOT NULL) AS attention,
         (SELECT count(*)::int FROM mails WHERE state = 'failed') AS "mailsFailed"`,
    ),
  );
  return counts as RailCounts;
}
