/** What the law of a place allows, against face value: set by finance, ended, never changed. */
import type { newPriceCap } from '@holdfast/shared/priceCaps';
import { raw } from 'objection';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { brokenConstraint, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { PriceCap } from './PriceCap.ts';

/** @returns its id @throws Problem `cap_exists` when the place has one in force: end that first */
export async function createPriceCap(
  trx: Trx,
  cap: z.output<typeof newPriceCap>,
  principal: Principal,
): Promise<string> {
  const id = newId('priceCap');
  try {
    const { country, region, overFaceBps, overFaceAmount, law } = cap;
    await PriceCap.query(trx).insert({
      id,
      country,
      region,
      overFaceBps,
      overFaceAmount,
      law,
      createdBy: principal.by,
    });
  } catch (error) {
    if (brokenConstraint(error) !== 'price_caps_one_a_place') throw error;
    const place = cap.region === null ? cap.country : `${cap.region}, ${cap.country}`;
    throw new Problem('cap_exists', `${place} has a cap in force. End it first.`);
  }
  await audit(trx, principal, [{ what: 'priceCap.create', subject: id, after: cap }]);
  return id;
}

/** @throws Problem `not_found` when there is none in force of this id */
export async function endPriceCap(trx: Trx, id: string, principal: Principal): Promise<void> {
  const cap = await PriceCap.query(trx)
    .findById(id)
    .whereNull('ended_at')
    .patch({ endedAt: raw('now()') })
    .returning('*')
    .first();
  if (!cap) throw notFound('cap');
  const place = { country: cap.country, region: cap.region, law: cap.law };
  await audit(trx, principal, [
    {
      what: 'priceCap.end',
      subject: id,
      before: { ...place, endedAt: null },
      after: { ...place, endedAt: cap.endedAt?.toISOString() },
    },
  ]);
}
