/** Seeds two uploaded files: one with rows that need a person, one whose columns aren't mapped yet. */
import { Readable } from 'node:stream';
import { spoolUpload, uploadImport } from '../src/imports/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { type Database, inTransaction, query, type Trx } from '../src/platform/db/index.ts';

interface Game {
  name: string;
  venue: string;
  wall: string;
}

const columns =
  'inventory_id,event_name,venue_name,event_date,quantity,section,row,seats,list_price,in_hand,split_type';

/**
 * The worker checks the files when it runs.
 * @param now ISO instant; the files name games from six days later on
 */
export async function seedImports(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  now: string,
): Promise<void> {
  const { games, brokers } = await inTransaction(db, async (trx) => ({
    games: await gamesAhead(trx, now),
    brokers: await query<{ id: string; name: string }>(
      trx,
      `SELECT id, name FROM consignors_named WHERE plan = 'Broker' ORDER BY name LIMIT 2`,
    ),
  }));
  const [first, second] = brokers;
  if (games.length < 8 || !first || !second) return;
  await upload({ db, engine }, first.id, 'november-inventory.csv', syncFile(games));
  await upload({ db, engine }, second.id, 'export-for-holdfast.csv', unknownFile(games));
}

function gamesAhead(trx: Trx, now: string): Promise<Game[]> {
  return query<Game>(
    trx,
    `SELECT e.name, v.name AS venue, to_char(e.starts_at AT TIME ZONE v.time_zone, 'YYYY-MM-DD"T"HH24:MI:SS') AS wall
     FROM events e JOIN venues v ON v.id = e.venue_id
     WHERE e.kind = 'game' AND NOT e.time_tbd AND e.status = 'scheduled' AND e.starts_at > $1::timestamptz + interval '6 days' ORDER BY e.starts_at, e.name LIMIT 40`,
    [now],
  );
}

/** Mostly valid rows, and one of each common mistake. */
function syncFile(games: readonly Game[]): string {
  const good = games.map((game, n) =>
    row(`NW-${4100 + n}`, game, 2, `90${n % 4}`, `${10 + n}`, '7,8', `${64 + n * 3}.00`),
  );
  const game = games[0] as Game;
  const slips = [
    row('NW-4201', game, 4, '903', '40', '1,2,3', '88.00'),
    row('NW-4202', game, 2, '903', '41', '1,2', '-92.00'),
    row('NW-4203', game, 2, '903', '42', '１,２', '98.00'),
    row('NW-4204', game, 2, '903', '43', '1,2', '"1.204,50"'),
    row('NW-4205', { ...game, name: '=HYPERLINK("http://example.com")' }, 2, '903', '44', '1,2', '96.00'),
    row(
      'NW-4206',
      { ...game, name: 'Kraken at Nowhere', venue: 'Nowhere Arena' },
      2,
      '903',
      '45',
      '1,2',
      '88.00',
    ),
    good[0] as string,
  ];
  return [columns, ...good, ...slips, ''].join('\n');
}

function row(
  id: string,
  { name, venue, wall }: Game,
  quantity: number,
  section: string,
  rowName: string,
  seats: string,
  price: string,
): string {
  const quoted = (text: string) => (text.startsWith('"') ? text : `"${text.replaceAll('"', '""')}"`);
  return [id, name, venue, wall, String(quantity), section, rowName, seats, price, 'Y', 'NEVERLEAVEONE']
    .map(quoted)
    .join(',');
}

function unknownFile(games: readonly Game[]): string {
  const lines = games
    .slice(0, 8)
    .map(({ name, venue, wall }, n) =>
      [`LS${n + 1}`, name, venue, wall, '904', `${n + 1}`, '3', '4', '2', `${75 + n * 5}.00`].join(';'),
    );
  return ['Ref;Match;Ground;Kick-off;Block;Reihe;From;To;Pieces;Ask', ...lines, ''].join('\n');
}

async function upload(
  { db, engine }: { db: Database; engine: AppContext['engine'] },
  consignorId: string,
  fileName: string,
  text: string,
): Promise<void> {
  const bytes = Buffer.from(text);
  const spooled = await spoolUpload(Readable.from([bytes]), bytes.length);
  try {
    await inTransaction(db, (trx) =>
      uploadImport(trx, engine, { consignorId, fileName }, spooled, { by: 'system', requestId: null }),
    );
  } finally {
    await spooled.discard();
  }
}
