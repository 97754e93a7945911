/** How far the demo's hockey season is moved: the feeds' examples are moved with it. */
import { shiftWeeks } from './calendar.ts';
import { readDemoCatalog } from './catalog.ts';

/** @returns weeks by which the recorded season is moved on the day of `now` (UTC) */
export function hockeyWeeks(now: Date): number {
  const games = readDemoCatalog().games.filter(({ season }) => season.startsWith('nhl'));
  return shiftWeeks(games, now.toISOString().slice(0, 10));
}
