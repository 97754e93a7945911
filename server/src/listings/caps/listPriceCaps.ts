/** Price caps with how much on sale is above them. */
import type { PriceCap } from '@holdfast/shared/priceCaps';
import { query, queryPrepared, type Trx } from '../../platform/db/index.ts';
import type { PriceCapsSet } from '../../priceCaps/index.ts';

interface CapRow
  extends Pick<
    PriceCapsSet,
    'id' | 'country' | 'region' | 'over_face_bps' | 'over_face_amount' | 'law' | 'created_at' | 'ended_at'
  > {
  listings_above: number;
  person_name: string | null;
}

/** A place with a law of its own isn't under that of its country. */
const rowsText = `
  SELECT c.id, c.country, c.region, c.over_face_bps, c.over_face_amount, c.law, p.name AS person_name, c.created_at, c.ended_at,
    CASE WHEN c.ended_at IS NOT NULL THEN 0 ELSE (
      SELECT count(*)::int FROM catalog_venues_named v JOIN catalog_calendar e ON e.venue_id = v.id AND e.starts_at > now()
      JOIN listings l ON l.event_id = e.id AND listing_is_sellable(l.state) AND l.available > 0
      CROSS JOIN LATERAL price_cap_of(v.country, v.region, l.face_value_amount) cap
      WHERE v.country = c.country AND coalesce(c.region, v.region) IS NOT DISTINCT FROM v.region AND cap.cap_law = c.law
        AND (cap.cap_amount IS NULL OR l.price_amount > cap.cap_amount)) END AS listings_above
  FROM price_caps_set c LEFT JOIN accounts_people_named p ON p.id = c.created_by`;

const present = (row: CapRow): PriceCap => ({
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
  const rows = await queryPrepared<CapRow>(
    trx,
    `${rowsText} ORDER BY c.ended_at IS NOT NULL, c.country, c.region NULLS FIRST, c.created_at DESC`,
  );
  return { data: rows.map(present), total: rows.length };
}

/** One cap, in force or ended. */
export async function showPriceCap(trx: Trx, id: string): Promise<PriceCap> {
  const [row] = await queryPrepared<CapRow>(trx, `${rowsText} WHERE c.id = $1`, [id]);
  return present(row as CapRow);
}

export interface LawPassed {
  law: string;
  listings: number;
  /** When its cap was set. */
  at: Date;
}

/** Caps that some live listings exceed. */
export function lawsPassed(trx: Trx, most: number): Promise<LawPassed[]> {
  return query<LawPassed>(
    trx,
    `SELECT cap.cap_law AS law, count(*)::int AS listings, max(pc.created_at) AS at
     FROM price_caps_set pc JOIN catalog_venues_named v ON v.country = pc.country AND coalesce(pc.region, v.region) = v.region
       JOIN catalog_calendar e ON e.venue_id = v.id AND e.starts_at > now() JOIN listings l ON l.event_id = e.id AND listing_is_sellable(l.state) AND l.available > 0
       CROSS JOIN LATERAL price_cap_of(v.country, v.region, l.face_value_amount) cap
     WHERE pc.ended_at IS NULL AND l.price_amount > cap.cap_amount GROUP BY cap.cap_law LIMIT $1`,
    [most],
  );
}
