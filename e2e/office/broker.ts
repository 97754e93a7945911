/** A broker's file about a game that is on sale, with rows that can and rows that can't be taken in. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventList, EventSummary } from '@holdfast/shared/catalog';

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
  'split_type',
] as const;
type Row = Partial<Record<(typeof columns)[number], string>>;

/** The wall time at the venue, as brokers write it. */
export function wallTime(event: EventSummary): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: event.venue.timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
    .format(new Date(event.startsAt))
    .replace(' ', 'T');
}

/** A game at least a week ahead whose time is known. */
export async function upcomingGame(url: string): Promise<EventSummary> {
  const from = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const answer = await fetch(`${url}/api/events?league=NFL&perPage=20&from=${from}`);
  const { data } = (await answer.json()) as EventList;
  const game = data.find(
    (event) => !event.timeTbd && event.home && event.away && event.status === 'scheduled',
  );
  if (!game) throw new Error('The demo has no such game.');
  return game;
}

/** @returns the path of the file */
export function brokerFile(game: EventSummary, rows: readonly Row[]): string {
  const lines = rows.map((cells, index) => {
    const row: Row = {
      inventory_id: `desk-${index}`,
      event_name: game.name,
      venue_name: game.venue.name,
      event_date: wallTime(game),
      quantity: '2',
      section: '901',
      row: `R${index}`,
      seats: '1-2',
      list_price: '120.00',
      in_hand: 'Y',
      split_type: 'ANY',
      ...cells,
    };
    return columns.map((column) => `"${(row[column] ?? '').replaceAll('"', '""')}"`).join(',');
  });
  const file = join(mkdtempSync(join(tmpdir(), 'holdfast-broker-')), 'northside.csv');
  writeFileSync(file, `${[columns.join(','), ...lines].join('\n')}\n`);
  return file;
}
