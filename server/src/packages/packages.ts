/** Season packages: created as a draft, confirmed by staff, ended. */

import type { FieldProblem } from '@holdfast/shared/http';
import { noticeKindFacts } from '@holdfast/shared/notices';
import type { newPackage, SeasonPackage } from '@holdfast/shared/packages';
import { raw } from 'objection';
import type { z } from 'zod';
import { requireConsignor } from '../consignors/consignors.ts';
import { seatsApart } from '../listings/index.ts';
import { giveNotices, readersWith, staffReaders } from '../notices/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { consignGames } from './consignGames.ts';
import { lockPackage } from './lockPackage.ts';
import { Package } from './Package.ts';
import { showPackage } from './packageRows.ts';
import { checkOpponents, checkTerms, termsOf } from './terms.ts';

type Input = z.output<typeof newPackage>;

/**
 * Takes a package in; with games, confirms it and consigns them, all or nothing.
 * @throws Problem `validation_failed` naming each field, or `same_seats` with the conflicts side by side
 */
export async function createPackage(
  trx: Trx,
  engine: Engine,
  input: Input,
  principal: Principal,
): Promise<SeasonPackage> {
  await requireConsignor(trx, input.consignorId);
  const apart = seatsApart(input.seats, input.countsByTwo ? 2 : 1, 'package');
  const errors = [
    ...(apart ? [apart] : []),
    ...checkTerms(input, input.seats.length),
    ...(await checkSeason(trx, input.seasonId)),
    ...(await checkOpponents(trx, input)),
  ];
  if (errors.length > 0) throw fieldsRefused(errors);
  const id = newId('package');
  const { seats } = input;
  const [low = 0, next] = seats;
  await Package.query(trx).insert({
    id,
    consignorId: input.consignorId,
    seasonId: input.seasonId,
    section: input.section,
    row: input.row,
    lowSeat: low,
    highSeat: seats.at(-1),
    seatStep: next === undefined ? 1 : next - low,
    ...termsOf(input),
    createdBy: principal.by,
  });
  const { eventIds, confirm, ...kept } = input;
  await audit(trx, principal, [{ what: 'package.create', subject: id, after: kept }]);
  if (confirm || eventIds.length > 0) await confirmPackage(trx, id, principal);
  if (eventIds.length > 0)
    await consignGames(trx, engine, id, { eventIds, mode: 'all', preview: false }, principal);
  const shown = await showPackage(trx, id);
  await tellStaff(trx, shown, principal.by);
  return shown;
}

/** Colleagues find it in their inbox. */
async function tellStaff(trx: Trx, { id, consignor, season }: SeasonPackage, by: string): Promise<void> {
  await giveNotices(trx, [
    {
      kind: 'packageAdded',
      cause: `package/${id}`,
      recipientIds: readersWith(await staffReaders(trx), noticeKindFacts.packageAdded.roles, by),
      subjectId: id,
      facts: { consignor: consignor.name, season: season.name },
      at: new Date().toISOString(),
    },
  ]);
}

async function checkSeason(trx: Trx, seasonId: string): Promise<FieldProblem[]> {
  const [season] = await queryPrepared<{ retired: boolean }>(
    trx,
    'SELECT retired_at IS NOT NULL AS retired FROM catalog_seasons_named WHERE id = $1',
    [seasonId],
  );
  if (season?.retired)
    return [{ field: 'seasonId', code: 'retired', message: 'This season is retired. Choose another one.' }];
  if (season) return [];
  return [{ field: 'seasonId', code: 'unknown', message: 'There is no such season. Choose one.' }];
}

/**
 * Staff confirm what the consignor handed in: from now on its games can be consigned.
 * @throws Problem `not_found`, `transition_refused` unless it is a draft
 */
export async function confirmPackage(trx: Trx, id: string, principal: Principal): Promise<SeasonPackage> {
  await lockPackage(trx, id, ['draft']);
  await Package.query(trx)
    .findById(id)
    .patch({ confirmedAt: raw('now()'), confirmedBy: principal.by });
  await audit(trx, principal, [
    { what: 'package.confirm', subject: id, before: { state: 'draft' }, after: { state: 'confirmed' } },
  ]);
  return showPackage(trx, id);
}

/**
 * No further game is consigned; what is listed goes on.
 * @throws Problem `not_found`, `transition_refused` when it has ended
 */
export async function endPackage(
  trx: Trx,
  id: string,
  reason: string,
  principal: Principal,
): Promise<SeasonPackage> {
  const { state } = await lockPackage(trx, id, ['draft', 'confirmed']);
  await Package.query(trx)
    .findById(id)
    .patch({ endedAt: raw('now()'), endedReason: reason });
  await audit(trx, principal, [
    { what: 'package.end', subject: id, reason, before: { state }, after: { state: 'ended' } },
  ]);
  return showPackage(trx, id);
}
