/** What the law of a place allows, against face value: set by finance, ended, never changed. */
import type { newPriceCap, PriceCap } from '@holdfast/shared/priceCaps';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { brokenConstraint, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { notFound, Problem } from '../platform/problem.ts';

interface Row {
  id: string;
  country: string;
  region: string | null;
  over_face_bps: number;
  over_face_amount: number;
  law: string;
  listings_above: number;
  person_name: string | null;
  created_at: Date;
  ended_at: Date | null;
}

/** A place with a law of its own isn't under that of its country. */
const rowsText = `
  SELECT c.id, c.country, c.region, c.over_face_bps, c.over_face_amount, c.law, p.name AS person_name, c.created_at, c.ended_at,
    CASE WHEN c.ended_at IS NOT NULL THEN 0 ELSE (
      SELECT count(*)::int FROM venues v JOIN events e ON e.venue_id = v.id AND e.starts_at > now()
      JOIN listings l ON l.event_id = e.id AND listing_is_sellable(l.state) AND l.available > 0
      CROSS JOIN LATERAL price_cap_of(v.country, v.region, l.face_value_amount) cap
      WHERE v.country = c.country AND coalesce(c.region, v.region) IS NOT DISTINCT FROM v.region AND cap.cap_law = c.law
        AND (cap.cap_amount IS NULL OR l.price_amount > cap.cap_amount)) END AS listings_above
  FROM price_caps c LEFT JOIN people p ON p.id = c.created_by`;

const present = (row: Row): PriceCap => ({
  id: row.id,
  country: row.country,
  region: row.region,
  overFaceBps: row.over_face_bps,
  overFaceAmount: row.over_face_amount,
  law: row.law,
  listingsAbove: row.listings_above,
  createdBy: row.person_name ?? 'Holdfast',
  createdAt: row.created_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
});

/** In force first, then by place; those that ended stay to be read. */
export async function listPriceCaps(trx: Trx): Promise<{ data: PriceCap[]; total: number }> {
  const rows = await queryPrepared<Row>(
    trx,
    `${rowsText} ORDER BY c.ended_at IS NOT NULL, c.country, c.region NULLS FIRST, c.created_at DESC`,
  );
  return { data: rows.map(present), total: rows.length };
}

/** @throws Problem `cap_exists` when the place has one in force: end that first */
export async function createPriceCap(
  trx: Trx,
  cap: z.output<typeof newPriceCap>,
  principal: Principal,
): Promise<PriceCap> {
  const id = newId('priceCap');
  try {
    await queryPrepared(
      trx,
      `INSERT INTO price_caps (id, country, region, over_face_bps, over_face_amount, law, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, cap.country, cap.region, cap.overFaceBps, cap.overFaceAmount, cap.law, principal.by],
    );
  } catch (error) {
    if (brokenConstraint(error) !== 'price_caps_one_a_place') throw error;
    const place = cap.region === null ? cap.country : `${cap.region}, ${cap.country}`;
    throw new Problem('cap_exists', `${place} has a cap in force. End it first.`);
  }
  await audit(trx, principal, [{ what: 'priceCap.create', subject: id, after: cap }]);
  return show(trx, id);
}

/** @throws Problem `not_found` when there is none in force of this id */
export async function endPriceCap(trx: Trx, id: string, principal: Principal): Promise<PriceCap> {
  const ended = await queryPrepared(
    trx,
    'UPDATE price_caps SET ended_at = now() WHERE id = $1 AND ended_at IS NULL RETURNING id',
    [id],
  );
  if (ended.length === 0) throw notFound('cap');
  const cap = await show(trx, id);
  const { country, region, law, endedAt } = cap;
  await audit(trx, principal, [
    {
      what: 'priceCap.end',
      subject: id,
      before: { country, region, law, endedAt: null },
      after: { country, region, law, endedAt },
    },
  ]);
  return cap;
}

async function show(trx: Trx, id: string): Promise<PriceCap> {
  const [row] = await queryPrepared<Row>(trx, `${rowsText} WHERE c.id = $1`, [id]);
  return present(row as Row);
}

export interface LawPassed {
  law: string;
  listings: number;
  /** When its cap was set. */
  at: Date;
}

/** Laws whose caps some of what is on sale is above. */
export function lawsPassed(trx: Trx, most: number): Promise<LawPassed[]> {
  return query<LawPassed>(
    trx,
    `SELECT cap.cap_law AS law, count(*)::int AS listings, max(pc.created_at) AS at
     FROM price_caps pc JOIN venues v ON v.country = pc.country AND coalesce(pc.region, v.region) = v.region
       JOIN events e ON e.venue_id = v.id AND e.starts_at > now() JOIN listings l ON l.event_id = e.id AND listing_is_sellable(l.state) AND l.available > 0
       CROSS JOIN LATERAL price_cap_of(v.country, v.region, l.face_value_amount) cap
     WHERE pc.ended_at IS NULL AND l.price_amount > cap.cap_amount GROUP BY cap.cap_law LIMIT $1`,
    [most],
  );
}
