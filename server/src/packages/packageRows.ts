/** Packages as staff reads them. */

import type { packageQuery, SeasonPackage } from '@holdfast/shared/packages';
import type { z } from 'zod';
import { type Columns, type Database, inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import type { Package } from './Package.ts';

type PackageRow = Omit<Columns<Package>, 'created_by' | 'confirmed_by'> & {
  consignor_name: string;
  season_name: string;
  selling_from: string | null;
  selling_until: string | null;
  regular_from: string | null;
  regular_until: string | null;
  playoffs_from: string | null;
  playoffs_until: string | null;
  listings: number;
  submitted: number;
  live: number;
  sold: number;
  has_access: boolean;
  confirmed_by_name: string | null;
};

const days = ['selling', 'regular', 'playoffs']
  .flatMap((part) => [`s.${part}_from::text`, `s.${part}_until::text`])
  .join(', ');
const columns = `k.id, k.consignor_id, c.name AS consignor_name, k.season_id, f.name || ', ' || s.name AS season_name, ${days},
  k.section, k."row", k.low_seat, k.high_seat, k.seat_step, k.price, k.opponents, k.face_value_amount, k.floor_amount,
  k.ceiling_amount, k.split_rule, k.delivery, k.delivery_way, k.disclosure, k.created_at, k.confirmed_at, coalesce(p.name, k.confirmed_by) AS confirmed_by_name,
  k.ended_at, k.ended_reason, n.*, EXISTS (SELECT 1 FROM package_access a WHERE a.package_id = k.id) AS has_access`;
const named = `packages k JOIN consignors_named c ON c.id = k.consignor_id JOIN catalog_seasons_named s ON s.id = k.season_id
  JOIN catalog_performers_named f ON f.id = s.performer_id`;
const tables = `${named} LEFT JOIN accounts_people_named p ON p.id = k.confirmed_by CROSS JOIN LATERAL (
    SELECT count(*)::int AS listings, count(*) FILTER (WHERE listing_is_waiting(l.state))::int AS submitted,
      count(*) FILTER (WHERE listing_is_sellable(l.state))::int AS live, coalesce(sum(l.sold), 0)::int AS sold
    FROM listings_offered l WHERE l.package_id = k.id) n`;
const filter = `($1::text IS NULL OR k.consignor_id = $1) AND ($2::text IS NULL OR $2 =
  CASE WHEN k.ended_at IS NOT NULL THEN 'ended' WHEN k.confirmed_at IS NOT NULL THEN 'confirmed' ELSE 'draft' END)
  AND lower(c.name || ' ' || f.name || ' ' || s.name || ' ' || k.section || ' ' || k."row") LIKE ALL ($3::text[])`;

/** SQL of each order; the id decides between equals. */
const sorts: Record<z.output<typeof packageQuery>['sort'], string> = {
  createdAt: 'k.created_at',
  section: 'length(k.section), k.section',
  consignor: 'lower(c.name)',
  season: 'lower(f.name), s.name',
  sold: 'n.sold',
};

/** LIKE patterns: each word stands somewhere. */
const patternsOf = (words: string) =>
  words
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);

function windowOf(from: string | null, until: string | null) {
  return from === null || until === null ? null : { from, until };
}

function present(row: PackageRow): SeasonPackage {
  return {
    id: row.id,
    state: row.ended_at ? 'ended' : row.confirmed_at ? 'confirmed' : 'draft',
    consignor: { id: row.consignor_id, name: row.consignor_name },
    season: {
      id: row.season_id,
      name: row.season_name,
      selling: windowOf(row.selling_from, row.selling_until),
      regular: windowOf(row.regular_from, row.regular_until),
      playoffs: windowOf(row.playoffs_from, row.playoffs_until),
    },
    section: row.section,
    row: row.row,
    lowSeat: row.low_seat,
    highSeat: row.high_seat,
    seatStep: row.seat_step,
    terms: {
      price: row.price,
      opponents: row.opponents,
      faceValueAmount: row.face_value_amount,
      floorAmount: row.floor_amount,
      ceilingAmount: row.ceiling_amount,
      splitRule: row.split_rule,
      delivery: row.delivery,
      deliveryWay: row.delivery_way,
      disclosure: row.disclosure,
    },
    listings: row.listings,
    counts: { submitted: row.submitted, live: row.live, sold: row.sold },
    hasAccess: row.has_access,
    createdAt: row.created_at.toISOString(),
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    confirmedBy: row.confirmed_by_name,
    endedAt: row.ended_at?.toISOString() ?? null,
    endedReason: row.ended_reason,
  };
}

export async function listPackages(
  db: Database,
  query: z.output<typeof packageQuery>,
): Promise<{ data: SeasonPackage[]; total: number }> {
  const direction = query.order === 'desc' ? 'DESC' : 'ASC';
  const order = sorts[query.sort].split(', ').map((column) => `${column} ${direction}`);
  const filtered = [query.consignorId ?? null, query.state ?? null, patternsOf(query.q ?? '')];
  return inTransaction(db, async (trx) => {
    const rows = await queryPrepared<PackageRow>(
      trx,
      `SELECT ${columns} FROM ${tables} WHERE ${filter}
       ORDER BY ${order.join(', ')}, k.id LIMIT $4 OFFSET $5`,
      [...filtered, query.perPage, (query.page - 1) * query.perPage],
    );
    const [count] = await queryPrepared<{ total: number }>(
      trx,
      `SELECT count(*)::int AS total FROM ${named} WHERE ${filter}`,
      filtered,
    );
    return { data: rows.map(present), total: count?.total ?? 0 };
  });
}

/** @throws Problem `not_found` */
export async function showPackage(trx: Trx, id: string): Promise<SeasonPackage> {
  const [row] = await queryPrepared<PackageRow>(trx, `SELECT ${columns} FROM ${tables} WHERE k.id = $1`, [
    id,
  ]);
  if (!row) throw notFound('package');
  return present(row);
}
