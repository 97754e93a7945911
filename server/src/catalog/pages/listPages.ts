/** The addresses of pages that search engines know, beside those of events ahead. */
import { queryPrepared, type Trx } from '../../platform/db/index.ts';

/** Teams, venues and seasons that have events; the least that changes first. */
export async function listPages(trx: Trx): Promise<string[]> {
  const rows = await queryPrepared<{ path: string }>(
    trx,
    `SELECT '/teams/' || p.slug AS path FROM performers p WHERE p.merged_into IS NULL
       AND EXISTS (SELECT 1 FROM events e WHERE p.id IN (e.home_id, e.away_id))
     UNION ALL SELECT '/venues/' || v.slug FROM venues v WHERE v.merged_into IS NULL
       AND EXISTS (SELECT 1 FROM events e WHERE e.venue_id = v.id)
     UNION ALL SELECT DISTINCT '/teams/' || p.slug || '/' || catalog_slug_of(s.name) FROM seasons s JOIN performers p ON p.id = s.performer_id
       WHERE s.merged_into IS NULL AND EXISTS (SELECT 1 FROM events e WHERE e.season_id = s.id)
     ORDER BY 1`,
    [],
  );
  return rows.map(({ path }) => path);
}
