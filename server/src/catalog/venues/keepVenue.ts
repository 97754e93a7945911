/** Staff make, change and retire venues. */
import { isDeepStrictEqual } from 'node:util';
import type { venueInput } from '@holdfast/shared/catalog';
import type { z } from 'zod';
import { audit, type Principal } from '../../platform/audit.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../../platform/problem.ts';
import { CatalogVenue } from '../CatalogVenue.ts';
import { makeInTurn } from '../makeInTurn.ts';
import { refreshEvents } from '../refreshEvents.ts';
import { retireEntry } from '../retireEntry.ts';
import { naturalSections } from './naturalSections.ts';
import { zoneProblems } from './timeZones.ts';

type Facts = z.output<typeof venueInput>;

/** @returns its id @throws Problem `validation_failed` when its zone isn't one of its place, or the venue exists */
export async function createVenue(trx: Trx, facts: Facts, principal: Principal): Promise<string> {
  await makeInTurn(trx);
  await refuseWrong(trx, null, facts);
  const id = newId('venue');
  const kept = { ...facts, levels: naturalSections(facts.levels) };
  await CatalogVenue.query(trx).insert({ ...kept, id, source: 'hand', sourceId: id });
  await audit(trx, principal, [{ what: 'venue.create', subject: id, after: kept }]);
  return id;
}

/**
 * Changes a venue; its events are found by the new words.
 * @throws Problem `not_found`, `already_decided` for a merged one, and `validation_failed` as `createVenue` or for another
 *   zone while events are ahead, which would move their wall times
 */
export async function changeVenue(trx: Trx, id: string, facts: Facts, principal: Principal): Promise<void> {
  const found = await lockVenue(trx, id);
  await refuseWrong(trx, id, facts);
  if (facts.timeZone !== found.timeZone) await refuseWithEvents(trx, id);
  const after = { ...facts, levels: naturalSections(facts.levels) };
  const before = Object.fromEntries(Object.keys(after).map((name) => [name, found[name as keyof Facts]]));
  if (isDeepStrictEqual(before, after)) return;
  await found.$query(trx).patch(after);
  await refreshEvents(trx, 'venue', id);
  await audit(trx, principal, [{ what: 'venue.change', subject: id, before, after }]);
}

/** Retires a venue, or takes that back. Nothing new can be at a retired one. @throws Problem `not_found`, `already_decided` */
export async function retireVenue(
  trx: Trx,
  id: string,
  retired: boolean,
  principal: Principal,
): Promise<void> {
  await retireEntry(trx, await lockVenue(trx, id), 'venue', retired, principal);
}

/** @throws Problem `not_found`; `already_decided` for one that was merged into another */
async function lockVenue(trx: Trx, id: string): Promise<CatalogVenue> {
  const found = await CatalogVenue.query(trx).findById(id).forNoKeyUpdate();
  if (!found) throw notFound('venue');
  if (found.mergedInto !== null)
    throw new Problem('already_decided', 'This venue was merged into another one. Change that one.');
  return found;
}

async function refuseWrong(trx: Trx, id: string | null, facts: Facts): Promise<void> {
  const problems = zoneProblems(facts);
  const [same] = await queryPrepared<{ id: string }>(
    trx,
    `SELECT id FROM venues WHERE lower(name) = lower($1) AND lower(city) = lower($2) AND country = $3
       AND merged_into IS NULL AND id IS DISTINCT FROM $4 LIMIT 1`,
    [facts.name, facts.city, facts.country, id],
  );
  if (same)
    problems.push({
      field: 'name',
      code: 'taken',
      message: `${facts.name} in ${facts.city} is in the catalogue already. Open that one, retired ones included.`,
    });
  if (problems.length > 0) throw fieldsRefused(problems);
}

async function refuseWithEvents(trx: Trx, id: string): Promise<void> {
  const [ahead] = await queryPrepared<{ count: number }>(
    trx,
    'SELECT count(*)::int AS count FROM events WHERE venue_id = $1 AND starts_at > now()',
    [id],
  );
  if (ahead && ahead.count > 0)
    throw fieldsRefused([
      {
        field: 'timeZone',
        code: 'has_events',
        message: `Another zone would change the local time of ${ahead.count === 1 ? 'the event that is' : `the ${ahead.count} events that are`} ahead here. Keep the zone until they are over.`,
      },
    ]);
}
