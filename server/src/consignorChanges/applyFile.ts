/** Applies a file of consignors as its dry run showed it: all of it, or nothing. */
import { isDeepStrictEqual } from 'node:util';
import type { appliedConsignorFile, ConsignorFilePlan } from '@holdfast/shared/consignors';
import type { z } from 'zod';
import { correctConsignor, createConsignor, givePlan } from '../consignors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { planConsignorFile, presentFilePlan } from './planFile.ts';

/**
 * @throws Problem `validation_failed` while a row is refused, naming the first one; `version_conflict` when consignors
 *   changed since the dry run; `nothing_to_do`
 */
export async function applyConsignorFile(
  trx: Trx,
  { rows, makePlans, seen }: z.output<typeof appliedConsignorFile>,
  principal: Principal,
): Promise<ConsignorFilePlan> {
  const planned = await planConsignorFile(trx, rows, makePlans);
  const plan = presentFilePlan(planned);
  const { created, changed, refused } = plan.counts;
  if (refused > 0)
    throw new Problem(
      'validation_failed',
      'Some rows are refused. Correct or remove them, then check again.',
    );
  if (!isDeepStrictEqual(plan.rows, seen))
    throw new Problem('version_conflict', 'Consignors changed since you checked. Check again, then apply.');
  if (created + changed === 0) throw new Problem('nothing_to_do', '0 changes: everything is so already.');
  for (const [at, { outcome, facts, consignorId, changesPlan }] of planned.rows.entries()) {
    if (facts === null || outcome === 'unchanged') continue;
    await namingRow(at, async () => {
      const { plan, ...given } = { ...facts, isAnother: false };
      if (consignorId === null)
        return void (await createConsignor(trx, { ...given, plan, isNewPlan: true }, principal));
      await correctConsignor(trx, consignorId, given, principal);
      if (changesPlan) await givePlan(trx, consignorId, planFromNow(plan), principal);
    });
  }
  await audit(trx, principal, [
    {
      what: 'consignor.file',
      subject: 'consignors',
      before: { created: 0, changed: 0 },
      after: { created, changed },
    },
  ]);
  return plan;
}

const planFromNow = (plan: string) => ({
  plan,
  isNewPlan: true,
  effectiveFrom: null,
  effectiveUntil: null,
  reason: 'From a file of consignors',
});

/** What only saving finds, such as a duplicate, says in which row. */
async function namingRow(at: number, save: () => Promise<void>): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'validation_failed') throw error;
    throw new Problem('validation_failed', `Row ${at + 1}: ${error.message} Nothing was changed.`);
  }
}
