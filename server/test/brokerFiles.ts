/** A broker's files in tests: games that no other test's rows can mean, and lines about them. */
import { DateTime } from 'luxon';
import { buildGame, dayMs, fromNow } from './factories.ts';

/** A game as a line names it. */
export interface GameInFile {
  name: string;
  venue: string;
  /** Its start, in the venue's time. */
  local: string;
}

export interface NamedGame extends GameInFile {
  eventId: string;
  home: string;
  away: string;
}

let games = 0;

/** A game in New York some weeks ahead, on a day and with names of its own: rows of another test aren't taken for it. */
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
 * A file in these columns of the sync format: pairs of seats in rows of their own, unless said.
 * @param rows cells by their columns, or a line as it is
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
