/** By how many weeks the demo's hockey season is moved today: examples of other houses are moved with it. */
import { shiftWeeks } from './calendar.ts';
import { readDemoCatalogue } from './catalogue.ts';

export function hockeyWeeks(now: Date = new Date()): number {
  const games = readDemoCatalogue().games.filter(({ season }) => season.startsWith('nhl'));
  return shiftWeeks(games, now.toISOString().slice(0, 10));
}
