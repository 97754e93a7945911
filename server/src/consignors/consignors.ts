/** Consignors: the owners of tickets. */
import type {
  ConsignorPlan,
  consignorCorrection,
  newConsignor,
  planQuery,
} from '@holdfast/shared/consignors';
import { plainComponents } from '@holdfast/shared/pricing';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { brokenConstraint, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound } from '../platform/problem.ts';
import { writeRules } from '../pricing/index.ts';
import { Consignor } from './Consignor.ts';

/** The plan of those for whom nothing else is agreed. */
const standardPlan = 'Standard';

/** @returns its id @throws Problem `validation_failed` when the email address is another consignor's or the plan is unknown */
export async function createConsignor(
  trx: Trx,
  { name, email, plan, isNewPlan }: z.output<typeof newConsignor>,
  principal: Principal,
): Promise<string> {
  await requirePlan(trx, plan, isNewPlan);
  const id = newId('consignor');
  await refusingTakenEmail(() => Consignor.query(trx).insert({ id, name, email: email.toLowerCase(), plan }));
  await audit(trx, principal, [{ what: 'consignor.create', subject: id, after: { name, email, plan } }]);
  return id;
}

/**
 * Corrects name, email address and plan. Sales that were made keep their percentages.
 * @throws Problem `not_found`, and `validation_failed` as `createConsignor`
 */
export async function correctConsignor(
  trx: Trx,
  id: string,
  { name, email, plan, isNewPlan }: z.output<typeof consignorCorrection>,
  principal: Principal,
): Promise<void> {
  const found = await Consignor.query(trx).findById(id).forUpdate();
  if (!found) throw notFound('consignor');
  const before = { name: found.name, email: found.email, plan: found.plan };
  const after = { name, email: email.toLowerCase(), plan };
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (plan !== found.plan && found.isMarketplace)
    throw fieldsRefused([
      { field: 'plan', code: 'fixed', message: 'The marketplace’s own events keep their plan.' },
    ]);
  if (plan !== found.plan) await requirePlan(trx, plan, isNewPlan);
  await refusingTakenEmail(() => found.$query(trx).patch(after));
  await audit(trx, principal, [{ what: 'consignor.correct', subject: id, before, after }]);
}

async function refusingTakenEmail(write: () => PromiseLike<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (brokenConstraint(error) !== 'consignors_email') throw error;
    throw fieldsRefused([
      { field: 'email', code: 'taken', message: 'Another consignor has this email address. Use a new one.' },
    ]);
  }
}

/** Rules of percentages find consignors by the plan's name, so a misspelled one would silently mean the default. */
async function requirePlan(trx: Trx, plan: string, isNew: boolean): Promise<void> {
  if (isNew || plan === standardPlan) return;
  const names = (await plansOf(trx)).map(({ id }) => id);
  if (!names.includes(plan))
    throw fieldsRefused([
      { field: 'plan', code: 'unknown', message: `There is no plan ${plan}. Choose ${names.join(' or ')}.` },
    ]);
}

/** The plans that consignors have, and the standard one, by name. */
async function plansOf(trx: Trx): Promise<ConsignorPlan[]> {
  const rows = await Consignor.query(trx)
    .select('plan')
    .count('* as consignors')
    .where({ is_marketplace: false })
    .groupBy('plan')
    .castTo<Array<{ plan: string; consignors: string }>>();
  const counts = new Map(rows.map(({ plan, consignors }) => [plan, Number(consignors)]));
  if (!counts.has(standardPlan)) counts.set(standardPlan, 0);
  return [...counts]
    .map(([id, consignors]) => ({ id, consignors }))
    .sort((a, b) => a.id.localeCompare(b.id, 'en'));
}

/** One page of the plans that a consignor can have, by name. */
export async function listPlans(
  trx: Trx,
  { page, perPage, order }: z.output<typeof planQuery>,
): Promise<{ data: ConsignorPlan[]; total: number }> {
  const plans = await plansOf(trx);
  if (order === 'desc') plans.reverse();
  return { data: plans.slice((page - 1) * perPage, page * perPage), total: plans.length };
}

/** The marketplace's own consignor, created when missing; its commission is 100%, since it keeps the whole price. */
export async function marketplaceConsignor(trx: Trx): Promise<string> {
  const find = () => Consignor.query(trx).findOne({ is_marketplace: true });
  const known = await find();
  if (known) return known.id;
  const id = newId('consignor');
  await Consignor.query(trx)
    .insert({
      id,
      name: 'Holdfast Events',
      email: 'events@holdfast.example',
      plan: 'Marketplace',
      isMarketplace: true,
    })
    .onConflict()
    .ignore();
  const kept = await find().throwIfNotFound();
  if (kept.id !== id) return kept.id;
  const [now] = await queryPrepared<{ at: Date; fee_bps: number }>(
    trx,
    'SELECT now() AS at, fee_bps FROM percentages_at(NULL, NULL, NULL, $1, now())',
    [id],
  );
  if (!now)
    throw new Error('there are no percentages of the marketplace: the migration writes the first ones');
  await writeRules(trx, [
    {
      scope: 'consignor',
      target: id,
      components: plainComponents(10_000, now.fee_bps),
      effectiveFrom: now.at.toISOString(),
      reason: 'The marketplace owes itself nothing',
      createdBy: 'system',
    },
  ]);
  return id;
}

/** @throws Problem `validation_failed` on `consignorId` when there is no such consignor */
export async function requireConsignor(trx: Trx, id: string): Promise<void> {
  if (!(await Consignor.query(trx).findById(id)))
    throw fieldsRefused([
      { field: 'consignorId', code: 'unknown', message: 'There is no such consignor. Choose one.' },
    ]);
}

/** The oldest consignor with this email address, whatever its case. */
export async function consignorByEmail(
  trx: Trx,
  email: string,
): Promise<{ id: string; name: string } | null> {
  const found = await Consignor.query(trx).whereRaw('lower(email) = lower(?)', email).orderBy('id').first();
  return found ? { id: found.id, name: found.name } : null;
}
