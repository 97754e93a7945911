/** Staff make, change and retire teams and artists. */
import { isDeepStrictEqual } from 'node:util';
import type { performerInput } from '@holdfast/shared/catalog';
import type { FieldProblem } from '@holdfast/shared/http';
import type { z } from 'zod';
import { audit, type Principal } from '../../platform/audit.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../../platform/problem.ts';
import { CatalogLeague } from '../CatalogLeague.ts';
import { CatalogPerformer } from '../CatalogPerformer.ts';
import { CatalogVenue } from '../CatalogVenue.ts';
import { makeInTurn } from '../makeInTurn.ts';
import { freeSlugOf } from '../places.ts';
import { refreshEvents } from '../refreshEvents.ts';
import { retireEntry } from '../retireEntry.ts';
import { slugOf } from '../slugOf.ts';

type Facts = z.output<typeof performerInput>;

/** @returns its id @throws Problem `validation_failed` for a name that is taken, an unknown or retired league or venue */
export async function createPerformer(trx: Trx, facts: Facts, principal: Principal): Promise<string> {
  await makeInTurn(trx);
  await refuseWrong(trx, null, facts);
  const id = newId('performer');
  const slug = await freeSlugOf(trx, id, slugOf(facts.name));
  await CatalogPerformer.query(trx).insert({ ...facts, id, slug, source: 'hand', sourceId: id });
  await audit(trx, principal, [{ what: 'performer.create', subject: id, after: facts }]);
  return id;
}

/**
 * Changes a team; games that are named by it get its new name, and keep their page addresses.
 * @throws Problem `not_found`, `already_decided` for a merged one, `validation_failed` as `createPerformer`
 */
export async function changePerformer(
  trx: Trx,
  id: string,
  after: Facts,
  principal: Principal,
): Promise<void> {
  const found = await lockPerformer(trx, id);
  await refuseWrong(trx, found, after);
  const before = Object.fromEntries(Object.keys(after).map((name) => [name, found[name as keyof Facts]]));
  if (isDeepStrictEqual(before, after)) return;
  const formerName = found.name;
  await found.$query(trx).patch(after);
  await refreshEvents(trx, 'performer', id, formerName);
  await audit(trx, principal, [{ what: 'performer.change', subject: id, before, after }]);
}

/** Retires a team, or takes that back. @throws Problem `not_found`, `already_decided` */
export async function retirePerformer(
  trx: Trx,
  id: string,
  retired: boolean,
  principal: Principal,
): Promise<void> {
  await retireEntry(trx, await lockPerformer(trx, id), 'performer', retired, principal);
}

/**
 * A team or an artist that something new can have; it stays so until the transaction ends.
 * @throws Problem `validation_failed` on `id`: `unknown`, `retired`
 */
export async function requirePerformer(trx: Trx, id: string): Promise<CatalogPerformer> {
  const found = await CatalogPerformer.query(trx).findById(id).forShare();
  if (!found)
    throw fieldsRefused([{ field: 'id', code: 'unknown', message: 'There is no such team. Choose one.' }]);
  if (found.retiredAt !== null)
    throw fieldsRefused([
      {
        field: 'id',
        code: 'retired',
        message: `${found.name} is retired. Choose another team, or restore it.`,
      },
    ]);
  return found;
}

async function lockPerformer(trx: Trx, id: string): Promise<CatalogPerformer> {
  const found = await CatalogPerformer.query(trx).findById(id).forNoKeyUpdate();
  if (!found) throw notFound('team');
  if (found.mergedInto !== null)
    throw new Problem('already_decided', 'This team was merged into another one. Change that one.');
  return found;
}

/** What a team has already may be retired; a new choice may not. */
async function refuseWrong(trx: Trx, found: CatalogPerformer | null, facts: Facts): Promise<void> {
  const problems: FieldProblem[] = [];
  const [same] = await queryPrepared<{ name: string }>(
    trx,
    `SELECT name FROM performers WHERE lower(name) = lower($1) AND league IS NOT DISTINCT FROM $2
       AND merged_into IS NULL AND id IS DISTINCT FROM $3 LIMIT 1`,
    [facts.name, facts.league, found?.id ?? null],
  );
  if (same)
    problems.push({
      field: 'name',
      code: 'taken',
      message: `${same.name} is in the catalogue already. Open that one, retired ones included.`,
    });
  if (facts.league !== null && facts.league !== found?.league) {
    const league = await CatalogLeague.query(trx).findById(facts.league);
    if (!league || league.retiredAt !== null)
      problems.push({ field: 'league', code: 'unknown', message: 'Choose a league that isn’t retired.' });
  }
  if (facts.homeVenueId !== null && facts.homeVenueId !== found?.homeVenueId) {
    const venue = await CatalogVenue.query(trx).findById(facts.homeVenueId);
    if (!venue || venue.retiredAt !== null)
      problems.push({ field: 'homeVenueId', code: 'unknown', message: 'Choose a venue that isn’t retired.' });
  }
  if (problems.length > 0) throw fieldsRefused(problems);
}
