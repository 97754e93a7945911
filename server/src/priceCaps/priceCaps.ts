/** What the law of a place allows, against face value: set by finance, ended, never changed. */
import type { newPriceCap } from '@holdfast/shared/priceCaps';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { brokenConstraint, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { notFound, Problem } from '../platform/problem.ts';

/** @returns its id @throws Problem `cap_exists` when the place has one in force: end that first */
export async function createPriceCap(
  trx: Trx,
  cap: z.output<typeof newPriceCap>,
  principal: Principal,
): Promise<string> {
  const id = newId('priceCap');
  try {
    await queryPrepared(
      trx,
      `INSERT INTO price_caps (id, country, region, over_face_bps, over_face_amount, law, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, cap.country, cap.region, cap.overFaceBps, cap.overFaceAmount, cap.law, principal.by],
    );
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
  const [cap] = await queryPrepared<{ country: string; region: string | null; law: string; ended_at: Date }>(
    trx,
    'UPDATE price_caps SET ended_at = now() WHERE id = $1 AND ended_at IS NULL RETURNING country, region, law, ended_at',
    [id],
  );
  if (!cap) throw notFound('cap');
  const { ended_at, ...place } = cap;
  await audit(trx, principal, [
    {
      what: 'priceCap.end',
      subject: id,
      before: { ...place, endedAt: null },
      after: { ...place, endedAt: ended_at.toISOString() },
    },
  ]);
}
