/** An import of 50,000 rows: how long its check takes, and how many rows per second are applied. */
import { Readable } from 'node:stream';
import { SYNC_COLUMNS } from '@holdfast/shared/imports/broker';
import { DateTime } from 'luxon';
import { startImport } from '../src/imports/actOnImport.ts';
import { applyImport } from '../src/imports/applyImport.ts';
import { checkImport } from '../src/imports/checkImport.ts';
import { showImport } from '../src/imports/importQueries.ts';
import { spoolUpload } from '../src/imports/spoolUpload.ts';
import { uploadImport } from '../src/imports/uploadImport.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { inTransaction } from '../src/platform/db/index.ts';
import { buildGame } from '../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../test/factories/consignors.ts';
import { dayMs, fromNow } from '../test/factories/times.ts';

const games = 100;
const principal = { by: 'system', requestId: null };

/** The measurements. */
export interface ImportLoad {
  rows: number;
  megabytes: number;
  checkMs: number;
  /** Rows applied, and the seconds that it took. */
  applied: number;
  applyMs: number;
}

/** One of each hundred rows is refused; the others are new listings of two seats in 100 games. */
export async function importLoad(app: AppContext, rows: number): Promise<ImportLoad> {
  await buildPercentages(app, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  const consignorId = await buildConsignor(app);
  const file = Buffer.from(await fileOf(app, rows));
  const upload = await spoolUpload(Readable.from([file]), file.length);
  const { id } = await inTransaction(app.db, (trx) =>
    uploadImport(trx, app.engine, { consignorId, fileName: 'bench.csv' }, upload, principal),
  );
  await upload.discard();
  const checkMs = await timed(() => checkImport(app, id));
  const checked = await inTransaction(app.db, (trx) => showImport(trx, app.engine, id));
  if (checked.state !== 'checked' || checked.counts.read !== rows)
    throw new Error(`the dry run ended as ${checked.state} after ${checked.counts.read} rows`);
  await inTransaction(app.db, (trx) => startImport(trx, app.engine, id, principal));
  const applyMs = await timed(() => applyImport(app, id));
  const { counts } = await inTransaction(app.db, (trx) => showImport(trx, app.engine, id));
  if (counts.applied !== counts.create) throw new Error(`${counts.applied} of ${counts.create} were applied`);
  return { rows, megabytes: file.length / 1e6, checkMs, applied: counts.applied, applyMs };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Rows with all 29 columns, as brokers' systems export them. */
async function fileOf(app: AppContext, rows: number): Promise<string> {
  const playing: Array<{ name: string; venue: string; local: string }> = [];
  for (let number = 0; number < games; number++) {
    const startsAt = fromNow((10 + number) * dayMs);
    const home = `Home Team${number}`;
    const away = `Away Guest${number}`;
    const venue = `Bench Field ${number}`;
    await buildGame(app, { home, away, venue, startsAt });
    const local = DateTime.fromISO(startsAt, { zone: 'America/New_York' });
    playing.push({ name: `${away} at ${home}`, venue, local: local.toFormat("yyyy-MM-dd'T'HH:mm:ss") });
  }
  const lines = [SYNC_COLUMNS.join(',')];
  for (let line = 0; line < rows; line++) {
    const game = playing[line % games] as (typeof playing)[number];
    const listing = Math.floor(line / games);
    const cells: Partial<Record<(typeof SYNC_COLUMNS)[number], string>> = {
      inventory_id: `lot-${line}`,
      event_name: game.name,
      venue_name: game.venue,
      event_date: game.local,
      event_id: String(5_600_000 + (line % games)),
      quantity: '2',
      section: String(100 + (listing % 40)),
      row: `R${Math.floor(listing / 40)}`,
      seats: '"11,12"',
      internal_notes: 'From the season package',
      public_notes: 'Aisle seats with a clear view',
      tags: 'season',
      list_price: line % 100 === 99 ? '12,50' : `${80 + (listing % 90)}.50`,
      face_price: '75.00',
      taxed_cost: '44.00',
      cost: '40.00',
      hide_seats: 'N',
      in_hand: 'Y',
      instant_transfer: 'Y',
      files_available: 'N',
      split_type: 'NEVERLEAVEONE',
      stock_type: 'MOBILE_TRANSFER',
      zone: 'N',
      mapping_id: String(5_600_000 + (line % games)),
    };
    lines.push(SYNC_COLUMNS.map((column) => cells[column] ?? '').join(','));
  }
  return `${lines.join('\n')}\n`;
}
