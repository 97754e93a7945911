/** Broker files for tests: unique games, and rows about them. */
import { DateTime } from 'luxon';
import { buildGame } from './factories/catalog.ts';
import { dayMs, fromNow } from './factories/times.ts';

/** A game as a row names it. */
export interface GameInFile {
  name: string;
  venue: string;
  /** The start, wall time at the venue. */
  local: string;
}

/** A game with its id. */
export interface NamedGame extends GameInFile {
  eventId: string;
  home: string;
  away: string;
}

let games = 0;

/**
 * A game in New York some weeks ahead with a unique day and names, so that rows of another test don't match
 * it.
 */
export async function buildNamedGame(app: Parameters<typeof buildGame>[0]): Promise<NamedGame> {
  const name = String.fromCharCode(97 + (games % 26)).repeat(5 + Math.floor(games / 26));
  games++;
  const startsAt = fromNow((20 + games) * dayMs);
  const local = DateTime.fromISO(startsAt, { zone: 'America/New_York' }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
  const names = { home: `Reno Ram${name}`, away: `Tulsa Tig${name}`, venue: `Park ${name}` };
  const { eventId } = await buildGame(app, { ...names, startsAt });
  return { ...names, name: `${names.away} at ${names.home}`, eventId, local };
}

const quote = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/**
 * A file with these columns of the sync format; by default each row is a pair of seats in its own row.
 * @param rows cells by column, or a raw line
 */
export function brokerFile<Column extends string>(
  columns: readonly Column[],
  game: GameInFile,
  rows: ReadonlyArray<Partial<Record<Column, string>> | string>,
): string {
  const lines = rows.map((cells, at) => {
    if (typeof cells === 'string') return cells;
    const row: Record<string, string> = {
      inventory_id: `inv-${at}`,
      event_name: game.name,
      venue_name: game.venue,
      event_date: game.local,
      quantity: '2',
      section: '101',
      row: `R${at}`,
      seats: '1-2',
      list_price: '120.00',
      in_hand: 'Y',
      split_type: 'ANY',
      ...(cells as Record<string, string>),
    };
    return columns.map((column) => quote(row[column] ?? '')).join(',');
  });
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}
