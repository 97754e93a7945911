/** Which game of the season a row means. */
import type { KnownGame } from './seasonGames.ts';

/** What is known of a row when it is paired. */
export interface PairedRow {
  id: string;
  /** `2026-12-05`. */
  date: string;
  /** `19:30`; empty: not known. */
  time: string;
  awayId: string | null;
}

/**
 * Pairs rows with games, each at most once: by id; by opponent, day and time; by opponent and day; then, where one row and
 * one game of an opponent are left, these two: the game moves to another day.
 * @returns the game of each row, null for one that is new
 */
export function pairRows(
  rows: ReadonlyArray<PairedRow | null>,
  games: readonly KnownGame[],
): Array<KnownGame | null> {
  const paired = new Map<PairedRow, KnownGame>();
  const free = new Set(games);
  const waiting = () => rows.filter((row): row is PairedRow => row !== null && !paired.has(row));
  const pair = (row: PairedRow, game: KnownGame | undefined) => {
    if (!game) return;
    paired.set(row, game);
    free.delete(game);
  };
  const isAgainst = (row: PairedRow, game: KnownGame) => row.awayId !== null && row.awayId === game.awayId;
  const passes: Array<(row: PairedRow, game: KnownGame) => boolean> = [
    (row, game) => row.id !== '' && row.id === game.id,
    (row, game) => isAgainst(row, game) && game.wall === `${row.date}T${row.time}`,
    (row, game) => isAgainst(row, game) && game.wall.startsWith(row.date),
  ];
  for (const means of passes)
    for (const row of waiting())
      pair(
        row,
        [...free].find((game) => means(row, game)),
      );
  for (const row of waiting()) {
    const others = waiting().filter(({ awayId }) => awayId === row.awayId);
    const left = [...free].filter((game) => isAgainst(row, game) && game.isAhead);
    if (others.length === 1 && left.length === 1) pair(row, left[0]);
  }
  return rows.map((row) => (row && paired.get(row)) || null);
}
