/** The one search box: orders and consignors by whatever is known of them. */
import type { Role } from '@holdfast/shared/accounts';
import { phoneDigitsOf } from '@holdfast/shared/http';
import type { SearchFound } from '@holdfast/shared/support';
import { type Database, inTransaction, query, type Trx } from '../platform/db/index.ts';
import { newestReservations } from './queries.ts';

/** What a list under the box shows. */
const mostOrders = 6;
const mostConsignors = 4;
/** Of a common name or address so many orders are looked at and counted. */
const mostCounted = 300;

/** Who may open consignors. */
const readsConsignors: readonly Role[] = ['staff', 'finance', 'admin'];

export async function search(db: Database, q: string, roles: readonly Role[]): Promise<SearchFound> {
  const { data, total, isSimilar } = await newestReservations(db, {
    q,
    most: mostCounted + 1,
    shown: mostOrders,
  });
  const mayRead = roles.some((role) => readsConsignors.includes(role));
  const consignors = mayRead ? await inTransaction(db, (trx) => consignorsLike(trx, q)) : [];
  return {
    orders: { data, total: Math.min(total, mostCounted), more: total > mostCounted, isSimilar },
    consignors,
  };
}

/** By name, misspelled too, by email address, or by at least five digits of the phone number. */
function consignorsLike(trx: Trx, q: string): Promise<SearchFound['consignors']> {
  return query(
    trx,
    `SELECT c.id, c.name, c.email, p.phone FROM consignors_named c JOIN consignors_profiles p ON p.id = c.id
     WHERE c.merged_into IS NULL AND (c.name ILIKE '%' || $1 || '%' OR c.email ILIKE '%' || $1 || '%' OR ($3 AND $2 <% c.name)
       OR ($4::text IS NOT NULL AND regexp_replace(p.phone, '\\D', '', 'g') LIKE '%' || $4 || '%'))
     ORDER BY (c.name ILIKE $1 || '%') DESC, word_similarity($2, c.name) DESC, c.name, c.id LIMIT ${mostConsignors}`,
    [q.replaceAll(/[\\%_]/g, '\\$&'), q, /\p{L}{4,}/u.test(q), phoneDigitsOf(q)],
  );
}
