/** The queue of entries that nothing matched by itself, oldest first, with what a person chooses from. */
import type {
  Catalogue,
  OutsideEvent,
  WaitingDetail,
  WaitingEvent,
  waitingQuery,
} from '@holdfast/shared/catalogs';
import type { z } from 'zod';
import { ask, run, type Trx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import { candidatesFor } from '../matching/matchOutside.ts';
import { eventsAround } from '../matching/ourEvents.ts';
import { placesKnown } from './makeEvent.ts';

/** What has begun waits for nobody. */
export const stillAhead = `(c.said->>'localStart' IS NULL OR c.said->>'localStart' >= to_char(now() - interval '1 day', 'YYYY-MM-DD'))`;

interface Row {
  catalogue: Catalogue;
  outside_id: string;
  said: OutsideEvent;
  why: string | null;
  first_seen_at: Date;
  decision: string | null;
  decided_at: Date | null;
  reason: string | null;
  decider: string | null;
}

const columns = `c.catalogue, c.outside_id, c.said, c.why, c.first_seen_at, c.decision, c.decided_at, c.reason, p.name AS decider
  FROM catalog_events c LEFT JOIN people p ON p.id = c.decided_by`;

const present = (row: Row): WaitingEvent => ({
  id: `${row.catalogue}:${row.outside_id}`,
  catalogue: row.catalogue,
  said: row.said,
  why: row.why ?? '',
  since: row.first_seen_at.toISOString(),
  ignored:
    row.decision === 'ignored'
      ? {
          by: row.decider ?? 'The house',
          at: (row.decided_at ?? row.first_seen_at).toISOString(),
          reason: row.reason ?? '',
        }
      : null,
});

export async function listWaiting(
  trx: Trx,
  query: z.output<typeof waitingQuery>,
): Promise<{ data: WaitingEvent[]; total: number }> {
  const q = query.q ? `%${query.q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%` : null;
  const condition = `c.event_id IS NULL AND (c.decision IS NOT NULL) = $1 AND ($2::text IS NULL OR c.catalogue = $2)
    AND ($3::text IS NULL OR lower(concat_ws(' ', c.said->>'name', c.said->>'venueName', c.said->>'city')) LIKE $3) AND ${stillAhead}`;
  const asked = [query.ignored === 'true', query.catalogue ?? null, q];
  const rows = await ask<Row>(
    trx,
    `SELECT ${columns} WHERE ${condition} ORDER BY c.first_seen_at ${query.order === 'desc' ? 'DESC' : 'ASC'},
       c.said->>'localStart' NULLS LAST, c.catalogue, c.outside_id LIMIT $4 OFFSET $5`,
    [...asked, query.perPage, (query.page - 1) * query.perPage],
  );
  const [count] = await ask<{ total: number }>(
    trx,
    `SELECT count(*)::int AS total FROM catalog_events c WHERE ${condition}`,
    asked,
  );
  return { data: rows.map(present), total: count?.total ?? 0 };
}

/** `skybox:5600001` @throws Problem `not_found` */
export function entryOf(id: string): { catalogue: Catalogue; outsideId: string } {
  const at = id.indexOf(':');
  const catalogue = id.slice(0, at);
  if (catalogue !== 'skybox' && catalogue !== 'ticketmaster') throw notFound('entry');
  return { catalogue, outsideId: id.slice(at + 1) };
}

/** One entry with its candidates. @throws Problem `not_found` when nothing waits or is ignored under this id */
export async function showWaiting(trx: Trx, id: string): Promise<WaitingDetail> {
  const { catalogue, outsideId } = entryOf(id);
  const [row] = await run<Row>(
    trx,
    `SELECT ${columns} WHERE c.catalogue = $1 AND c.outside_id = $2 AND c.event_id IS NULL`,
    [catalogue, outsideId],
  );
  if (!row) throw notFound('entry');
  const ours = await eventsAround(trx, catalogue, [row.said]);
  const known = await placesKnown(trx, row.said);
  return {
    ...present(row),
    candidates: candidatesFor(row.said, ours),
    missing: {
      venue: known.venueId === null,
      home: row.said.home !== null && row.said.isGame && known.homeId === null,
      away: row.said.away !== null && row.said.isGame && known.awayId === null,
      start: row.said.localStart === null,
    },
  };
}
