/**
 * The work of a run, in the background: a page is asked for outside of any transaction and taken in within one, which
 * also says how far the run is. After a crash it goes on at the first page that wasn't taken in.
 */
import { catalogueNames, type RunCounts } from '@holdfast/shared/catalogs';
import { consignorByMail } from '../../consignment/index.ts';
import { crashPoint } from '../../platform/crashPoint.ts';
import { brokenConstraint, inTransaction, run, type Trx } from '../../platform/db/index.ts';
import type { House } from '../../platform/house.ts';
import type { CatalogueClient } from '../client.ts';
import { openClient } from '../clients.ts';
import { ServiceTrouble } from '../service/trouble.ts';
import { applyNewLots, offerLots, takeLots } from './lots.ts';
import { takeEvents } from './takeEvents.ts';

type Room = Pick<House, 'db' | 'engine' | 'config' | 'log'>;

export interface RunRow {
  id: string;
  catalogue: 'skybox' | 'ticketmaster';
  stage: 'events' | 'inventory' | 'offer';
  next_page: number;
  since: Date;
  counts: RunCounts;
  new_import_id: string | null;
}

/** Another worker does this run, or it is over: this one ends quietly. */
class Overtaken extends Error {}

/** More is an endless list. */
const mostPages = 5_000;

/** The job `catalogs.run`. May run again at any time, and beside itself. */
export async function workRun(house: Room, runId: string, client = clientFor): Promise<void> {
  try {
    const asked = client(house, (await openRun(house, runId)).catalogue);
    for (let pages = 0; pages < mostPages; pages++) if (!(await takeNextPage(house, runId, asked))) break;
    await offer(house, runId);
    await endRun(house, runId, null);
  } catch (error) {
    if (error instanceof Overtaken) return;
    if (error instanceof ServiceTrouble) return endRun(house, runId, error.message);
    house.log.error({ err: error, runId }, 'a run of a catalogue failed');
    await endRun(
      house,
      runId,
      'Something went wrong on our side, and was reported. What was taken in stays; run it again.',
    );
  }
}

function clientFor(house: Room, catalogue: RunRow['catalogue']): CatalogueClient {
  const client = openClient(house.db, house.config.catalogues, catalogue);
  if (client) return client;
  throw new ServiceTrouble('key', `${catalogueNames[catalogue]} is no longer connected. Set its keys.`);
}

async function openRun({ db }: Room, runId: string): Promise<RunRow> {
  const [row] = await inTransaction(db, (trx) =>
    run<RunRow>(
      trx,
      `UPDATE catalog_runs SET began_at = coalesce(began_at, now()) WHERE id = $1 AND done_at IS NULL
       RETURNING id, catalogue, stage, next_page, since, counts, new_import_id`,
      [runId],
    ),
  );
  if (!row) throw new Overtaken();
  return row;
}

/** The row, as long as it stands where this worker thinks. @throws Overtaken */
async function holdRun(trx: Trx, expected: RunRow): Promise<void> {
  const [row] = await run(
    trx,
    `SELECT 1 AS held FROM catalog_runs WHERE id = $1 AND done_at IS NULL AND stage = $2 AND next_page = $3 AND since = $4 FOR UPDATE`,
    [expected.id, expected.stage, expected.next_page, expected.since],
  );
  if (!row) throw new Overtaken();
}

/** @returns whether there may be another page; @throws Overtaken */
export async function takeNextPage(house: Room, runId: string, client: CatalogueClient): Promise<boolean> {
  const at = await openRun(house, runId);
  if (at.stage === 'offer') return false;
  if (at.stage === 'inventory') return takeLotsPage(house, at, client);
  const page = await client.eventsPage({ since: at.since.toISOString(), page: at.next_page });
  crashPoint('catalogue page: read, not taken in');
  const taking = inTransaction(house.db, async (trx) => {
    await holdRun(trx, at);
    const counts = await takeEvents(trx, house.engine, { runId, catalogue: at.catalogue }, page.entries);
    const stage = page.next ? 'events' : client.lotsPage ? 'inventory' : 'offer';
    await goOn(trx, at, counts, {
      stage,
      nextPage: page.next?.page ?? 0,
      since: page.next?.since ?? at.since.toISOString(),
      pagesTotal: page.next ? page.pagesTotal : null,
    });
    crashPoint('catalogue page: taken in, not committed');
  });
  try {
    await taking;
  } catch (error) {
    // A person linked one of these events to another entry meanwhile: the page is matched anew.
    if (brokenConstraint(error) === 'catalog_events_once') return true;
    throw error;
  }
  crashPoint('catalogue page: committed, run not gone on');
  return page.next !== null || client.lotsPage !== null;
}

async function takeLotsPage(house: Room, at: RunRow, client: CatalogueClient): Promise<boolean> {
  if (!client.lotsPage) throw new Error(`${at.catalogue} has no lots, but a run of it asks for some`);
  const page = await client.lotsPage(at.next_page);
  crashPoint('catalogue page: read, not taken in');
  await inTransaction(house.db, async (trx) => {
    await holdRun(trx, at);
    const counts = await takeLots(trx, at.id, page);
    await goOn(trx, at, counts, {
      stage: page.nextPage === null ? 'offer' : 'inventory',
      nextPage: page.nextPage ?? 0,
      since: at.since.toISOString(),
      pagesTotal: null,
    });
    crashPoint('catalogue page: taken in, not committed');
  });
  crashPoint('catalogue page: committed, run not gone on');
  return page.nextPage !== null;
}

async function goOn(
  trx: Trx,
  at: RunRow,
  counts: RunCounts,
  to: { stage: RunRow['stage']; nextPage: number; since: string; pagesTotal: number | null },
): Promise<void> {
  await run(
    trx,
    'UPDATE catalog_runs SET stage = $2, next_page = $3, since = $4, pages_total = $5, counts = $6 WHERE id = $1',
    [at.id, to.stage, to.nextPage, to.since, to.pagesTotal, JSON.stringify(sumOf(at.counts, counts))],
  );
}

function sumOf(a: RunCounts, b: RunCounts): RunCounts {
  const sum: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

/** Lots go to the desk through the door of files. */
async function offer(house: Room, runId: string): Promise<void> {
  const at = await openRun(house, runId);
  const email = at.catalogue === 'skybox' ? house.config.catalogues.skybox?.consignorEmail : null;
  if (!email || at.stage !== 'offer') return;
  const newImportId = await inTransaction(house.db, async (trx) => {
    await holdRun(trx, at);
    const consignor = await consignorByMail(trx, email);
    if (!consignor) return null;
    // It went on from here before: the files are there.
    if (at.counts.lotsNew !== undefined) return at.new_import_id;
    const offered = await offerLots(trx, house.engine, runId, consignor.id);
    await run(
      trx,
      'UPDATE catalog_runs SET counts = $2, new_import_id = $3, changes_import_id = $4 WHERE id = $1',
      [runId, JSON.stringify(sumOf(at.counts, offered.counts)), offered.newImportId, offered.changesImportId],
    );
    crashPoint('catalogue files: made, not committed');
    return offered.newImportId;
  });
  crashPoint('catalogue files: committed, not applied');
  if (newImportId !== null) await applyNewLots(house, runId, newImportId);
  crashPoint('catalogue files: applied, run not ended');
}

async function endRun({ db }: Room, runId: string, failure: string | null): Promise<void> {
  await inTransaction(db, (trx) =>
    run(trx, 'UPDATE catalog_runs SET done_at = now(), failure = $2 WHERE id = $1 AND done_at IS NULL', [
      runId,
      failure,
    ]),
  );
}
