/** Invariant 9: a consignor that stopped has nothing on sale, and one that was merged has nothing left. */
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

type Found = { subject: string; detail: string };

export const consignorInvariants: Invariant[] = [
  {
    id: '9.deactivated',
    says: 'of a deactivated consignor nothing is on sale, and nobody signs in for it alone',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT c.id AS subject, format('%s listings on sale, %s sign-ins', l.n, p.n) AS detail FROM consignors c
         CROSS JOIN LATERAL (SELECT count(*) AS n FROM listings WHERE consignor_id = c.id AND listing_is_sellable(state)) l
         CROSS JOIN LATERAL (SELECT count(*) AS n FROM people WHERE consignor_id = c.id AND deactivated_at IS NULL
           AND NOT roles && ARRAY['staff', 'finance', 'support', 'admin', 'accessData', 'gate']::text[]) p
         WHERE c.deactivated_at IS NOT NULL AND l.n + p.n > 0`,
      ),
  },
  {
    id: '9.merged',
    says: 'a merged consignor has no listings, deliveries, packages, files or sign-ins, nothing is owed to it, and it points at one that stayed',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT c.id AS subject, format('%s listings, %s deliveries, %s packages, %s files, %s people, owed %s, into %s', l.n, d.n, k.n, i.n, p.n, -coalesce(o.n, 0),
           coalesce(into_.merged_into, 'one that stayed')) AS detail
         FROM consignors c JOIN consignors into_ ON into_.id = c.merged_into
         CROSS JOIN LATERAL (SELECT count(*) AS n FROM listings WHERE consignor_id = c.id) l
         CROSS JOIN LATERAL (SELECT count(*) AS n FROM deliveries WHERE consignor_id = c.id) d
         CROSS JOIN LATERAL (SELECT count(*) AS n FROM packages WHERE consignor_id = c.id) k
         CROSS JOIN LATERAL (SELECT count(*) AS n FROM imports WHERE consignor_id = c.id) i
         CROSS JOIN LATERAL (SELECT count(*) AS n FROM people WHERE consignor_id = c.id) p
         CROSS JOIN LATERAL (SELECT sum(amount) AS n FROM ledger_entries WHERE account = 'consignor:' || c.id) o
         WHERE c.merged_into IS NOT NULL
           AND (l.n + d.n + k.n + i.n + p.n > 0 OR coalesce(o.n, 0) <> 0 OR into_.merged_into IS NOT NULL)`,
      ),
  },
];
