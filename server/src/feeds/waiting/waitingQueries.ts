/** The queue of unmatched entries, oldest first, with their candidates. */
import type { Feed, ManyQuestions, WaitingDetail, WaitingEvent, waitingQuery } from '@holdfast/shared/feeds';
import type { z } from 'zod';
import { type Columns, listPage, queryPrepared, type Trx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import { waitingCounter } from '../../platform/waitingRows.ts';
import { FeedEntry } from '../FeedEntry.ts';
import { candidatesFor } from '../matching/matchFeedEvent.ts';
import { eventsAround } from '../matching/ourEvents.ts';
import { askEntry, mergeQuestions, readCatalogue } from './askEntry.ts';
import { isUndated } from './makeEvent.ts';

/** Events that have begun leave the queue. */
export const stillAhead = `(c.facts->>'localStart' IS NULL OR c.facts->>'localStart' >= to_char(now() - interval '1 day', 'YYYY-MM-DD'))`;

/** Counts unmatched entries. */
export const entriesWaiting = waitingCounter({
  from: 'feed_events c',
  where: `c.decision IS NULL AND ${stillAhead}`,
  since: 'c.first_seen_at',
  owner: 'c.owner_id',
});

type Row = Pick<
  Columns<FeedEntry>,
  'feed' | 'feed_id' | 'facts' | 'why' | 'first_seen_at' | 'decision' | 'decided_at' | 'reason' | 'owner_id'
> & { decider: string | null; owner_name: string | null };

const columns = `c.feed, c.feed_id, c.facts, c.why, c.first_seen_at, c.decision, c.decided_at, c.reason, p.name AS decider,
  c.owner_id, o.name AS owner_name`;
const tables = `FROM feed_events c LEFT JOIN accounts_people_named p ON p.id = c.decided_by LEFT JOIN accounts_people_named o ON o.id = c.owner_id`;

const present = (row: Row): WaitingEvent => ({
  id: `${row.feed}:${row.feed_id}`,
  feed: row.feed,
  facts: row.facts,
  why: row.why ?? '',
  since: row.first_seen_at.toISOString(),
  owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
  ignored:
    row.decision === 'ignored'
      ? {
          by: row.decider ?? 'Holdfast',
          at: (row.decided_at ?? row.first_seen_at).toISOString(),
          reason: row.reason ?? '',
        }
      : null,
});

/** @param me who asks, for `owner=me` */
export async function listWaiting(
  trx: Trx,
  listQuery: z.output<typeof waitingQuery>,
  me: string | null,
): Promise<{ data: WaitingEvent[]; total: number; next: string | null }> {
  const q = listQuery.q ? `%${listQuery.q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%` : null;
  const condition = `c.event_id IS NULL AND (c.decision IS NOT NULL) = $1 AND ($2::text IS NULL OR c.feed = $2)
    AND ($3::text IS NULL OR lower(concat_ws(' ', c.facts->>'name', c.facts->>'venueName', c.facts->>'city')) LIKE $3)
    AND ($4::text IS NULL OR CASE $4 WHEN 'none' THEN c.owner_id IS NULL ELSE c.owner_id = $4 END) AND ${stillAhead}`;
  const owner = listQuery.owner === 'me' ? me : (listQuery.owner ?? null);
  const values = [listQuery.ignored === 'true', listQuery.feed ?? null, q, owner];
  const { rows, total, next } = await listPage<Row>(
    trx,
    {
      columns,
      from: tables,
      countedFrom: 'FROM feed_events c',
      where: condition,
      values,
      keys: [
        { by: 'c.first_seen_at', type: 'timestamptz', order: listQuery.order },
        { by: "c.facts->>'localStart'", type: 'text', order: 'asc', nullable: true },
        { by: 'c.feed', type: 'text', order: 'asc' },
        { by: 'c.feed_id', type: 'text', order: 'asc' },
      ],
    },
    listQuery,
  );
  return { data: rows.map(present), total, next };
}

/** `skybox:5600001` @throws Problem `not_found` */
export function entryOf(id: string): { feed: Feed; feedId: string } {
  const at = id.indexOf(':');
  const feed = id.slice(0, at);
  if (feed !== 'skybox' && feed !== 'ticketmaster') throw notFound('entry');
  return { feed, feedId: id.slice(at + 1) };
}

/** @throws Problem `not_found` when nothing waits or is ignored under this id */
async function loadEntry(trx: Trx, id: string): Promise<Row> {
  const { feed, feedId } = entryOf(id);
  const [row] = await queryPrepared<Row>(
    trx,
    `SELECT ${columns} ${tables} WHERE c.feed = $1 AND c.feed_id = $2 AND c.event_id IS NULL`,
    [feed, feedId],
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
  const { feed } = row;
  const ours = await eventsAround(trx, feed, [row.facts]);
  const catalogue = await readCatalogue(trx);
  return {
    ...present(row),
    candidates: candidatesFor(row.facts, ours),
    undated: isUndated(row),
    questions: askEntry(row, catalogue).questions,
  };
}

/** What making events of many entries needs to know; those that were decided meanwhile ask nothing. */
export async function askMany(trx: Trx, ids: readonly string[]): Promise<ManyQuestions> {
  const wanted = [...new Set(ids)].map(entryOf);
  const entries = await FeedEntry.query(trx)
    .findByIds(wanted.map(({ feed, feedId }) => [feed, feedId]))
    .whereNull('decision')
    .orderBy(['first_seen_at', 'feed', 'feed_id']);
  const catalogue = await readCatalogue(trx);
  const dated = entries.filter((entry) => !isUndated(entry));
  return {
    questions: mergeQuestions(dated.flatMap((entry) => askEntry(entry, catalogue).questions)),
    undated: entries.length - dated.length,
  };
}
