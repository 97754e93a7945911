/** Season packages: created as a draft, confirmed by staff, ended. */

import type { FieldProblem } from '@holdfast/shared/http';
import type { newPackage, SeasonPackage } from '@holdfast/shared/packages';
import type { z } from 'zod';
import { requireConsignor } from '../consignors/consignors.ts';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { consignGames } from './consignGames.ts';
import { lockPackage } from './lockPackage.ts';
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
  const errors = [
    ...checkTerms(input, input.seats.length),
    ...(await checkSeason(trx, input.seasonId)),
    ...(await checkOpponents(trx, input)),
  ];
  if (errors.length > 0) throw fieldsRefused(errors);
  const id = newId('package');
  const { seats, terms } = { seats: input.seats, terms: termsOf(input) };
  const [low = 0, next] = seats;
  await queryPrepared(
    trx,
    `INSERT INTO packages (id, consignor_id, season_id, section, "row", low_seat, high_seat, seat_step, price, opponents,
       face_value_amount, floor_amount, ceiling_amount, split_rule, delivery, disclosure, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11, $12, $13, $14, $15, $16, $17)`,
    [
      id,
      input.consignorId,
      input.seasonId,
      input.section,
      input.row,
      low,
      seats.at(-1),
      next === undefined ? 1 : next - low,
      JSON.stringify(terms.price),
      JSON.stringify(terms.opponents),
      terms.faceValueAmount,
      terms.floorAmount,
      terms.ceilingAmount,
      terms.splitRule,
      terms.delivery,
      terms.disclosure,
      principal.by,
    ],
  );
  const { eventIds, confirm, ...kept } = input;
  await audit(trx, principal, [{ what: 'package.create', subject: id, after: kept }]);
  if (confirm || eventIds.length > 0) await confirmPackage(trx, id, principal);
  if (eventIds.length > 0)
    await consignGames(trx, engine, id, { eventIds, mode: 'all', preview: false }, principal);
  return showPackage(trx, id);
}

async function checkSeason(trx: Trx, seasonId: string): Promise<FieldProblem[]> {
  const [season] = await queryPrepared(trx, 'SELECT 1 AS found FROM catalog_seasons_named WHERE id = $1', [
    seasonId,
  ]);
  if (season) return [];
  return [{ field: 'seasonId', code: 'unknown', message: 'There is no such season. Choose one.' }];
}

/**
 * Staff confirm what the consignor handed in: from now on its games can be consigned.
 * @throws Problem `not_found`, `transition_refused` unless it is a draft
 */
export async function confirmPackage(trx: Trx, id: string, principal: Principal): Promise<SeasonPackage> {
  await lockPackage(trx, id, ['draft']);
  await queryPrepared(trx, 'UPDATE packages SET confirmed_at = now(), confirmed_by = $2 WHERE id = $1', [
    id,
    principal.by,
  ]);
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
  await queryPrepared(trx, 'UPDATE packages SET ended_at = now(), ended_reason = $2 WHERE id = $1', [
    id,
    reason,
  ]);
  await audit(trx, principal, [
    { what: 'package.end', subject: id, reason, before: { state }, after: { state: 'ended' } },
  ]);
  return showPackage(trx, id);
}
