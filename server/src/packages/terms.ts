/** A package's terms: validated on creation, and changed for games consigned later. */

import type { FieldProblem } from '@holdfast/shared/http';
import { allowedQuantities } from '@holdfast/shared/listings';
import {
  type PackagePrice,
  type PackageTerms,
  packageTerms,
  type SeasonPackage,
} from '@holdfast/shared/packages';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { lockPackage } from './lockPackage.ts';
import { Package } from './Package.ts';
import { showPackage } from './packageRows.ts';

/**
 * What a rule comes to, in minor units; a percentage of the face value is rounded half up to the cent.
 * @returns null where the face value is unknown
 */
export function priceByRule(rule: PackagePrice, faceValueAmount: number | null): number | null {
  if (rule.by === 'set') return rule.amount;
  return faceValueAmount === null
    ? null
    : Math.floor((faceValueAmount * (10_000 + rule.bps) + 5_000) / 10_000);
}

/**
 * What is wrong with terms in themselves; each problem names the field to correct.
 * @param seats how many
 */
export function checkTerms(terms: PackageTerms, seats: number): FieldProblem[] {
  const errors: FieldProblem[] = [];
  const { floorAmount: floor, ceilingAmount: ceiling } = terms;
  const rules = [terms.price, ...terms.opponents.map(({ price }) => price)];
  if (rules.some(({ by }) => by === 'face') && terms.faceValueAmount === null)
    errors.push({
      field: 'faceValueAmount',
      code: 'missing',
      message: 'The price follows the face value. Give the face value, or an amount as the price.',
    });
  if (floor !== null && ceiling !== null && floor > ceiling)
    errors.push({
      field: 'ceilingAmount',
      code: 'too_small',
      message: 'The ceiling is below the floor. Give the floor or more.',
    });
  else {
    errors.push(...checkPrice('price', terms.price, terms));
    for (const [at, { price }] of terms.opponents.entries())
      errors.push(...checkPrice(`opponents.${at}.price`, price, terms));
  }
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

/** A price beyond floor or ceiling is refused, never adjusted. */
function checkPrice(field: string, rule: PackagePrice, terms: PackageTerms): FieldProblem[] {
  const price = priceByRule(rule, terms.faceValueAmount);
  if (price === null) return [];
  const { floorAmount: floor, ceilingAmount: ceiling } = terms;
  const at = `${field}.${rule.by === 'set' ? 'amount' : 'bps'}`;
  const comesTo = `The price comes to ${(price / 100).toFixed(2)}`;
  if (floor !== null && price < floor)
    return [
      {
        field: at,
        code: 'too_small',
        message: `${comesTo}, below the floor of ${(floor / 100).toFixed(2)}. Change one of the two.`,
      },
    ];
  if (ceiling !== null && price > ceiling)
    return [
      {
        field: at,
        code: 'too_big',
        message: `${comesTo}, above the ceiling of ${(ceiling / 100).toFixed(2)}. Change one of the two.`,
      },
    ];
  return [];
}

/** Opponents that aren't in the catalog. */
export async function checkOpponents(
  trx: Trx,
  { opponents }: Pick<PackageTerms, 'opponents'>,
): Promise<FieldProblem[]> {
  const known = await queryPrepared<{ id: string }>(
    trx,
    'SELECT id FROM catalog_performers_named WHERE id = ANY($1::text[])',
    [opponents.map(({ performerId }) => performerId)],
  );
  const ids = new Set(known.map(({ id }) => id));
  return opponents.flatMap(({ performerId }, at) =>
    ids.has(performerId)
      ? []
      : [
          {
            field: `opponents.${at}`,
            code: 'unknown',
            message: 'There is no such opponent. Leave it out.',
          },
        ],
  );
}

/** Terms without whatever else came with them. */
export const termsOf = (input: PackageTerms): PackageTerms => packageTerms.parse(input);

/**
 * Changes what games are consigned with from now on; listings that were made keep what they were made with.
 * @throws Problem `not_found`, `transition_refused` when it has ended, `validation_failed` naming each field
 */
export async function changeTerms(
  trx: Trx,
  id: string,
  input: PackageTerms,
  principal: Principal,
): Promise<SeasonPackage> {
  const { terms: before, lowSeat, highSeat, seatStep } = await lockPackage(trx, id, ['draft', 'confirmed']);
  const seats = (highSeat - lowSeat) / seatStep + 1;
  const errors = [...checkTerms(input, seats), ...(await checkOpponents(trx, input))];
  if (errors.length > 0) throw fieldsRefused(errors);
  const terms = termsOf(input);
  await Package.query(trx).findById(id).patch(terms);
  await audit(trx, principal, [{ what: 'package.terms', subject: id, before, after: terms }]);
  return showPackage(trx, id);
}
