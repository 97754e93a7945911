/** A consignor's seats for a season: taken in as a draft, confirmed by staff, and ended. */
import {
  allowedQuantities,
  type newPackage,
  type PackageTerms,
  type SeasonPackage,
} from '@holdfast/shared/consignment';
import type { FieldProblem } from '@holdfast/shared/http';
import type { z } from 'zod';
import type { Engine } from '../../platform/actors/index.ts';
import { audit, type Doer } from '../../platform/audit.ts';
import { run, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { fieldsRefused } from '../../platform/problem.ts';
import { requireConsignor } from '../consignors/consignors.ts';
import { consignGames } from './consignGames.ts';
import { lockPackage } from './lockPackage.ts';
import { showPackage } from './packageRows.ts';

type Input = z.output<typeof newPackage>;

/**
 * Takes a package in; with games, confirms it and consigns them, all or nothing.
 * @throws Problem `validation_failed` naming each field, or `same_seats` with the conflicts side by side
 */
export async function createPackage(
  trx: Trx,
  engine: Engine,
  input: Input,
  doer: Doer,
): Promise<SeasonPackage> {
  await requireConsignor(trx, input.consignorId);
  const errors = [...checkTerms(input, input.seats.length), ...(await checkSeason(trx, input))];
  if (errors.length > 0) throw fieldsRefused(errors);
  const id = newId('package');
  const { seats, terms } = { seats: input.seats, terms: termsOf(input) };
  const [low = 0, next] = seats;
  await run(
    trx,
    `INSERT INTO packages (id, consignor_id, season_id, section, "row", low_seat, high_seat, seat_step, price, opponents,
       face_value_amount, floor_amount, ceiling_amount, split_rule, delivery, drawback, created_by)
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
      terms.drawback,
      doer.by,
    ],
  );
  const { eventIds, confirm, ...kept } = input;
  await audit(trx, doer, [{ what: 'package.create', subject: id, after: kept }]);
  if (confirm || eventIds.length > 0) await confirmPackage(trx, id, doer);
  if (eventIds.length > 0)
    await consignGames(trx, engine, id, { eventIds, mode: 'all', preview: false }, doer);
  return showPackage(trx, id);
}

function termsOf(input: Input): PackageTerms {
  const { price, opponents, faceValueAmount, floorAmount, ceilingAmount, splitRule, delivery, drawback } =
    input;
  return { price, opponents, faceValueAmount, floorAmount, ceilingAmount, splitRule, delivery, drawback };
}

/** @param seats how many */
export function checkTerms(terms: PackageTerms, seats: number): FieldProblem[] {
  const errors: FieldProblem[] = [];
  const rules = [terms.price, ...terms.opponents.map(({ price }) => price)];
  if (rules.some(({ by }) => by === 'face') && terms.faceValueAmount === null)
    errors.push({
      field: 'faceValueAmount',
      code: 'missing',
      message: 'The price follows the face value. Give the face value, or an amount as the price.',
    });
  const { floorAmount: floor, ceilingAmount: ceiling } = terms;
  if (floor !== null && ceiling !== null && floor > ceiling)
    errors.push({
      field: 'ceilingAmount',
      code: 'too_small',
      message: 'The ceiling is below the floor. Give the floor or more.',
    });
  const twice = terms.opponents.findIndex(
    ({ performerId }, at) => terms.opponents.findIndex((each) => each.performerId === performerId) < at,
  );
  if (twice >= 0)
    errors.push({
      field: `opponents.${twice}`,
      code: 'duplicate',
      message: 'This opponent has a price already. Keep one of the two.',
    });
  if (allowedQuantities(terms.splitRule, [seats], seats).length === 0)
    errors.push({
      field: 'splitRule',
      code: 'split_not_possible',
      message: `${seats} ${seats === 1 ? 'seat' : 'seats'} could never be sold under this rule. Choose another one.`,
    });
  return errors;
}

async function checkSeason(trx: Trx, { seasonId, opponents }: Input): Promise<FieldProblem[]> {
  const errors: FieldProblem[] = [];
  const [season] = await run(trx, 'SELECT 1 AS found FROM seasons WHERE id = $1', [seasonId]);
  if (!season)
    errors.push({ field: 'seasonId', code: 'unknown', message: 'There is no such season. Choose one.' });
  const known = await run<{ id: string }>(trx, 'SELECT id FROM performers WHERE id = ANY($1::text[])', [
    opponents.map(({ performerId }) => performerId),
  ]);
  const ids = new Set(known.map(({ id }) => id));
  opponents.forEach(({ performerId }, at) => {
    if (!ids.has(performerId))
      errors.push({
        field: `opponents.${at}`,
        code: 'unknown',
        message: 'There is no such opponent. Leave it out.',
      });
  });
  return errors;
}

/**
 * Staff confirm what the consignor handed in: from now on its games can be consigned.
 * @throws Problem `not_found`, `transition_refused` unless it is a draft
 */
export async function confirmPackage(trx: Trx, id: string, doer: Doer): Promise<SeasonPackage> {
  await lockPackage(trx, id, ['draft']);
  await run(trx, 'UPDATE packages SET confirmed_at = now(), confirmed_by = $2 WHERE id = $1', [id, doer.by]);
  await audit(trx, doer, [
    { what: 'package.confirm', subject: id, before: { state: 'draft' }, after: { state: 'confirmed' } },
  ]);
  return showPackage(trx, id);
}

/**
 * No further game is consigned; what is listed goes on.
 * @throws Problem `not_found`, `transition_refused` when it has ended
 */
export async function endPackage(trx: Trx, id: string, reason: string, doer: Doer): Promise<SeasonPackage> {
  const { state } = await lockPackage(trx, id, ['draft', 'confirmed']);
  await run(trx, 'UPDATE packages SET ended_at = now(), ended_reason = $2 WHERE id = $1', [id, reason]);
  await audit(trx, doer, [
    { what: 'package.end', subject: id, reason, before: { state }, after: { state: 'ended' } },
  ]);
  return showPackage(trx, id);
}
