import type { CatalogEvent } from '../catalog/contract.ts';

type Facts = Pick<CatalogEvent, 'startsAt' | 'timeTbd' | 'status'>;

/** Where an event stands at an instant. `today`: its time isn't known, so nobody can say whether it has started. */
export type EventPhase = 'ahead' | 'today' | 'started' | 'over' | 'canceled' | 'postponed';

const hourMs = 60 * 60 * 1000;
/** The longest that games and shows take, with overtime. Nobody reports to us when an event ended. */
const lastsMs = 6 * hourMs;
/** An event without a time is somewhere on its day. */
const dayMs = 24 * hourMs;

/** @param now milliseconds since the epoch; on pages that the server renders its clock, so that both agree */
export function eventPhase({ startsAt, timeTbd, status }: Facts, now: number): EventPhase {
  if (status === 'cancelled') return 'canceled';
  if (status === 'postponed') return 'postponed';
  const since = now - Date.parse(startsAt);
  if (since < 0) return 'ahead';
  if (timeTbd) return since < dayMs ? 'today' : 'over';
  return since < lastsMs ? 'started' : 'over';
}
