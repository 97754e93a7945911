/** Two venues that are one: everything of the one moves to the other, and the one stays as a pointer. */
import type { MergePreview } from '@holdfast/shared/catalog';
import type { Principal } from '../../platform/audit.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { Problem } from '../../platform/problem.ts';
import { CatalogVenue } from '../CatalogVenue.ts';
import { bothOf, leavePointer, mergedIds, mergedNames, mergeRefusal } from '../mergeEntries.ts';
import { refreshEvents } from '../refreshEvents.ts';

/** What a merge would move, or why it can't be done. @throws Problem `not_found` */
export async function previewVenueMerge(trx: Trx, id: string, intoId: string): Promise<MergePreview> {
  const [from, into] = await bothVenues(trx, id, intoId);
  const [count] = await queryPrepared<{ ahead: number; past: number; teams: number }>(
    trx,
    `SELECT (SELECT count(*)::int FROM events WHERE venue_id = $1 AND starts_at > now()) AS ahead,
       (SELECT count(*)::int FROM events WHERE venue_id = $1 AND starts_at <= now()) AS past,
       (SELECT count(*)::int FROM performers WHERE home_venue_id = $1 AND merged_into IS NULL) AS teams`,
    [id],
  );
  return {
    moves: [
      { what: 'Events ahead', count: count?.ahead ?? 0 },
      { what: 'Past events', count: count?.past ?? 0 },
      { what: 'Teams at home there', count: count?.teams ?? 0 },
      { what: 'Other names', count: mergedNames(into, from).length - into.aliases.length },
      { what: 'Outside ids', count: mergedIds(into, from).length - into.outsideIds.length },
    ],
    refused: refusal(from, into),
  };
}

/**
 * Merges a venue into another one, which keeps its own facts and takes those that it lacks.
 * @throws Problem `not_found`; `validation_failed` with the reason that the preview names
 */
export async function mergeVenue(trx: Trx, id: string, intoId: string, principal: Principal): Promise<void> {
  const [from, into] = await bothVenues(trx, id, intoId);
  const refused = refusal(from, into);
  if (refused !== null) throw new Problem('validation_failed', refused);
  const { moves } = await previewVenueMerge(trx, id, intoId);
  await queryPrepared(trx, 'UPDATE events SET venue_id = $2 WHERE venue_id = $1', [id, intoId]);
  await queryPrepared(trx, 'UPDATE performers SET home_venue_id = $2 WHERE home_venue_id = $1', [id, intoId]);
  await queryPrepared(trx, 'UPDATE venues SET merged_into = $2 WHERE merged_into = $1', [id, intoId]);
  await into.$query(trx).patch({
    address: into.address ?? from.address,
    latitude: into.latitude ?? from.latitude,
    longitude: into.longitude ?? from.longitude,
    capacity: into.capacity ?? from.capacity,
    levels: into.levels.length > 0 ? into.levels : from.levels,
    aliases: mergedNames(into, from),
    outsideIds: mergedIds(into, from),
  });
  await refreshEvents(trx, 'venue', intoId);
  await leavePointer(trx, 'venue', { from, into, moves }, principal);
}

/** Both, locked in the order of their ids. @throws Problem `not_found` */
async function bothVenues(trx: Trx, id: string, intoId: string): Promise<[CatalogVenue, CatalogVenue]> {
  const found = await CatalogVenue.query(trx).findByIds([id, intoId]).orderBy('id').forNoKeyUpdate();
  return bothOf(found, [id, intoId], 'venue');
}

function refusal(from: CatalogVenue, into: CatalogVenue): string | null {
  const refused = mergeRefusal(from, into, 'venue');
  if (refused !== null) return refused;
  if (from.timeZone !== into.timeZone)
    return `${from.name} is in ${from.timeZone}, ${into.name} in ${into.timeZone}: events would start at another local time. Correct the zone first.`;
  return null;
}
