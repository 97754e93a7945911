/** Fills imports: applied with a corrected row and barcodes, undone, waiting for a person, mapped, and failed. */
import { randomUUID } from 'node:crypto';
import { brokerFile, buildNamedGame, type NamedGame } from '../../brokerFiles.ts';
import { buildConsignor } from '../../factories/consignors.ts';
import { eventually, type Fan } from '../../fan.ts';
import { importClient } from '../../importClient.ts';
import type { TestApp } from '../../runningApp.ts';
import { posted } from './listings.ts';

const columns = [
  'inventory_id',
  'event_name',
  'venue_name',
  'event_date',
  'quantity',
  'section',
  'row',
  'seats',
  'list_price',
  'in_hand',
  'barcodes',
] as const;

/** Fills the imports' tables. */
export async function fillImports(running: TestApp, staff: Fan): Promise<void> {
  const { context } = running;
  const client = importClient(staff);
  const consignorId = await buildConsignor(context, { name: 'Kestrel Brokers' });
  const game = await buildNamedGame(context);
  const upload = (rows: Parameters<typeof brokerFile<(typeof columns)[number]>>[2]) =>
    client.upload(brokerFile(columns, game, rows), { consignorId });

  const applied = await upload([
    { barcodes: '401235000017, 401235000024' },
    { list_price: '12O.00' },
    { row: 'Z9', event_name: 'Nobody at Nowhere' },
  ]);
  await posted(staff, `/admin/imports/${applied}/rows/3/correct`, { cells: { list_price: '125.00' } });
  await client.apply(applied);
  const undone = await upload([{ inventory_id: 'u-1', row: 'U1' }]);
  await client.apply(undone);
  await client.undo(undone, 'The wrong file');
  const waiting = await upload([
    { inventory_id: 'w-1', row: 'W1', event_name: 'A game that nobody knows', venue_name: 'Somewhere' },
    { inventory_id: 'w-2', row: 'W2', list_price: '90000.00' },
  ]);
  await posted(staff, `/admin/imports/${waiting}/games`, { line: 2, eventId: game.eventId });
  await eventually('it is checked', async () => (await client.show(waiting)).state === 'checked');
  await mapped(running, staff, consignorId, game);
  await send(staff, consignorId, '"never closed');
}

async function mapped({ context }: TestApp, staff: Fan, consignorId: string, game: NamedGame): Promise<void> {
  const text = `Match,When,Where,How many,Block,Line,Places,Ask each\n${game.name},${game.local},${game.venue},2,7,C,1-2,90.00\n`;
  const id = await send(staff, consignorId, text);
  const scope = (state: string) =>
    eventually(`it is ${state}`, async () => (await context.db('imports').where({ id }))[0]?.state === state);
  await scope('toMap');
  const fields = {
    event_name: 'Match',
    event_date: 'When',
    venue_name: 'Where',
    quantity: 'How many',
    section: 'Block',
    row: 'Line',
    seats: 'Places',
    list_price: 'Ask each',
  };
  await posted(staff, `/admin/imports/${id}/mapping`, { fields });
  await scope('checked');
  await posted(staff, `/admin/imports/${id}/apply`, {});
  await scope('done');
  // A file with an unknown header stays until a person maps its columns.
  await send(staff, consignorId, 'Was,Wann,Wo\nNo,such,columns\n');
}

async function send(staff: Fan, consignorId: string, text: string): Promise<string> {
  const query = new URLSearchParams({ fileName: 'lots.csv', consignorId });
  const headers = { 'content-type': 'text/csv', 'idempotency-key': randomUUID() };
  const { status, body } = await staff.ask<{ id: string }>('POST', `/admin/imports?${query}`, text, headers);
  if (status !== 202) throw new Error(`the file is refused: ${JSON.stringify(body)}`);
  return body.id;
}
