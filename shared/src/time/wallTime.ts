/** Wall times: what the clocks of a zone show, written `2026-12-01T00:00`. */
import { offsetAt } from './zones.ts';

/**
 * The marketplace's own days and deadlines are by this zone's clocks, as its settings say: server and back office set it
 * before anything is shown. Read it when it is used: what a module keeps of it at its start may be another zone's.
 */
export let marketplaceZone = 'America/New_York';

/** Sets the zone of the marketplace in this process. @param timeZone IANA */
export function setMarketplaceZone(timeZone: string): void {
  marketplaceZone = timeZone;
}

const minuteMs = 60_000;

/**
 * A date whose UTC fields are the zone's wall time, for taking it apart.
 * @param instant ISO 8601, or milliseconds since the epoch
 */
export function wallDate(instant: string | number, timeZone: string): Date {
  const at = typeof instant === 'number' ? instant : Date.parse(instant);
  return new Date(at + offsetAt(at, timeZone) * minuteMs);
}

/** What the clocks of a zone show at an instant: `2026-12-01T00:00`. */
export function wallTimeOf(instant: string | number, timeZone: string): string {
  return wallDate(instant, timeZone).toISOString().slice(0, 16);
}

const dayMs = 24 * 60 * minuteMs;

/**
 * The instants at which the clocks of a zone show a wall time, the first one first: one as a rule, none where the clocks
 * skip it in spring, two where they are set back over it in fall.
 * @param wall `2026-12-01T00:00`
 * @returns ISO 8601 in UTC
 */
export function momentsOf(wall: string, timeZone: string): string[] {
  const asUtc = Date.parse(`${wall}:00Z`);
  // Offsets are less than a day, and change less than once in two.
  const offsets = new Set([offsetAt(asUtc - dayMs, timeZone), offsetAt(asUtc + dayMs, timeZone)]);
  return [...offsets]
    .map((offset) => ({ at: asUtc - offset * minuteMs, offset }))
    .filter(({ at, offset }) => offsetAt(at, timeZone) === offset)
    .sort((a, b) => a.at - b.at)
    .map(({ at }) => new Date(at).toISOString());
}

/** What the clocks show at an instant, with their offset: `2026-11-01T01:30-04:00`. */
export function wallTimeWithOffset(instant: string, timeZone: string): string {
  const offset = offsetAt(Date.parse(instant), timeZone);
  const part = (minutes: number) => String(minutes).padStart(2, '0');
  const size = Math.abs(offset);
  return `${wallTimeOf(instant, timeZone)}${offset < 0 ? '-' : '+'}${part(Math.floor(size / 60))}:${part(size % 60)}`;
}

/**
 * A wall time as people give it: with its offset only where the clocks show it twice.
 * @returns empty for null
 */
export function givenWallTime(instant: string | null, timeZone: string): string {
  if (instant === null) return '';
  const wall = wallTimeOf(instant, timeZone);
  return momentsOf(wall, timeZone).length > 1 ? wallTimeWithOffset(instant, timeZone) : wall;
}

const withOffset = /[+-]\d\d:\d\d$/;

/**
 * The instant at which the clocks of a zone show a wall time.
 * @param wall `2026-12-01T00:00`; with an offset (`2026-11-01T01:30-04:00`) where the clocks show it twice
 * @returns ISO 8601 in UTC. Without an offset, the first of two; a wall time that the clocks skip is read with the offset
 *   before the skip.
 */
export function instantOf(wall: string, timeZone: string): string {
  if (withOffset.test(wall)) return new Date(wall).toISOString();
  const [first] = momentsOf(wall, timeZone);
  if (first !== undefined) return first;
  const asUtc = Date.parse(`${wall}:00Z`);
  return new Date(asUtc - offsetAt(asUtc - dayMs, timeZone) * minuteMs).toISOString();
}
