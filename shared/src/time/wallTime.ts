/** Wall times: what the clocks of a zone show, written `2026-12-01T00:00`. */
import { offsetAt } from './zones.ts';

/** The marketplace's own days and deadlines are by this zone's clocks. Source: it keeps New York's. */
export const marketplaceZone = 'America/New_York';

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

/**
 * The instant at which the clocks of a zone show a wall time.
 * @param wall `2026-12-01T00:00`
 * @returns ISO 8601 in UTC. A wall time that the clocks skip is read with the offset before the skip.
 */
export function instantOf(wall: string, timeZone: string): string {
  const asUtc = Date.parse(`${wall}:00Z`);
  // Twice, since the first guess may lie on the other side of a change of the clocks.
  const guess = asUtc - offsetAt(asUtc, timeZone) * minuteMs;
  return new Date(asUtc - offsetAt(guess, timeZone) * minuteMs).toISOString();
}
