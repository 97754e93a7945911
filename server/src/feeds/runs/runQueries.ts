/** Queries over runs, findings and connections. */
import {
  type Feed,
  type FeedConnection,
  type FeedRun,
  type Finding,
  feedNames,
  feeds,
  type findingQuery,
  type runQuery,
} from '@holdfast/shared/feeds';
import type { z } from 'zod';
import { consignorByEmail } from '../../consignors/index.ts';
import type { FeedsConfig } from '../../platform/config.ts';
import { type Columns, listPage, queryPrepared, type Trx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import { FeedGameChange } from '../changes/FeedGameChange.ts';
import { stillAhead } from '../waiting/waitingQueries.ts';
import { FeedFinding } from './FeedFinding.ts';
import type { FeedRun as Run } from './FeedRun.ts';

type RunRow = Omit<Columns<Run>, 'since'> & { person_name: string | null };

const columns = `r.id, r.feed, r.started_by, p.name AS person_name, r.created_at, r.began_at, r.done_at, r.failure, r.next_page,
  r.pages_total, r.stage, r.counts, r.new_import_id, r.changes_import_id`;
const tables = `FROM feed_runs r LEFT JOIN accounts_people_named p ON p.id = r.started_by`;

function present(row: RunRow): FeedRun {
  const open = row.began_at === null ? 'queued' : 'running';
  return {
    id: row.id,
    feed: row.feed,
    state: row.done_at === null ? open : row.failure === null ? 'done' : 'failed',
    startedBy: row.person_name ?? (row.started_by === 'clock' ? 'The clock' : 'Holdfast'),
    createdAt: row.created_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
    failure: row.failure,
    pagesDone: row.next_page,
    pagesTotal: row.pages_total,
    stage: row.stage,
    counts: row.counts,
    newImportId: row.new_import_id,
    changesImportId: row.changes_import_id,
  };
}

/** @throws Problem `not_found` */
export async function showRun(trx: Trx, id: string): Promise<FeedRun> {
  const [row] = await queryPrepared<RunRow>(trx, `SELECT ${columns} ${tables} WHERE r.id = $1`, [id]);
  if (!row) throw notFound('run');
  return present(row);
}

export async function listRuns(
  trx: Trx,
  listQuery: z.output<typeof runQuery>,
): Promise<{ data: FeedRun[]; total: number; next: string | null }> {
  const { rows, total, next } = await listPage<RunRow>(
    trx,
    {
      columns,
      from: tables,
      countedFrom: 'FROM feed_runs r',
      where: '$1::text IS NULL OR r.feed = $1',
      values: [listQuery.feed ?? null],
      keys: [
        { by: 'r.created_at', type: 'timestamptz', order: listQuery.order },
        { by: 'r.id', type: 'text', order: 'asc' },
      ],
    },
    listQuery,
  );
  return { data: rows.map(present), total, next };
}

/** @throws Problem `not_found` */
export async function listFindings(
  trx: Trx,
  runId: string,
  listQuery: z.output<typeof findingQuery>,
): Promise<{ data: Finding[]; total: number }> {
  await showRun(trx, runId);
  const found = FeedFinding.query(trx)
    .where({ run_id: runId })
    .orderByRaw(`array_position(ARRAY['failed', 'gone', 'listing', 'moved', 'status', 'waiting'], kind)`)
    .orderBy(['name', 'feed_id'])
    .page(listQuery.page - 1, listQuery.perPage);
  if (listQuery.kind) found.where({ kind: listQuery.kind });
  const { results, total } = await found;
  const changes = await FeedGameChange.query(trx).where({ run_id: runId });
  const changeOf = new Map(changes.map(({ feedId, id }) => [feedId, id]));
  return {
    data: results.map(({ feedId, kind, name, message, eventId, at }) => ({
      feedId,
      kind,
      name,
      message,
      eventId,
      changeId: kind === 'moved' || kind === 'status' ? (changeOf.get(feedId) ?? null) : null,
      at: at.toISOString(),
    })),
    total,
  };
}

interface Standing {
  feed: Feed;
  used: number;
  held_until: Date | null;
  waiting: number;
  last_run: string | null;
  last_begun: Date | null;
}

/** Every feed with what it lacks, its last run and its remaining requests of the day. */
export async function listConnections(trx: Trx, config: FeedsConfig): Promise<FeedConnection[]> {
  const standings = await queryPrepared<Standing>(
    trx,
    `SELECT asked.feed, CASE WHEN b.day = (now() AT TIME ZONE 'UTC')::date THEN b.used ELSE 0 END AS used,
       CASE WHEN b.held_until > now() THEN b.held_until END AS held_until,
       (SELECT count(*)::int FROM feed_events c WHERE c.feed = asked.feed AND c.decision IS NULL AND ${stillAhead}) AS waiting,
       r.id AS last_run, r.created_at AS last_begun
     FROM unnest($1::text[]) AS asked (feed) LEFT JOIN feed_budgets b ON b.feed = asked.feed
       LEFT JOIN LATERAL (SELECT id, created_at FROM feed_runs r WHERE r.feed = asked.feed ORDER BY created_at DESC LIMIT 1) r ON true`,
    [[...feeds]],
  );
  const byCatalogue = new Map(standings.map((row) => [row.feed, row]));
  const connections: FeedConnection[] = [];
  for (const id of feeds) {
    const standing = byCatalogue.get(id);
    const connected = config[id];
    const consignor =
      id === 'skybox' && config.skybox?.consignorEmail
        ? await consignorByEmail(trx, config.skybox.consignorEmail)
        : null;
    connections.push({
      id,
      name: feedNames[id],
      connected: connected !== null,
      address: connected?.apiBase ?? null,
      fakeFeeds: connected?.fakeFeeds ?? false,
      consignor: consignor?.name ?? null,
      missing: lacksOf(id, config, consignor !== null),
      requestsToday: standing?.used ?? 0,
      requestsPerDay: connected?.requestsPerDay ?? 0,
      heldUntil: standing?.held_until?.toISOString() ?? null,
      nextRunAt: connected ? nextRunAt(config.everyHours, standing?.last_begun ?? null) : null,
      waiting: standing?.waiting ?? 0,
      lastRun: standing?.last_run ? await showRun(trx, standing.last_run) : null,
    });
  }
  return connections;
}

function lacksOf(id: Feed, config: FeedsConfig, consignorKnown: boolean): string | null {
  if (config[id] === null)
    return id === 'skybox'
      ? 'An administrator gives its account and both tokens, and switches it on.'
      : 'An administrator gives its API key, and switches it on.';
  if (id === 'skybox' && !config.skybox?.consignorEmail)
    return 'Only its events are read. Name the consignor of its listings to read them as well.';
  if (id === 'skybox' && !consignorKnown)
    return `No consignor has the email address ${config.skybox?.consignorEmail}. Its listings wait until there is one.`;
  return null;
}

/** The schedule fires ten minutes past each hour. */
export const clockMinute = 10;

function nextRunAt(everyHours: number, lastBegun: Date | null): string | null {
  if (everyHours === 0) return null;
  const earliest = Math.max(
    Date.now(),
    lastBegun === null ? 0 : lastBegun.getTime() + everyHours * 3_600_000 - 300_000,
  );
  const strike = new Date(earliest);
  strike.setUTCMinutes(clockMinute, 0, 0);
  if (strike.getTime() < earliest) strike.setUTCHours(strike.getUTCHours() + 1);
  return strike.toISOString();
}
