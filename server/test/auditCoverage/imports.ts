/** Audit cases of imports, from the upload to the undo. */
import { randomUUID } from 'node:crypto';
import type { ImportFile } from '@holdfast/shared/imports';
import { SYNC_COLUMNS } from '@holdfast/shared/imports/broker';
import { DateTime } from 'luxon';
import { buildGame } from '../factories/catalog.ts';
import { buildConsignor } from '../factories/consignors.ts';
import { buildListings } from '../factories/listings.ts';
import { dayMs, fromNow } from '../factories/times.ts';
import { type Case, type ExpectedEntry, type PreparedAction, previews } from './case.ts';
import type { Bench } from './testBench.ts';

const reason = 'The wrong season';
type Cells = Partial<Record<(typeof SYNC_COLUMNS)[number], string>>;

interface Game {
  eventId: string;
  home: string;
  away: string;
  venue: string;
  /** Wall time at the venue. */
  local: string;
}

/** Has unique names, so that games of one day aren't confused. */
async function newGame({ app }: Bench): Promise<Game> {
  const word = randomUUID()
    .replaceAll(/[^a-f]/g, '')
    .slice(0, 6)
    .padEnd(6, 'x');
  const names = { home: `Dallas ${word}ers`, away: `Kansas ${word}ings`, venue: `Stadium ${word}` };
  const startsAt = fromNow(20 * dayMs);
  const local = DateTime.fromISO(startsAt, { zone: 'America/New_York' }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
  const { eventId } = await buildGame(app, { ...names, startsAt });
  return { eventId, ...names, local };
}

function fileOf(game: Game, cells: Cells = {}): string {
  const row: Cells = {
    inventory_id: randomUUID(),
    event_name: `${game.away} at ${game.home}`,
    venue_name: game.venue,
    event_date: game.local,
    quantity: '2',
    section: '101',
    row: 'A',
    seats: '1-2',
    list_price: '120.00',
    in_hand: 'Y',
    split_type: 'ANY',
    ...cells,
  };
  return `${SYNC_COLUMNS.join(',')}\n${SYNC_COLUMNS.map((column) => row[column] ?? '').join(',')}\n`;
}

/** A header that isn't known, and its mapping. */
const foreign = (game: Game) =>
  `Match,When,Where,How many,Block,Line ${randomUUID()},Places,Ask each\n${game.away} at ${game.home},${game.local},${game.venue},2,7,C,1-2,90.00\n`;
function meaningOf(file: string) {
  const [event_name, event_date, venue_name, quantity, section, row, seats, list_price] = (
    file.split('\n')[0] ?? ''
  ).split(',') as string[];
  return { event_name, event_date, venue_name, quantity, section, row, seats, list_price };
}

async function upload(bench: Bench, content: string): Promise<ImportFile> {
  const consignorId = await buildConsignor(bench.app);
  const path = `/admin/imports?consignorId=${consignorId}&fileName=lots.csv`;
  const answer = await bench.as('staff').ask<ImportFile>('POST', path, content, {
    'idempotency-key': randomUUID(),
    'content-type': 'text/csv',
  });
  if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
  await bench.idle();
  return answer.body;
}

const step = (what: string, subject: string, from: string, to: string, why?: string): ExpectedEntry => ({
  what: `import.${what}`,
  subject,
  before: { state: from },
  after: { state: to },
  ...(why ? { reason: why } : {}),
});

const onFile = (route: string, prepare: (bench: Bench, game: Game) => Promise<PreparedAction>): Case => ({
  route,
  by: 'staff',
  does: 'changes',
  prepare: async (bench) => prepare(bench, await newGame(bench)),
});

/** The cases. */
export const importCases: Case[] = [
  onFile('POST /admin/imports', async ({ app }, game) => {
    const consignorId = await buildConsignor(app);
    return {
      path: `/admin/imports?consignorId=${consignorId}&fileName=lots.csv`,
      body: fileOf(game),
      entries: [{ what: 'import.upload', before: null, after: { consignorId, fileName: 'lots.csv' } }],
    };
  }),
  onFile('POST /admin/imports/:id/check', async (bench, game) => {
    const { id } = await upload(bench, fileOf(game));
    return {
      path: `/admin/imports/${id}/check`,
      entries: [step('check', id, 'checked', 'checking')],
    };
  }),
  onFile('POST /admin/imports/:id/mapping', async (bench, game) => {
    const content = foreign(game);
    const { id } = await upload(bench, content);
    const fields = meaningOf(content);
    return {
      path: `/admin/imports/${id}/mapping`,
      body: { fields },
      entries: [{ what: 'import.map', subject: id, before: {}, after: { fields } }],
    };
  }),
  previews({ by: 'staff', route: 'POST /admin/imports/:id/mapping/preview' }, async (bench) => {
    const content = foreign(await newGame(bench));
    const { id } = await upload(bench, content);
    return { path: `/admin/imports/${id}/mapping/preview`, body: { fields: meaningOf(content) } };
  }),
  onFile('POST /admin/imports/:id/games', async (bench, game) => {
    const { id } = await upload(bench, fileOf(game, { event_name: 'Some game', venue_name: 'Elsewhere' }));
    return {
      path: `/admin/imports/${id}/games`,
      body: { line: 2, eventId: game.eventId },
      entries: [
        {
          what: 'import.chooseGame',
          subject: id,
          before: { line: 2, eventId: null },
          after: { line: 2, eventId: game.eventId },
        },
      ],
    };
  }),
  onFile('POST /admin/imports/:id/prices', async (bench, game) => {
    const { eventId } = game;
    await buildListings(
      bench.app,
      ['B', 'C', 'D'].map((row) => ({ eventId, section: '101', row, priceAmount: 10_000 })),
    );
    const { id } = await upload(bench, fileOf(game, { list_price: '12000.00' }));
    return {
      path: `/admin/imports/${id}/prices`,
      body: { line: 2 },
      entries: [
        {
          what: 'import.confirmPrice',
          subject: id,
          before: { line: 2, priceIsMeant: false },
          after: { line: 2, priceIsMeant: true },
        },
      ],
    };
  }),
  onFile('POST /admin/imports/:id/rows/:line/correct', async (bench, game) => {
    const { id } = await upload(bench, fileOf(game, { list_price: 'much' }));
    return {
      path: `/admin/imports/${id}/rows/2/correct`,
      body: { cells: { list_price: '120.00' } },
      entries: [
        {
          what: 'import.correctRow',
          subject: id,
          before: { line: 2, list_price: 'much' },
          after: { line: 2, list_price: '120.00' },
        },
      ],
    };
  }),
  onFile('POST /admin/imports/:id/columns', async (bench, game) => {
    const { id } = await upload(bench, fileOf(game, { list_price: 'much' }));
    return {
      path: `/admin/imports/${id}/columns`,
      body: { column: 'list_price', from: 'much', to: '120.00' },
      entries: [
        {
          what: 'import.correctColumn',
          subject: id,
          before: { column: 'list_price', text: 'much', rows: 1 },
          after: { column: 'list_price', text: '120.00', rows: 1 },
        },
      ],
    };
  }),
  onFile('POST /admin/imports/:id/owner', async (bench, game) => {
    const { id } = await upload(bench, fileOf(game));
    return {
      path: `/admin/imports/${id}/owner`,
      body: { ownerId: null },
      entries: [
        {
          what: 'import.assign',
          subject: id,
          before: { ownerId: bench.personId('staff') },
          after: { ownerId: null },
        },
      ],
    };
  }),
  onFile('POST /admin/imports/:id/apply', async (bench, game) => {
    const { id } = await upload(bench, fileOf(game));
    return {
      path: `/admin/imports/${id}/apply`,
      entries: [step('apply', id, 'checked', 'applying')],
    };
  }),
  onFile('POST /admin/imports/:id/undo', async (bench, game) => {
    const { id } = await upload(bench, fileOf(game));
    await bench.does('staff', 'POST', `/admin/imports/${id}/apply`);
    await bench.idle();
    return {
      path: `/admin/imports/${id}/undo`,
      body: { reason },
      entries: [step('undo', id, 'done', 'undoing', reason)],
    };
  }),
];
