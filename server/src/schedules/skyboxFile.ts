/** A season's games as SkyBox answers a search for events, so that its other readers and ours take them. */
import type { KnownGame } from './seasonGames.ts';

/** What SkyBox writes before the name, since it has no column for it. */
const standing: Record<string, string> = { cancelled: 'CANCELLED - ', postponed: 'POSTPONED - ' };

/** @returns JSON; the dates are wall times of the venue, and of a game whose time isn't known the day alone */
export const skyboxFileOf = (_title: string, games: readonly KnownGame[]): string =>
  JSON.stringify(
    {
      rows: games.map(({ home, away, wall, timeTbd, venue, timeZone, status }, at) => ({
        id: at + 1,
        name: `${standing[status] ?? ''}${home} vs. ${away}`,
        date: timeTbd ? wall.slice(0, 10) : `${wall}:00`,
        venue: { name: venue, timeZone: { id: timeZone } },
        performer: { name: home, eventType: 'SPORT' },
      })),
      rowCount: games.length,
    },
    null,
    2,
  );
