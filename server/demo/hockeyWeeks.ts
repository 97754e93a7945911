/** Where the demo's hockey season lies: examples of other companies' catalogues are moved with it. */
import { shiftWeeks } from './calendar.ts';
import { readDemoCatalogue } from './catalogue.ts';

/** @returns weeks by which the recorded season is moved on the day of `now` (UTC) */
export function hockeyWeeks(now: Date): number {
  const games = readDemoCatalogue().games.filter(({ season }) => season.startsWith('nhl'));
  return shiftWeeks(games, now.toISOString().slice(0, 10));
}
