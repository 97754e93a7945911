/**
 * The lots of an account on their way to the desk: as files of the consignor that the connection names, through the
 * same door as every file. New lots are applied and wait for approval; changes lie there as a dry run for a person.
 */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunCounts } from '@holdfast/shared/catalogs';
import { SKYBOX_COLUMNS } from '@holdfast/shared/consignment/broker';
import {
  checkImport,
  holdImport,
  offeredLots,
  startImport,
  tellGames,
  uploadImport,
} from '../../consignment/index.ts';
import type { Engine } from '../../platform/actors/index.ts';
import { inTransaction, run, type Trx } from '../../platform/db/index.ts';
import type { House } from '../../platform/house.ts';
import type { LotsPage } from '../client.ts';
import { type FindingRow, writeFindings } from './findings.ts';

/** Keeps a page of lots as they are offered now. */
export async function takeLots(
  trx: Trx,
  runId: string,
  { lots, unreadable }: LotsPage,
): Promise<Pick<RunCounts, 'lots' | 'failed'>> {
  const once = [...new Map(lots.map((lot) => [lot.outsideId, lot])).values()];
  await run(
    trx,
    `INSERT INTO catalog_lots (catalogue, outside_id, outside_event_id, line, last_run_id)
     SELECT 'skybox', n.outside_id, n.outside_event_id, n.line, $1 FROM unnest($2::text[], $3::text[], $4::jsonb[]) AS n (outside_id, outside_event_id, line)
     ON CONFLICT (catalogue, outside_id) DO UPDATE SET outside_event_id = excluded.outside_event_id, line = excluded.line,
       last_run_id = excluded.last_run_id`,
    [
      runId,
      once.map(({ outsideId }) => outsideId),
      once.map(({ outsideEventId }) => outsideEventId),
      once.map(({ line }) => JSON.stringify(line)),
    ],
  );
  await writeFindings(
    trx,
    runId,
    unreadable.map((each) => ({ ...each, kind: 'failed', message: each.unreadable })),
  );
  return { lots: once.length, failed: unreadable.length };
}

interface LotRow {
  outside_id: string;
  outside_event_id: string;
  line: Record<string, string>;
  is_new: boolean;
  is_changed: boolean;
  event_id: string | null;
}

export interface Offered {
  counts: RunCounts;
  newImportId: string | null;
  changesImportId: string | null;
}

/** Makes the files of a run, and keeps what went into them: no lot is offered twice as it is. */
export async function offerLots(
  trx: Trx,
  engine: Engine,
  runId: string,
  consignorId: string,
): Promise<Offered> {
  await tellLinked(trx, consignorId);
  const lots = await run<LotRow>(
    trx,
    `SELECT l.outside_id, l.outside_event_id, l.line, l.offered IS NULL AS is_new, l.offered IS DISTINCT FROM l.line AS is_changed, e.event_id
     FROM catalog_lots l LEFT JOIN catalog_events e ON e.catalogue = l.catalogue AND e.outside_id = l.outside_event_id
     WHERE l.catalogue = 'skybox' AND l.last_run_id = $1 ORDER BY l.outside_id`,
    [runId],
  );
  const linked = lots.filter(({ event_id }) => event_id !== null);
  const fresh = linked.filter(({ is_new }) => is_new);
  const changed = linked.filter(({ is_new, is_changed }) => !is_new && is_changed);
  const gone = await goneLots(trx, runId, consignorId);
  await writeFindings(trx, runId, gone);
  const day = new Date().toISOString().slice(0, 10);
  return {
    counts: {
      lotsNew: fresh.length,
      lotsChanged: changed.length,
      lotsUnchanged: linked.length - fresh.length - changed.length,
      lotsWaiting: lots.length - linked.length,
      lotsGone: gone.length,
    },
    newImportId: await upload(trx, engine, runId, consignorId, fresh, `SkyBox, new lots of ${day}.csv`),
    changesImportId: await upload(trx, engine, runId, consignorId, changed, `SkyBox, changes of ${day}.csv`),
  };
}

/** Which event of ours each of theirs is, as the desk's files are read. */
async function tellLinked(trx: Trx, consignorId: string): Promise<void> {
  const linked = await run<{ outside_id: string; event_id: string }>(
    trx,
    `SELECT outside_id, event_id FROM catalog_events WHERE catalogue = 'skybox' AND event_id IS NOT NULL`,
  );
  await tellGames(
    trx,
    consignorId,
    linked.map(({ outside_id, event_id }) => ({ reference: `id ${outside_id}`, eventId: event_id })),
  );
}

async function goneLots(trx: Trx, runId: string, consignorId: string): Promise<FindingRow[]> {
  const unseen = await run<{ outside_id: string }>(
    trx,
    `SELECT outside_id FROM catalog_lots WHERE catalogue = 'skybox' AND last_run_id <> $1`,
    [runId],
  );
  const offered = await offeredLots(
    trx,
    consignorId,
    unseen.map(({ outside_id }) => outside_id),
  );
  return offered.map(({ external_id, event_id, place }) => ({
    outsideId: external_id,
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
  lots: readonly LotRow[],
  fileName: string,
): Promise<string | null> {
  if (lots.length === 0) return null;
  const bytes = Buffer.from(fileOf(lots.map(({ line }) => line)));
  const file = await uploadImport(
    trx,
    engine,
    { consignorId, fileName },
    {
      // The same lots may come again after they changed back: each run's file is its own.
      hash: createHash('sha256').update(runId).update(bytes).digest('base64url'),
      source: { kind: 'csv', encoding: 'utf-8', delimiter: ',' },
      linesAbout: lots.length,
      parts: () => partsOf(bytes),
    },
    { by: 'house', requestId: null },
  );
  await run(
    trx,
    `UPDATE catalog_lots SET offered = line, import_id = $1 WHERE catalogue = 'skybox' AND outside_id = ANY($2::text[])`,
    [file.id, lots.map(({ outside_id }) => outside_id)],
  );
  return file.id;
}

const partBytes = 1024 * 1024;
async function* partsOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += partBytes) yield bytes.subarray(at, at + partBytes);
}

/** Costs aren't in it: they stay with the account. */
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
 * Applies the file of new lots once its dry run is made; what would change a listing that is there already is left
 * for a person.
 */
export async function applyNewLots(
  house: Pick<House, 'db' | 'engine'>,
  runId: string,
  importId: string,
): Promise<void> {
  for (let looks = 0; looks < mostLooks; looks++) {
    await checkImport(house, importId);
    const settled = await inTransaction(house.db, async (trx) => {
      // Two workers may be at one run: the second waits here, and finds the file applied.
      const { state, counts } = await holdImport(trx, house.engine, importId);
      if (state === 'checking') return false;
      if (state !== 'checked') return true;
      const { create, change, refuse } = counts;
      if (refuse > 0)
        await writeFindings(trx, runId, [
          {
            outsideId: importId,
            kind: 'lot',
            name: 'New lots',
            message: `${refuse} of the new lots ${refuse === 1 ? 'is' : 'are'} refused. The file says why, row by row.`,
          },
        ]);
      if (create > 0 && change === 0)
        await startImport(trx, house.engine, importId, { by: 'house', requestId: null });
      return true;
    });
    if (settled) return;
    await pause(lookEveryMs);
  }
}
