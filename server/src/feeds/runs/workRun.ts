/**
 * Runs a feed in the background: a page is requested outside of any transaction and processed within one, which
 * also stores the progress. After a crash the run continues at the first page that wasn't processed.
 */
import { feedNames, type RunCounts } from '@holdfast/shared/feeds';
import { raw } from 'objection';
import { consignorByEmail } from '../../consignors/index.ts';
import type { AppContext } from '../../platform/appContext.ts';
import { crashPoint } from '../../platform/crashPoint.ts';
import { brokenConstraint, inTransaction, type Trx } from '../../platform/db/index.ts';
import type { FeedClient } from '../client.ts';
import { openClient } from '../clients.ts';
import { ServiceError } from '../service/serviceError.ts';
import { feedsConfig } from '../settings/feedsConfig.ts';
import { FeedRun } from './FeedRun.ts';
import { applyNewListings, offerListings, takeListings } from './feedListings.ts';
import { takeEvents } from './takeEvents.ts';

type Room = Pick<AppContext, 'db' | 'engine' | 'config' | 'log' | 'secret'>;

/** Thrown when another worker took this run over or it has ended; the job then ends without error. */
class Superseded extends Error {}

/** Page limit against an endless list. */
const mostPages = 5_000;

/** The job `feeds.run`. It may be repeated and run concurrently with itself. */
export async function workRun(
  app: Room,
  runId: string,
  client: (app: Room, feed: FeedRun['feed']) => FeedClient | Promise<FeedClient> = clientFor,
): Promise<void> {
  try {
    const asked = await client(app, (await openRun(app, runId)).feed);
    for (let pages = 0; pages < mostPages; pages++) if (!(await takeNextPage(app, runId, asked))) break;
    await offer(app, runId);
    await endRun(app, runId, null);
  } catch (error) {
    if (error instanceof Superseded) return;
    if (error instanceof ServiceError) return endRun(app, runId, error.message);
    app.log.error({ err: error, runId }, 'a run of a feed failed');
    await endRun(
      app,
      runId,
      'Something went wrong on our side, and was reported. What was taken in stays; run it again.',
    );
  }
}

async function clientFor(app: Room, feed: FeedRun['feed']): Promise<FeedClient> {
  const client = openClient(app.db, await feedsConfig(app.db, app), feed);
  if (client) return client;
  throw new ServiceError(
    'key',
    `${feedNames[feed]} is no longer connected. An administrator switches it on.`,
  );
}

async function openRun({ db }: Room, runId: string): Promise<FeedRun> {
  const run = await FeedRun.query(db)
    .findById(runId)
    .whereNull('done_at')
    .patch({ beganAt: raw('coalesce(began_at, now())') })
    .returning('*')
    .first();
  if (!run) throw new Superseded();
  return run;
}

/** The run's row, if its progress is what this worker expects. @throws Superseded */
async function holdRun(trx: Trx, expected: FeedRun): Promise<void> {
  const { id, stage, nextPage, since } = expected;
  const run = await FeedRun.query(trx)
    .findOne({ id, stage, next_page: nextPage, since })
    .whereNull('done_at')
    .forUpdate();
  if (!run) throw new Superseded();
}

/** @returns whether there may be another page; @throws Superseded */
export async function takeNextPage(app: Room, runId: string, client: FeedClient): Promise<boolean> {
  const at = await openRun(app, runId);
  if (at.stage === 'offer') return false;
  if (at.stage === 'inventory') return takeListingsPage(app, at, client);
  const page = await client.eventsPage({ since: at.since.toISOString(), page: at.nextPage });
  crashPoint('feed page: read, not taken in');
  const taking = inTransaction(app.db, async (trx) => {
    await holdRun(trx, at);
    const counts = await takeEvents(trx, { runId, feed: at.feed }, page.entries);
    const stage = page.next ? 'events' : client.listingsPage ? 'inventory' : 'offer';
    await goOn(trx, at, counts, {
      stage,
      nextPage: page.next?.page ?? 0,
      since: page.next?.since ?? at.since.toISOString(),
      pagesTotal: page.next ? page.pagesTotal : null,
    });
    crashPoint('feed page: taken in, not committed');
  });
  try {
    await taking;
  } catch (error) {
    // A person linked one of these events meanwhile, so the page is matched again.
    if (brokenConstraint(error) === 'feed_events_once') return true;
    throw error;
  }
  crashPoint('feed page: committed, run not gone on');
  return page.next !== null || client.listingsPage !== null;
}

async function takeListingsPage(app: Room, at: FeedRun, client: FeedClient): Promise<boolean> {
  if (!client.listingsPage) throw new Error(`${at.feed} has no listings, but a run of it asks for some`);
  const page = await client.listingsPage(at.nextPage);
  crashPoint('feed page: read, not taken in');
  await inTransaction(app.db, async (trx) => {
    await holdRun(trx, at);
    const counts = await takeListings(trx, at.id, page);
    await goOn(trx, at, counts, {
      stage: page.nextPage === null ? 'offer' : 'inventory',
      nextPage: page.nextPage ?? 0,
      since: at.since.toISOString(),
      pagesTotal: null,
    });
    crashPoint('feed page: taken in, not committed');
  });
  crashPoint('feed page: committed, run not gone on');
  return page.nextPage !== null;
}

async function goOn(
  trx: Trx,
  at: FeedRun,
  counts: RunCounts,
  to: { stage: FeedRun['stage']; nextPage: number; since: string; pagesTotal: number | null },
): Promise<void> {
  await FeedRun.query(trx)
    .findById(at.id)
    .patch({ ...to, since: new Date(to.since), counts: sumOf(at.counts, counts) });
}

function sumOf(a: RunCounts, b: RunCounts): RunCounts {
  const sum: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

/** Listings become import files. */
async function offer(app: Room, runId: string): Promise<void> {
  const at = await openRun(app, runId);
  const { skybox } = await feedsConfig(app.db, app);
  const email = at.feed === 'skybox' ? skybox?.consignorEmail : null;
  if (!email || at.stage !== 'offer') return;
  const newImportId = await inTransaction(app.db, async (trx) => {
    await holdRun(trx, at);
    const consignor = await consignorByEmail(trx, email);
    if (!consignor) return null;
    // An earlier attempt created the files.
    if (at.counts.listingsNew !== undefined) return at.newImportId;
    const offered = await offerListings(trx, app.engine, runId, consignor.id);
    await FeedRun.query(trx)
      .findById(runId)
      .patch({
        counts: sumOf(at.counts, offered.counts),
        newImportId: offered.newImportId,
        changesImportId: offered.changesImportId,
      });
    crashPoint('feed files: made, not committed');
    return offered.newImportId;
  });
  crashPoint('feed files: committed, not applied');
  if (newImportId !== null) await applyNewListings(app, runId, newImportId);
  crashPoint('feed files: applied, run not ended');
}

async function endRun({ db }: Room, runId: string, failure: string | null): Promise<void> {
  await FeedRun.query(db)
    .findById(runId)
    .whereNull('done_at')
    .patch({ doneAt: raw('now()'), failure });
}
