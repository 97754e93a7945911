/**
 * Which plan a consignor has, from when and until when. As with percentages, one without an end is ended by the next one's
 * start, one with an end shares its period with none, and nothing is set or changed in the past. Between them the plan is Standard.
 */
import type { newPlanPeriod, PlanPeriod, planPeriodEnd, takenBackPlan } from '@holdfast/shared/consignors';
import type { FieldProblem } from '@holdfast/shared/http';
import { ruleMoment } from '@holdfast/shared/pricing';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { Consignor } from './Consignor.ts';
import { requirePlan } from './plans.ts';

interface PeriodRow {
  id: string;
  consignor_id: string;
  plan: string;
  effective_from: Date;
  effective_until: Date | null;
  ends_at: Date | null;
  state: PlanPeriod['state'];
  reason: string;
  created_by: string;
  person_name: string | null;
}

/** Every period with its end, by its own or by the next one, and its state at this moment. */
const periods = `(SELECT m.*, u.name AS person_name, ends.at AS ends_at,
    CASE WHEN m.effective_from > clock_timestamp() THEN 'later' WHEN ends.at <= clock_timestamp() THEN 'over' ELSE 'inForce' END AS state
  FROM consignor_plans m LEFT JOIN accounts_people_named u ON u.id = m.created_by CROSS JOIN LATERAL (
    SELECT least(m.effective_until, min(next.effective_from)) AS at FROM consignor_plans next
    WHERE next.consignor_id = m.consignor_id AND next.effective_from > m.effective_from) ends)`;

const present = (row: PeriodRow): PlanPeriod => ({
  id: row.id,
  plan: row.plan,
  effectiveFrom: row.effective_from.toISOString(),
  effectiveUntil: row.effective_until?.toISOString() ?? null,
  endsAt: row.ends_at?.toISOString() ?? null,
  state: row.state,
  reason: row.reason,
  createdBy: row.person_name ?? (row.created_by === 'system' ? 'Holdfast' : row.created_by),
});

/** The plans of a consignor, the first one first. @throws Problem `not_found` */
export async function readPlanPeriods(trx: Trx, consignorId: string): Promise<{ data: PlanPeriod[] }> {
  if (!(await Consignor.query(trx).findById(consignorId))) throw notFound('consignor');
  const rows = await queryPrepared<PeriodRow>(
    trx,
    `SELECT m.* FROM ${periods} m WHERE m.consignor_id = $1 ORDER BY m.effective_from`,
    [consignorId],
  );
  return { data: rows.map(present) };
}

/** The plan that a consignor begins with, in force in the transaction that creates it. Nothing is written for Standard. */
export async function givePlanAtOnce(
  trx: Trx,
  { consignorId, plan, reason }: { consignorId: string; plan: string; reason: string },
  { by }: Pick<Principal, 'by'>,
): Promise<void> {
  await queryPrepared(
    trx,
    `INSERT INTO consignor_plans (id, consignor_id, plan, effective_from, reason, created_by) VALUES ($1, $2, $3, now(), $4, $5)`,
    [newId('consignorPlan'), consignorId, plan, reason, by],
  );
}

/**
 * Gives a consignor a plan from a moment on. Sales keep the percentages of their own moment.
 * @throws Problem `not_found`; `already_decided` for a merged one; `validation_failed` on `plan` when there is none such or it
 *   is the marketplace's own, on `effectiveFrom` and `effectiveUntil` when they are past or another plan has this time
 */
export async function givePlan(
  trx: Trx,
  consignorId: string,
  input: z.output<typeof newPlanPeriod>,
  principal: Principal,
): Promise<void> {
  await lockOwner(trx, consignorId);
  await requirePlan(trx, input.plan, input.isNewPlan);
  const now = await clock(trx);
  const { plan, effectiveUntil, reason } = input;
  const effectiveFrom = input.effectiveFrom ?? now;
  if (Date.parse(effectiveFrom) < Date.parse(now))
    throw fieldsRefused([
      {
        field: 'effectiveFrom',
        code: 'past',
        message: 'A plan never begins in the past. Give a day ahead, or leave it out to begin now.',
      },
    ]);
  refuseEnd(effectiveUntil, effectiveFrom, now);
  await refuseOverlap(trx, { id: null, consignorId, effectiveFrom, effectiveUntil });
  const before = (await readPlanPeriods(trx, consignorId)).data
    .filter((each) => each.effectiveFrom < effectiveFrom)
    .at(-1);
  await queryPrepared(
    trx,
    `INSERT INTO consignor_plans (id, consignor_id, plan, effective_from, effective_until, reason, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [newId('consignorPlan'), consignorId, plan, effectiveFrom, effectiveUntil, reason, principal.by],
  );
  await audit(trx, principal, [
    {
      what: 'consignor.plan',
      subject: consignorId,
      reason,
      before: before ? logged(before) : null,
      after: logged({ plan, effectiveFrom, effectiveUntil }),
    },
  ]);
}

/**
 * Changes when a plan ends that isn't over.
 * @returns the consignor's id
 * @throws Problem `not_found`; `already_decided` for one that is over; `validation_failed` on `effectiveUntil` when it is past,
 *   before its start, or in the time of another plan
 */
export async function endPlan(
  trx: Trx,
  id: string,
  { effectiveUntil, reason }: z.output<typeof planPeriodEnd>,
  principal: Principal,
): Promise<string> {
  const row = await lockPeriod(trx, id);
  if (row.state === 'over')
    throw new Problem('already_decided', `${row.plan} is over, and the past isn’t changed. Give a new plan.`);
  const effectiveFrom = row.effective_from.toISOString();
  refuseEnd(effectiveUntil, effectiveFrom, await clock(trx));
  const consignorId = row.consignor_id;
  await refuseOverlap(trx, { id, consignorId, effectiveFrom, effectiveUntil });
  await queryPrepared(trx, 'UPDATE consignor_plans SET effective_until = $2 WHERE id = $1', [
    id,
    effectiveUntil,
  ]);
  const before = present(row);
  await audit(trx, principal, [
    {
      what: 'consignor.planEnd',
      subject: consignorId,
      reason,
      before: logged(before),
      after: logged({ ...before, effectiveUntil }),
    },
  ]);
  return consignorId;
}

/**
 * Takes a plan back before it begins.
 * @returns the consignor's id
 * @throws Problem `not_found`; `already_decided` for one that has begun
 */
export async function takeBackPlan(
  trx: Trx,
  id: string,
  { reason }: z.output<typeof takenBackPlan>,
  principal: Principal,
): Promise<string> {
  const row = await lockPeriod(trx, id);
  if (row.state !== 'later')
    throw new Problem(
      'already_decided',
      `${row.plan} has begun, and the past isn’t changed. Give it an end, or give the next plan.`,
    );
  await queryPrepared(trx, 'DELETE FROM consignor_plans WHERE id = $1', [id]);
  await audit(trx, principal, [
    {
      what: 'consignor.planTakeBack',
      subject: row.consignor_id,
      reason,
      before: logged(present(row)),
      after: null,
    },
  ]);
  return row.consignor_id;
}

const logged = ({
  plan,
  effectiveFrom,
  effectiveUntil,
}: Pick<PlanPeriod, 'plan' | 'effectiveFrom' | 'effectiveUntil'>) => ({
  plan,
  effectiveFrom,
  effectiveUntil,
});

/** Plans of one consignor are set one after the other. */
async function lockOwner(trx: Trx, consignorId: string): Promise<void> {
  const owner = await Consignor.query(trx).findById(consignorId).forUpdate();
  if (!owner) throw notFound('consignor');
  if (owner.mergedInto !== null)
    throw new Problem('already_decided', 'This consignor was merged into another one. Change that one.');
  if (owner.isMarketplace)
    throw fieldsRefused([
      { field: 'plan', code: 'fixed', message: 'The marketplace’s own events keep their plan.' },
    ]);
}

async function lockPeriod(trx: Trx, id: string): Promise<PeriodRow> {
  const read = () => queryPrepared<PeriodRow>(trx, `SELECT m.* FROM ${periods} m WHERE m.id = $1`, [id]);
  const [found] = await read();
  if (!found) throw notFound('plan of a consignor');
  await lockOwner(trx, found.consignor_id);
  const [row] = await read();
  if (!row) throw notFound('plan of a consignor');
  return row;
}

/** The current time, not the transaction's: the lock may have been waited for. */
async function clock(trx: Trx): Promise<string> {
  const [now] = await queryPrepared<{ at: Date }>(
    trx,
    `SELECT date_trunc('milliseconds', clock_timestamp()) AS at`,
  );
  return (now as { at: Date }).at.toISOString();
}

function refuseEnd(until: string | null, from: string, now: string): void {
  if (until === null) return;
  const problem =
    Date.parse(until) < Date.parse(now)
      ? { code: 'past', message: 'A plan never ends in the past. Choose today or a later day.' }
      : Date.parse(until) <= Date.parse(from)
        ? { code: 'before_begin', message: 'It ends before it begins. Choose a later day.' }
        : null;
  if (problem) throw fieldsRefused([{ field: 'effectiveUntil', ...problem }]);
}

interface WantedPeriod {
  /** Of the period that is changed; null: it is new. */
  id: string | null;
  consignorId: string;
  effectiveFrom: string;
  effectiveUntil: string | null;
}

async function refuseOverlap(trx: Trx, wanted: WantedPeriod): Promise<void> {
  const problem = await overlapOf(trx, wanted);
  if (problem) throw fieldsRefused([problem]);
}

/** Why a consignor can't have another plan from now on, and what to do first; null: it can. */
export async function whyNoPlanNow(trx: Trx, consignorId: string): Promise<string | null> {
  const now = await clock(trx);
  const problem = await overlapOf(trx, { id: null, consignorId, effectiveFrom: now, effectiveUntil: null });
  return problem?.message ?? null;
}

/** One that has an end shares its period with none; two never begin at the same moment. */
async function overlapOf(trx: Trx, wanted: WantedPeriod): Promise<FieldProblem | null> {
  const [other] = await queryPrepared<PeriodRow & { is_before: boolean }>(
    trx,
    `SELECT m.*, m.effective_from <= $2::timestamptz AS is_before FROM ${periods} m WHERE m.consignor_id = $1 AND m.id IS DISTINCT FROM $4
       AND (m.effective_from = $2::timestamptz OR (m.effective_from < $2 AND m.effective_until > $2)
         OR (m.effective_from > $2 AND m.effective_from < $3::timestamptz)) ORDER BY m.effective_from LIMIT 1`,
    [wanted.consignorId, wanted.effectiveFrom, wanted.effectiveUntil, wanted.id],
  );
  if (!other) return null;
  const say = (at: Date) => ruleMoment(at.toISOString());
  const lasts = `${other.plan} begins on ${say(other.effective_from)}${other.effective_until ? ` and lasts until ${say(other.effective_until)}` : ''}.`;
  return {
    field: other.is_before ? 'effectiveFrom' : 'effectiveUntil',
    code: 'overlaps',
    message: `${lasts} ${other.is_before ? 'Begin when that one is over, or give that one an earlier end.' : 'End before that one begins, or take that one back.'}`,
  };
}
