/** Consignors: the owners of tickets. */
import {
  type ConsignorProfile,
  type consignorCorrection,
  type newConsignor,
  profileNames,
  profileOf,
  standardPlan,
} from '@holdfast/shared/consignors';
import type { FieldProblem } from '@holdfast/shared/http';
import { IANAZone } from 'luxon';
import type { z } from 'zod';
import { countries } from '../catalog/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { brokenConstraint, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { Consignor } from './Consignor.ts';
import { findDuplicates } from './duplicates.ts';
import { givePlanAtOnce } from './planPeriods.ts';
import { requirePlan } from './plans.ts';

type Correction = z.output<typeof consignorCorrection>;
/** What is known of a consignor and may be corrected. */
export type ConsignorFacts = ConsignorProfile & Pick<Correction, 'name' | 'email'>;

/**
 * @returns its id
 * @throws Problem `validation_failed` when an email address is another consignor's, when a consignor has the same name and
 *   address and `isAnother` isn't set, or when the plan, country or zone is unknown
 */
export async function createConsignor(
  trx: Trx,
  { plan, isNewPlan, isAnother, ...given }: z.output<typeof newConsignor>,
  principal: Principal,
): Promise<string> {
  await requirePlan(trx, plan, isNewPlan);
  const facts = { ...given, email: given.email.toLowerCase() };
  await refuseWrong(trx, null, facts, isAnother);
  const id = newId('consignor');
  await refusingTakenEmail(() => Consignor.query(trx).insert({ ...facts, id }));
  if (plan !== standardPlan)
    await givePlanAtOnce(trx, { consignorId: id, plan, reason: 'Given with the consignor' }, principal);
  const after = { ...loggedFacts(facts), plan };
  await audit(trx, principal, [{ what: 'consignor.create', subject: id, after }]);
  return id;
}

/** What the log has of a new consignor: what was given. */
const loggedFacts = (facts: ConsignorFacts) =>
  Object.fromEntries(
    Object.entries(facts).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== null)),
  );

/**
 * Corrects the facts of a consignor; `givePlan` is for its plans.
 * @throws Problem `not_found`; `already_decided` for a merged one; `validation_failed` as `createConsignor`
 */
export async function correctConsignor(
  trx: Trx,
  id: string,
  { isAnother, ...given }: Correction,
  principal: Principal,
): Promise<void> {
  const found = await Consignor.query(trx).findById(id).forUpdate();
  if (!found) throw notFound('consignor');
  if (found.mergedInto !== null)
    throw new Problem('already_decided', 'This consignor was merged into another one. Correct that one.');
  const facts: ConsignorFacts = { ...given, email: given.email.toLowerCase() };
  const before = factsOf(found);
  const changed = changedFields(before, facts);
  if (changed.length === 0) return;
  await refuseWrong(
    trx,
    id,
    facts,
    isAnother || !changed.some((name) => name === 'name' || name === 'address'),
  );
  await refusingTakenEmail(() => found.$query(trx).patch(facts));
  const logged = new Set<string>(['name', 'email', ...changed]);
  const ofLog = (all: ConsignorFacts) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => logged.has(name)));
  await audit(trx, principal, [
    { what: 'consignor.correct', subject: id, before: ofLog(before), after: ofLog(facts) },
  ]);
}

const factsOf = (found: Consignor): ConsignorFacts => ({
  name: found.name,
  email: found.email,
  ...profileOf(found),
});

const factNames = ['name', 'email', ...profileNames] as const;

/** The names of what differs. */
export const changedFields = (before: ConsignorFacts, after: ConsignorFacts) =>
  factNames.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));

/** A consignor with the plan that it has now. */
export type KnownConsignor = ConsignorFacts & { id: string; plan: string };

/** Of the given ids, and of those who have one of the emails: what is known of each consignor that wasn't merged. */
export async function consignorFacts(
  trx: Trx,
  { ids, emails }: { ids: readonly string[]; emails: readonly string[] },
): Promise<Array<KnownConsignor & { isMarketplace: boolean }>> {
  const found = await Consignor.query(trx)
    .whereNull('merged_into')
    .where((either) =>
      either
        .whereRaw('id = ANY(?::text[])', [[...ids]])
        .orWhereRaw('lower(email) = ANY(?::text[])', [[...emails]])
        .orWhereRaw('other_emails && ?::text[]', [[...emails]]),
    );
  const plans = await plansNow(trx, found);
  return found.map((each) => ({
    ...factsOf(each),
    id: each.id,
    plan: plans.get(each.id) ?? standardPlan,
    isMarketplace: each.isMarketplace,
  }));
}

/** Every consignor that wasn't merged, by name. */
export async function allConsignorFacts(trx: Trx): Promise<KnownConsignor[]> {
  const found = await Consignor.query(trx)
    .whereNull('merged_into')
    .where({ is_marketplace: false })
    .orderByRaw('lower(name), id');
  const plans = await plansNow(trx, found);
  return found.map((each) => ({
    ...factsOf(each),
    id: each.id,
    plan: plans.get(each.id) ?? standardPlan,
  }));
}

/** The plan of each now, by id. */
async function plansNow(trx: Trx, of: readonly Consignor[]): Promise<Map<string, string>> {
  const rows = await queryPrepared<{ id: string; plan: string }>(
    trx,
    'SELECT id, plan FROM consignors_named WHERE id = ANY($1::text[])',
    [of.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, plan }) => [id, plan]));
}

async function refuseWrong(
  trx: Trx,
  id: string | null,
  facts: ConsignorFacts,
  isAnother: boolean,
): Promise<void> {
  const problems: FieldProblem[] = [];
  const { country, timeZone } = facts;
  if (country !== null && !countries().some((each) => each.id === country))
    problems.push({ field: 'country', code: 'unknown', message: 'Choose a country of the list.' });
  if (timeZone !== null && !IANAZone.isValidZone(timeZone))
    problems.push({ field: 'timeZone', code: 'unknown', message: 'Choose a time zone of the list.' });
  for (const [at, email] of [facts.email, ...facts.otherEmails].entries()) {
    const [other] = await findDuplicates(trx, { name: '', email, address: '', id: id ?? undefined });
    const field = at === 0 ? 'email' : `otherEmails.${at - 1}`;
    if (other) problems.push(taken(field, other.name));
    if (at > 0 && email === facts.email)
      problems.push({ field, code: 'taken', message: `${email} stands above already.` });
  }
  if (!isAnother && problems.length === 0) {
    const { name, email, address } = facts;
    const found = await findDuplicates(trx, { name, email, address: address ?? '', id: id ?? undefined });
    if (found[0])
      problems.push({
        field: 'isAnother',
        code: 'same_name_and_address',
        message: `${found[0].name} (${found[0].email}) has the same name and address. Open that one, or say that this is another one.`,
      });
  }
  if (problems.length > 0) throw fieldsRefused(problems);
}

const taken = (field: string, name?: string): FieldProblem => ({
  field,
  code: 'taken',
  message: name
    ? `${name} has this email address. Open that consignor, or use a new address.`
    : 'Another consignor has this email address. Use a new one.',
});

/** Two who save the same address at once: the database refuses the second one. */
async function refusingTakenEmail(write: () => PromiseLike<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (brokenConstraint(error) !== 'consignors_email') throw error;
    throw fieldsRefused([taken('email')]);
  }
}

/**
 * @throws Problem `validation_failed` on `consignorId` when there is no such consignor, or when nothing new is taken in for it
 */
export async function requireConsignor(trx: Trx, id: string): Promise<void> {
  const problem = consignorProblem(await Consignor.query(trx).findById(id));
  if (problem !== null) throw fieldsRefused([{ field: 'consignorId', ...problem }]);
}

/** @throws Problem `already_decided` for a deactivated consignor, for whom nobody signs in */
export async function refuseDeactivated(trx: Trx, id: string): Promise<void> {
  const found = await Consignor.query(trx).findById(id);
  if (found && found.deactivatedAt !== null)
    throw new Problem(
      'already_decided',
      `${found.name} is deactivated, so nobody signs in. Reactivate the consignor first.`,
    );
}

/** Why nothing new is taken in for a consignor; null: it is. */
export function consignorProblem(
  found: Pick<Consignor, 'name' | 'deactivatedAt'> | undefined,
): { code: string; message: string } | null {
  if (!found) return { code: 'unknown', message: 'There is no such consignor. Choose one.' };
  return found.deactivatedAt === null
    ? null
    : {
        code: 'consignor_deactivated',
        message: `${found.name} is deactivated. Reactivate that consignor first, or choose another one.`,
      };
}

/** The consignor with this email address, whatever its case; of a merged one, the one that stayed. Deactivated ones have none. */
export async function consignorByEmail(
  trx: Trx,
  email: string,
): Promise<{ id: string; name: string } | null> {
  const found = await Consignor.query(trx)
    .whereNull('merged_into')
    .whereNull('deactivated_at')
    .whereRaw('(lower(email) = lower(?) OR lower(?) = ANY(other_emails))', [email, email])
    .orderByRaw('lower(email) = lower(?) DESC, id', email)
    .first();
  return found ? { id: found.id, name: found.name } : null;
}
