/** Listings and price rules of somebody who leaves the staff go to a colleague, or to nobody. */
import { audit, type Principal } from '../platform/audit.ts';
import { query, type Trx } from '../platform/db/index.ts';

/** What is open of somebody's. */
export async function workOf(trx: Trx, personId: string): Promise<{ listings: number; priceRules: number }> {
  const [row] = await query<{ listings: number; priceRules: number }>(
    trx,
    `SELECT (SELECT count(*)::int FROM listings l WHERE l.owner_id = $1 AND listing_is_open(l.state)) AS listings,
       (SELECT count(*)::int FROM saved_price_rules r WHERE r.created_by = $1 AND r.deleted_at IS NULL) AS "priceRules"`,
    [personId],
  );
  return row as { listings: number; priceRules: number };
}

/**
 * A price rule runs as whoever has it: one that goes to nobody stays, and says at its next run that it needs
 * somebody. A rule over their own listings follows these.
 */
export async function handOverListings(
  trx: Trx,
  from: string,
  to: string | null,
  principal: Principal,
): Promise<void> {
  const listings = await query<{ id: string }>(
    trx,
    'UPDATE listings l SET owner_id = $2 WHERE l.owner_id = $1 AND listing_is_open(l.state) RETURNING l.id',
    [from, to],
  );
  const rules =
    to === null
      ? []
      : await query<{ id: string }>(
          trx,
          `UPDATE saved_price_rules SET created_by = $2, filter = CASE WHEN filter ->> 'owner' = $1
             THEN jsonb_set(filter, '{owner}', to_jsonb($2::text)) ELSE filter END
           WHERE created_by = $1 AND deleted_at IS NULL RETURNING id`,
          [from, to],
        );
  await audit(trx, principal, [
    ...listings.map(({ id }) => ({
      what: 'listing.assign',
      subject: id,
      before: { ownerId: from },
      after: { ownerId: to },
    })),
    ...rules.map(({ id }) => ({
      what: 'priceRule.handOver',
      subject: id,
      before: { runsAs: from },
      after: { runsAs: to },
    })),
  ]);
}
