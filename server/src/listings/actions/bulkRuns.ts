/** Bulk runs: preview, start, report and retry of an action over a whole view. */
import type {
  BulkPreview,
  BulkRun,
  BulkRunRow,
  bulkRunQuery,
  bulkRunRowQuery,
  ListingAction,
  ListingFilter,
  ListingOutcome,
} from '@holdfast/shared/listings';
import type { z } from 'zod';
import type { Engine } from '../../platform/actors/index.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import {
  type Columns,
  type OrderKey,
  type PlacedRow,
  pageOfRows,
  pageText,
  query,
  queryPrepared,
  records,
  type Trx,
} from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { jobs } from '../../platform/jobs/index.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { listingWhere } from '../listingFilter.ts';
import { readActionRows } from './actionRows.ts';
import { BulkRun as Run } from './BulkRun.ts';
import { decideAll } from './decide.ts';
import { ActionSums, outcomeOf } from './sumUp.ts';

/** Listings per chunk: enough for the engine's throughput, few enough to hold locks briefly. */
export const chunkSize = 500;
/** The largest view that a run accepts. */
const most = 200_000;
const examplesOfEach = 10;

interface Reached {
  id: string;
  version: number;
}

/**
 * The listings of a view with the versions that they have. What a run did to prices is undone where nobody did anything
 * since: there it is the version that the run left behind.
 */
async function listingsOf(
  trx: Trx,
  action: ListingAction,
  filter: ListingFilter,
  me: string,
): Promise<Reached[]> {
  const where = listingWhere(filter, me);
  const version = undoesRun(action, filter)
    ? `(SELECT r.version + 1 FROM bulk_run_rows r WHERE r.run_id = $${where.values.push(filter.runId)} AND r.listing_id = l.id)`
    : 'l.version';
  const rows = await query<Reached>(
    trx,
    `SELECT l.id, ${version} AS version FROM ${where.from} WHERE ${where.all} ORDER BY l.id LIMIT ${most + 1}`,
    where.values,
  );
  if (rows.length > most)
    throw new Problem(
      'too_many_listings',
      `This view has more than ${most.toLocaleString('en-US')} listings. Narrow it.`,
    );
  return rows;
}

function undoesRun(action: ListingAction, filter: ListingFilter): boolean {
  return action.action === 'undoPrice' && filter.runId !== undefined;
}

/** Previews an action over a view. @throws Problem `too_many_listings` */
export async function previewBulk(
  trx: Trx,
  engine: Engine,
  action: ListingAction,
  filter: ListingFilter,
  principal: Principal,
): Promise<BulkPreview> {
  const reached = await listingsOf(trx, action, filter, principal.by);
  const guards = undoesRun(action, filter);
  const sums = new ActionSums();
  const refusals = new Map<string, { listings: number; examples: ListingOutcome[] }>();
  const events = new Map<string, { listings: number; price: number }>();
  for (let from = 0; from < reached.length; from += chunkSize) {
    const chunk = reached.slice(from, from + chunkSize);
    const ids = chunk.map(({ id }) => id);
    const rowById = await readActionRows(trx, ids, action, { lock: false });
    const wanted = chunk.map(({ id, version }) => ({ id, seen: guards ? version : undefined }));
    for (const decision of await decideAll(trx, engine, wanted, rowById, action)) {
      const price = sums.add(decision);
      if (decision.ok) {
        const event = events.get(decision.row.event_name) ?? { listings: 0, price: 0 };
        events.set(decision.row.event_name, { listings: event.listings + 1, price: event.price + price });
        continue;
      }
      const refusal = refusals.get(decision.code) ?? { listings: 0, examples: [] };
      refusal.listings += 1;
      if (refusal.examples.length < examplesOfEach)
        refusal.examples.push(outcomeOf(decision, undefined, undefined));
      refusals.set(decision.code, refusal);
    }
  }
  return {
    listings: reached.length,
    ...sums.result(),
    refusals: [...refusals]
      .map(([code, refusal]) => ({ code, ...refusal }))
      .sort((a, b) => b.listings - a.listings),
    events: [...events]
      .map(([name, event]) => ({ name, ...event }))
      .sort((a, b) => b.price - a.price)
      .slice(0, 10),
  };
}

/**
 * Starts a run over the view's listings at this moment, with their versions; the work is done
 * in the background.
 * @throws Problem `too_many_listings`, `nothing_to_do` for an empty view
 */
export async function startBulkRun(
  trx: Trx,
  action: ListingAction,
  filter: ListingFilter,
  principal: Principal,
): Promise<BulkRun> {
  const listings = await listingsOf(trx, action, filter, principal.by);
  if (listings.length === 0)
    throw new Problem('nothing_to_do', 'No listing is in this view. Nothing was changed.');
  const id = newId('bulkRun');
  await Run.query(trx).insert({
    id,
    action,
    filter,
    listings: listings.length,
    createdBy: principal.by,
    requestId: principal.requestId,
  });
  const reached = records(
    listings,
    { id: 'text', version: 'integer' },
    { parameter: 2, position: 'position' },
  );
  await queryPrepared(
    trx,
    `INSERT INTO bulk_run_rows (run_id, position, listing_id, version)
     SELECT $1, n.position, n.id, n.version FROM ${reached.from}`,
    [id, reached.value],
  );
  await audit(trx, principal, [
    { what: 'bulkRun.start', subject: id, after: { action, filter, listings: listings.length } },
  ]);
  await queue(trx, id);
  return showBulkRun(trx, id, principal.by);
}

/**
 * Retries the refused rows on the listings' current versions.
 * @throws Problem `not_found`; `nothing_to_do` when nothing was left out, or it still runs
 */
export async function retryBulkRun(trx: Trx, id: string, principal: Principal): Promise<BulkRun> {
  const locked = await Run.query(trx).findById(id).forUpdate();
  if (!locked) throw notFound('bulk run');
  if (locked.doneAt === null)
    throw new Problem(
      'nothing_to_do',
      'It still runs. What it leaves out can be tried again when it is done.',
    );
  if (locked.refused === 0) throw new Problem('nothing_to_do', 'Nothing was left out.');
  await queryPrepared(
    trx,
    `UPDATE bulk_run_rows r SET outcome = 'waiting', code = NULL, message = NULL, version = l.version
     FROM listings l WHERE l.id = r.listing_id AND r.run_id = $1 AND r.outcome = 'refused'`,
    [id],
  );
  await Run.query(trx).findById(id).patch({ refused: 0, doneAt: null });
  await audit(trx, principal, [
    {
      what: 'bulkRun.retry',
      subject: id,
      before: { refused: locked.refused, waiting: 0 },
      after: { refused: 0, waiting: locked.refused },
    },
  ]);
  await queue(trx, id);
  return showBulkRun(trx, id, principal.by);
}

function queue(trx: Trx, runId: string): Promise<void> {
  return jobs.add(trx, [{ task: 'listings.bulkRun', payload: { runId }, key: `bulkRun ${runId}` }]);
}

type ShownRun = Omit<Columns<Run>, 'request_id'> & { person_name: string | null };

const runColumns = `r.id, r.action, r.filter, r.listings, r.done, r.refused, r.created_by, p.name AS person_name, r.created_at, r.done_at
  FROM bulk_runs r LEFT JOIN accounts_people_named p ON p.id = r.created_by`;

const presentRun = (row: ShownRun, me: string): BulkRun => ({
  id: row.id,
  action: row.action,
  filter: row.filter,
  listings: row.listings,
  done: row.done,
  refused: row.refused,
  state: row.done_at === null ? 'running' : 'done',
  createdBy: row.person_name ?? 'Holdfast',
  mine: row.created_by === me,
  createdAt: row.created_at.toISOString(),
  doneAt: row.done_at?.toISOString() ?? null,
});

/** @throws Problem `not_found` */
export async function showBulkRun(trx: Trx, id: string, me: string): Promise<BulkRun> {
  const [row] = await queryPrepared<ShownRun>(trx, `SELECT ${runColumns} WHERE r.id = $1`, [id]);
  if (!row) throw notFound('bulk run');
  return presentRun(row, me);
}

export async function listBulkRuns(
  trx: Trx,
  listQuery: z.output<typeof bulkRunQuery>,
  me: string,
): Promise<{ data: BulkRun[]; total: number }> {
  const condition = `($1::boolean IS NULL OR (r.created_by = $2) = $1)
    AND ($3::text IS NULL OR (CASE WHEN r.done_at IS NULL THEN 'running' ELSE 'done' END) = $3)`;
  const asked = [listQuery.mine ?? null, me, listQuery.state ?? null];
  const rows = await query<ShownRun>(
    trx,
    `SELECT ${runColumns} WHERE ${condition} ORDER BY r.created_at ${listQuery.order === 'asc' ? 'ASC' : 'DESC'}, r.id LIMIT $4 OFFSET $5`,
    [...asked, listQuery.perPage, (listQuery.page - 1) * listQuery.perPage],
  );
  const [count] = await query<{ total: number }>(
    trx,
    `SELECT count(*)::int AS total FROM bulk_runs r WHERE ${condition}`,
    asked,
  );
  return { data: rows.map((row) => presentRun(row, me)), total: count?.total ?? 0 };
}

/** @throws Problem `not_found` */
export async function listBulkRunRows(
  trx: Trx,
  id: string,
  listQuery: z.output<typeof bulkRunRowQuery>,
): Promise<{ data: BulkRunRow[]; total: number; next: string | null }> {
  await showBulkRun(trx, id, '');
  const condition = 'run_id = $1 AND ($2::text IS NULL OR outcome = $2)';
  const asked = [id, listQuery.outcome ?? null];
  const keys: OrderKey[] = [{ by: 'position', type: 'integer', order: listQuery.order }];
  const page = pageText(keys, listQuery, asked.length);
  const placed = await query<BulkRunRow & PlacedRow>(
    trx,
    `SELECT listing_id AS "listingId", label, outcome, code, message, ${page.place} FROM bulk_run_rows
     WHERE ${condition} AND ${page.after} ORDER BY ${page.order} ${page.limit}`,
    [...asked, ...page.values],
  );
  const [count] = await query<{ total: number }>(
    trx,
    `SELECT count(*)::int AS total FROM bulk_run_rows WHERE ${condition}`,
    asked,
  );
  const { rows, next } = pageOfRows(placed, keys, listQuery);
  return {
    data: rows.map(({ listingId, label, outcome, code, message }) => ({
      listingId,
      label,
      outcome,
      code,
      message,
    })),
    total: count?.total ?? 0,
    next,
  };
}
