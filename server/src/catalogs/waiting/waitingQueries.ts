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
import type { WaitingRows } from '../../platform/waitingRows.ts';
import { candidatesFor } from '../matching/matchOutside.ts';
import { eventsAround } from '../matching/ourEvents.ts';
import { placesKnown } from './makeEvent.ts';

/** What has begun waits for nobody. */
export const stillAhead = `(c.said->>'localStart' IS NULL OR c.said->>'localStart' >= to_char(now() - interval '1 day', 'YYYY-MM-DD'))`;

/** Entries that nothing of ours fits by itself. */
export const entriesWaiting: WaitingRows = {
  from: 'catalog_events c',
  where: `c.decision IS NULL AND ${stillAhead}`,
  since: 'c.first_seen_at',
  owner: 'c.owner_id',
};

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
  owner_id: string | null;
  owner_name: string | null;
}

const columns = `c.catalogue, c.outside_id, c.said, c.why, c.first_seen_at, c.decision, c.decided_at, c.reason, p.name AS decider,
  c.owner_id, o.name AS owner_name
  FROM catalog_events c LEFT JOIN people p ON p.id = c.decided_by LEFT JOIN people o ON o.id = c.owner_id`;

const present = (row: Row): WaitingEvent => ({
  id: `${row.catalogue}:${row.outside_id}`,
  catalogue: row.catalogue,
  said: row.said,
  why: row.why ?? '',
  since: row.first_seen_at.toISOString(),
  owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
  ignored:
    row.decision === 'ignored'
      ? {
          by: row.decider ?? 'The house',
          at: (row.decided_at ?? row.first_seen_at).toISOString(),
          reason: row.reason ?? '',
        }
      : null,
});

/** @param me who asks, for `owner=me` */
export async function listWaiting(
  trx: Trx,
  query: z.output<typeof waitingQuery>,
  me: string | null,
): Promise<{ data: WaitingEvent[]; total: number }> {
  const q = query.q ? `%${query.q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%` : null;
  const condition = `c.event_id IS NULL AND (c.decision IS NOT NULL) = $1 AND ($2::text IS NULL OR c.catalogue = $2)
    AND ($3::text IS NULL OR lower(concat_ws(' ', c.said->>'name', c.said->>'venueName', c.said->>'city')) LIKE $3)
    AND ($4::text IS NULL OR CASE $4 WHEN 'none' THEN c.owner_id IS NULL ELSE c.owner_id = $4 END) AND ${stillAhead}`;
  const owner = query.owner === 'me' ? me : (query.owner ?? null);
  const asked = [query.ignored === 'true', query.catalogue ?? null, q, owner];
  const rows = await ask<Row>(
    trx,
    `SELECT ${columns} WHERE ${condition} ORDER BY c.first_seen_at ${query.order === 'desc' ? 'DESC' : 'ASC'},
       c.said->>'localStart' NULLS LAST, c.catalogue, c.outside_id LIMIT $5 OFFSET $6`,
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

/** @throws Problem `not_found` when nothing waits or is ignored under this id */
async function loadEntry(trx: Trx, id: string): Promise<Row> {
  const { catalogue, outsideId } = entryOf(id);
  const [row] = await run<Row>(
    trx,
    `SELECT ${columns} WHERE c.catalogue = $1 AND c.outside_id = $2 AND c.event_id IS NULL`,
    [catalogue, outsideId],
  );
  if (!row) throw notFound('entry');
  return row;
}

/** One entry by itself. @throws Problem `not_found` when nothing waits or is ignored under this id */
export async function showEntry(trx: Trx, id: string): Promise<WaitingEvent> {
  return present(await loadEntry(trx, id));
}

/** One entry with its candidates. @throws Problem `not_found` when nothing waits or is ignored under this id */
export async function showWaiting(trx: Trx, id: string): Promise<WaitingDetail> {
  const row = await loadEntry(trx, id);
  const { catalogue } = row;
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
