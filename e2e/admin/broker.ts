/** Files of brokers, with valid and invalid rows, each about a game and of a consignor of its own. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNamedGame, brokerFile as fileText, type NamedGame } from '@holdfast/server/test/brokerFiles';
import { buildConsignor } from '@holdfast/server/test/factories/consignors';
import { importClient } from '@holdfast/server/test/importClient';
import type { TestApp } from '@holdfast/server/test/runningApp';
import { SYNC_COLUMNS } from '@holdfast/shared/imports/broker';
import { clientOf } from './data.ts';
import type { StaffPage } from './staffPage.ts';

type Row = Partial<Record<(typeof SYNC_COLUMNS)[number], string>>;

/** A consignor who sends files, and a game that they are about. */
export interface Broker {
  name: string;
  consignorId: string;
  game: NamedGame;
  /** The text of a file: two seats per row, in a section that nobody else sells. */
  text(rows: readonly Row[]): string;
  /** Uploads it through the API. @returns the import's id, after every row is checked */
  upload(text: string): Promise<string>;
  /** The API of staff with imports. */
  api: ReturnType<typeof importClient>;
}

export async function newBroker(app: TestApp, name: string): Promise<Broker> {
  const consignorId = await buildConsignor(app.context, { name });
  const game = await buildNamedGame(app.context);
  const api = importClient(await clientOf(app, 'staff'));
  return {
    name,
    consignorId,
    game,
    api,
    text: (rows) =>
      fileText(
        SYNC_COLUMNS,
        game,
        rows.map((cells, index) => ({ inventory_id: `desk-${index}`, section: '901', ...cells })),
      ),
    upload: (text) => api.upload(text, { consignorId, fileName: 'northside.csv' }),
  };
}

const nowhere = { event_name: 'Kraken at Nowhere', venue_name: 'Nowhere' };
/** Two valid rows, two of an unknown game, and one of each fault. */
export const mixedRows: readonly Row[] = [
  { section: '911' },
  { section: '911', row: 'AA', list_price: '-92.00' },
  { section: '911', quantity: '4' },
  { section: '911', row: 'N', ...nowhere },
  { section: '=HYPERLINK("http://example.com")' },
  { section: '911', row: 'X', seats: '３-４' },
  { section: '911', row: 'Y', list_price: '1.204,50' },
  { section: '911', row: 'R0', seats: '2-3' },
  { section: '911', row: "Q'); DROP TABLE x", list_price: '<b>12</b>' },
  { section: '911', row: 'M', ...nowhere },
  { section: '911' },
];

/** @returns the path of a new file with this text */
export function fileOf(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'holdfast-import-')), name);
  writeFileSync(path, text);
  return path;
}

/** Uploads a file on the page. */
export async function uploadOnPage(staff: StaffPage, consignor: string, path: string): Promise<void> {
  await staff.go('/imports/create', 'Upload a file');
  await staff.choose('Consignor', consignor, new RegExp(consignor));
  const field = await staff.field('File, CSV or XLSX as your broker’s system writes it').waitHandle();
  await field.uploadFile(path);
  await staff.press('Check every row');
}
