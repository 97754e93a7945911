import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { deriveGames, type GameFacts } from './games.ts';
import { derivePerformers } from './performers.ts';
import { deriveVenues } from './venues.ts';

/**
 * Derives the demo's venues, clubs, seasons and games from a folder of gathered sources:
 * `node server/demo/derive/main.ts <folder>`. The result is kept in the repository as CSV, one line a thing, so that
 * a change of the sources can be read in a diff.
 */
const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('Give the folder that holds nfl/, nhl/ and teams/.\n');
  process.exit(2);
}

const { venues, keyBySourceId } = deriveVenues(folder);
const performers = derivePerformers(folder, keyBySourceId);
const games = deriveGames(folder, { venues, keyBySourceId, performers });
const seasons = [
  { key: 'nfl-2025', league: 'nfl', name: 'NFL 2025', ...span('nfl-2025', games) },
  { key: 'nhl-2025-26', league: 'nhl', name: 'NHL 2025-26', ...span('nhl-2025-26', games) },
];

write('venues.csv', venues);
write('performers.csv', performers);
write('seasons.csv', seasons);
write(
  'games.csv',
  games.map((game) => ({ ...game, timeTbd: game.timeTbd ? 'Y' : '', neutral: game.neutral ? 'Y' : '' })),
);

function span(season: GameFacts['season'], all: readonly GameFacts[]) {
  const dates = all.filter((game) => game.season === season).map((game) => game.localDate);
  return { firstDate: dates.at(0), lastDate: dates.at(-1), games: dates.length };
}

function write(file: string, rows: readonly object[]): void {
  writeFileSync(join(import.meta.dirname, '..', 'data', file), stringify([...rows], { header: true }));
  process.stdout.write(`${file}: ${rows.length}\n`);
}
