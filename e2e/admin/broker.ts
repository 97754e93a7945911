/** A broker's file about an event that is on sale, with valid and invalid rows. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokerFile as fileText } from '@holdfast/server/test/brokerFiles';
import type { EventList, EventSummary } from '@holdfast/shared/catalog';
import { SYNC_COLUMNS } from '@holdfast/shared/imports/broker';
import { wallTimeOf } from '@holdfast/shared/time';

/** The wall time at the venue, as brokers write it. */
export function wallTime(event: EventSummary): string {
  return `${wallTimeOf(event.startsAt, event.venue.timeZone)}:00`;
}

/** An event at least a week ahead whose time is known. */
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

/**
 * Two seats per row, in a section that the demo doesn't sell.
 * @returns the path of the file
 */
export function brokerFile(
  game: EventSummary,
  rows: ReadonlyArray<Partial<Record<(typeof SYNC_COLUMNS)[number], string>>>,
): string {
  const named = { name: game.name, venue: game.venue.name, local: wallTime(game) };
  const lines = rows.map((cells, index) => ({ inventory_id: `desk-${index}`, section: '901', ...cells }));
  const path = join(mkdtempSync(join(tmpdir(), 'holdfast-broker-')), 'northside.csv');
  writeFileSync(path, fileText(SYNC_COLUMNS, named, lines));
  return path;
}
