/**
 * Brings an account's listings in as import files of the connection's consignor, through the
 * same code as every file. New listings are applied and wait for approval; changes wait as a dry run for a person.
 */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunCounts } from '@holdfast/shared/feeds';
import { SKYBOX_COLUMNS } from '@holdfast/shared/imports/broker';
import { marketplaceZone, wallTimeOf } from '@holdfast/shared/time';
import {
  checkImport,
  feedListingsOffered,
  holdImport,
  linkFeedEvents,
  startImport,
  uploadImport,
} from '../../imports/index.ts';
import type { Engine } from '../../platform/actors/index.ts';
import type { AppContext } from '../../platform/appContext.ts';
import { type Columns, inTransaction, queryPrepared, records, type Trx } from '../../platform/db/index.ts';
import type { ListingsPage } from '../client.ts';
import type { FeedListing } from './FeedListing.ts';
import { type FindingRow, writeFindings } from './findings.ts';

/** Stores a page of listings as offered now. */
export async function takeListings(
  trx: Trx,
  runId: string,
  { listings, unreadable }: ListingsPage,
): Promise<Pick<RunCounts, 'listings' | 'failed'>> {
  const once = [...new Map(listings.map((listing) => [listing.feedId, listing])).values()];
  const written = records(once, { feedId: 'text', outsideEventId: 'text', line: 'jsonb' }, { parameter: 2 });
  await queryPrepared(
    trx,
    `INSERT INTO feed_listings (feed, feed_id, feed_event_id, line, last_run_id)
     SELECT 'skybox', n.feed_id, n.outside_event_id, n.line, $1 FROM ${written.from}
     ON CONFLICT (feed, feed_id) DO UPDATE SET feed_event_id = excluded.feed_event_id, line = excluded.line,
       last_run_id = excluded.last_run_id`,
    [runId, written.value],
  );
  await writeFindings(
    trx,
    runId,
    unreadable.map((each) => ({ ...each, kind: 'failed', message: each.unreadable })),
  );
  return { listings: once.length, failed: unreadable.length };
}

type LotRow = Pick<Columns<FeedListing>, 'feed_id' | 'feed_event_id' | 'line'> & {
  is_new: boolean;
  is_changed: boolean;
  event_id: string | null;
};

export interface Offered {
  counts: RunCounts;
  newImportId: string | null;
  changesImportId: string | null;
}

/** Creates the run's import files and records their lines, so that an unchanged listing isn't offered again. */
export async function offerListings(
  trx: Trx,
  engine: Engine,
  runId: string,
  consignorId: string,
): Promise<Offered> {
  await linkEvents(trx, consignorId);
  const listings = await queryPrepared<LotRow>(
    trx,
    `SELECT l.feed_id, l.feed_event_id, l.line, l.offered IS NULL AS is_new, l.offered IS DISTINCT FROM l.line AS is_changed, e.event_id
     FROM feed_listings l LEFT JOIN feed_events e ON e.feed = l.feed AND e.feed_id = l.feed_event_id
     WHERE l.feed = 'skybox' AND l.last_run_id = $1 ORDER BY l.feed_id`,
    [runId],
  );
  const linked = listings.filter(({ event_id }) => event_id !== null);
  const fresh = linked.filter(({ is_new }) => is_new);
  const changed = linked.filter(({ is_new, is_changed }) => !is_new && is_changed);
  const gone = await goneListings(trx, runId, consignorId);
  await writeFindings(trx, runId, gone);
  const day = wallTimeOf(Date.now(), marketplaceZone).slice(0, 10);
  return {
    counts: {
      listingsNew: fresh.length,
      listingsChanged: changed.length,
      listingsUnchanged: linked.length - fresh.length - changed.length,
      listingsWaitingCount: listings.length - linked.length,
      listingsGone: gone.length,
    },
    newImportId: await upload(trx, engine, runId, consignorId, fresh, `SkyBox, new listings of ${day}.csv`),
    changesImportId: await upload(trx, engine, runId, consignorId, changed, `SkyBox, changes of ${day}.csv`),
  };
}

/** Stores which of our events each entry is, for reading files. */
async function linkEvents(trx: Trx, consignorId: string): Promise<void> {
  const linked = await queryPrepared<{ feed_id: string; event_id: string }>(
    trx,
    `SELECT feed_id, event_id FROM feed_events WHERE feed = 'skybox' AND event_id IS NOT NULL`,
  );
  await linkFeedEvents(
    trx,
    consignorId,
    linked.map(({ feed_id, event_id }) => ({ reference: `id ${feed_id}`, eventId: event_id })),
  );
}

async function goneListings(trx: Trx, runId: string, consignorId: string): Promise<FindingRow[]> {
  const unseen = await queryPrepared<{ feed_id: string }>(
    trx,
    `SELECT feed_id FROM feed_listings WHERE feed = 'skybox' AND last_run_id <> $1`,
    [runId],
  );
  const offered = await feedListingsOffered(
    trx,
    consignorId,
    unseen.map(({ feed_id }) => feed_id),
  );
  return offered.map(({ external_id, event_id, place }) => ({
    feedId: external_id,
    kind: 'gone',
    name: place || 'General admission',
    message:
      'It is no longer offered in the account, and still listed here. Withdraw it unless it is meant to stay.',
    eventId: event_id,
  }));
}

async function upload(
  trx: Trx,
  engine: Engine,
  runId: string,
  consignorId: string,
  listings: readonly LotRow[],
  fileName: string,
): Promise<string | null> {
  if (listings.length === 0) return null;
  const bytes = Buffer.from(fileOf(listings.map(({ line }) => line)));
  const file = await uploadImport(
    trx,
    engine,
    { consignorId, fileName },
    {
      // Lines may repeat after a change back, so each run's file gets its own hash.
      hash: createHash('sha256').update(runId).update(bytes).digest('base64url'),
      source: { kind: 'csv', encoding: 'utf-8', delimiter: ',' },
      estimatedLines: listings.length,
      parts: () => partsOf(bytes),
    },
    { by: 'system', requestId: null },
  );
  await queryPrepared(
    trx,
    `UPDATE feed_listings SET offered = line, import_id = $1 WHERE feed = 'skybox' AND feed_id = ANY($2::text[])`,
    [file.id, listings.map(({ feed_id }) => feed_id)],
  );
  return file.id;
}

const partBytes = 1024 * 1024;
async function* partsOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += partBytes) yield bytes.subarray(at, at + partBytes);
}

/** Costs are never read. */
function fileOf(lines: ReadonlyArray<Record<string, string>>): string {
  const known = new Set(lines.flatMap((line) => Object.keys(line)));
  const columns = SKYBOX_COLUMNS.filter((column) => known.has(column));
  const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [columns, ...lines.map((line) => columns.map((column) => line[column] ?? ''))]
    .map((cells) => cells.map(quoted).join(','))
    .join('\n');
}

/** Milliseconds between two looks at a dry run that another worker makes, and how many looks there are. */
const lookEveryMs = 250;
const mostLooks = 240;

/**
 * Applies the file of new listings after its dry run; rows that would change an existing listing are left
 * for a person.
 */
export async function applyNewListings(
  app: Pick<AppContext, 'db' | 'engine'>,
  runId: string,
  importId: string,
): Promise<void> {
  for (let looks = 0; looks < mostLooks; looks++) {
    await checkImport(app, importId);
    const settled = await inTransaction(app.db, async (trx) => {
      // When two workers share a run, the second waits here and finds the file applied.
      const { state, counts } = await holdImport(trx, app.engine, importId);
      if (state === 'checking') return false;
      if (state !== 'checked') return true;
      const { create, change, refuse } = counts;
      if (refuse > 0)
        await writeFindings(trx, runId, [
          {
            feedId: importId,
            kind: 'listing',
            name: 'New listings',
            message: `${refuse} of the new listings ${refuse === 1 ? 'is' : 'are'} refused. The file says why, row by row.`,
          },
        ]);
      if (create > 0 && change === 0)
        await startImport(trx, app.engine, importId, { by: 'system', requestId: null });
      return true;
    });
    if (settled) return;
    await pause(lookEveryMs);
  }
}
