/** Price rules that staff save, change and delete. */
import {
  type NewSavedPriceRule,
  newSavedPriceRule,
  nextTurn,
  type SavedPriceRuleChange,
  type SavedPriceRule as Shown,
  savedPriceRuleChange,
  type savedPriceRuleQuery,
} from '@holdfast/shared/listings';
import type { z } from 'zod';
import { audit, type Principal } from '../../platform/audit.ts';
import { type Columns, listPage, query, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { nowOf, queueTurn, runRule } from './runPriceRule.ts';
import { SavedPriceRule } from './SavedPriceRule.ts';

/**
 * Saves a rule. It runs from its next time of day on, as the person who saves it. `mine` in its view means this person's
 * from then on, whoever changes or runs the rule.
 */
export async function savePriceRule(
  trx: Trx,
  asked: NewSavedPriceRule,
  principal: Principal,
): Promise<Shown> {
  const { filter, ...own } = newSavedPriceRule.parse(asked);
  const rule = { ...own, filter: { ...filter, ...(filter.owner === 'me' ? { owner: principal.by } : {}) } };
  const id = newId('savedPriceRule');
  const nextAt = new Date(nextTurn(rule.runsAt, await nowOf(trx)));
  await SavedPriceRule.query(trx).insert({ id, ...rule, nextAt, createdBy: principal.by });
  await queueTurn(trx, id, nextAt);
  await audit(trx, principal, [{ what: 'priceRule.create', subject: id, after: rule }]);
  return showPriceRule(trx, id, principal);
}

/** Changes a rule, or switches it off or on. @throws Problem `not_found`, `version_conflict` naming who changed it since */
export async function changePriceRule(
  trx: Trx,
  id: string,
  asked: SavedPriceRuleChange,
  principal: Principal,
): Promise<Shown> {
  const before = await lockRule(trx, id);
  const { isOn, version, ...rule } = savedPriceRuleChange.parse(asked);
  if (version !== before.version) await refuseChanged(trx, id, principal);
  const now = await nowOf(trx);
  const nextAt = isOn ? new Date(nextTurn(rule.runsAt, now)) : null;
  await SavedPriceRule.query(trx)
    .findById(id)
    .patch({ ...rule, nextAt, version: version + 1, changedBy: principal.by, changedAt: new Date(now) });
  if (nextAt) await queueTurn(trx, id, nextAt);
  const { name, pricing, runsAt } = before;
  await audit(trx, principal, [
    {
      what: 'priceRule.change',
      subject: id,
      before: { name, pricing, runsAt, isOn: before.nextAt !== null },
      after: { ...rule, isOn },
    },
  ]);
  return showPriceRule(trx, id, principal);
}

async function refuseChanged(trx: Trx, id: string, principal: Principal): Promise<never> {
  const { changed, isOn } = await showPriceRule(trx, id, principal);
  const state = isOn ? 'switched on' : 'switched off';
  throw new Problem(
    'version_conflict',
    `${changed?.by ?? 'Somebody'} changed this rule meanwhile; it is ${state}. Nothing was changed. Look at it again.`,
  );
}

/** Deletes a rule; its runs and their reports stay. @throws Problem `not_found` */
export async function deletePriceRule(trx: Trx, id: string, principal: Principal): Promise<void> {
  const { name } = await lockRule(trx, id);
  const deletedAt = new Date(await nowOf(trx));
  await SavedPriceRule.query(trx).findById(id).patch({ deletedAt, nextAt: null });
  await audit(trx, principal, [{ what: 'priceRule.delete', subject: id, before: { name }, after: null }]);
}

/** Runs a rule now, as the person who asks; its daily turn stays. @throws Problem `not_found` */
export async function runPriceRuleNow(trx: Trx, id: string, principal: Principal): Promise<Shown> {
  await runRule(trx, await lockRule(trx, id), principal);
  return showPriceRule(trx, id, principal);
}

async function lockRule(trx: Trx, id: string): Promise<SavedPriceRule> {
  const rule = await SavedPriceRule.query(trx).findById(id).whereNull('deleted_at').forUpdate();
  if (!rule) throw notFound('price rule');
  return rule;
}

type Row = Columns<SavedPriceRule> & {
  owner: string | null;
  changed_by_name: string | null;
  done: number | null;
  refused: number | null;
  is_running: boolean;
};

const columns = `s.*, p.name AS owner, changer.name AS changed_by_name, r.done, r.refused, r.id IS NOT NULL AND r.done_at IS NULL AS is_running`;
const tables = `FROM saved_price_rules s
  LEFT JOIN accounts_people_named p ON p.id = s.created_by LEFT JOIN accounts_people_named changer ON changer.id = s.changed_by
  LEFT JOIN bulk_runs r ON r.id = s.last_run_id`;
const isKept = 's.deleted_at IS NULL';

async function showPriceRule(trx: Trx, id: string, principal: Principal): Promise<Shown> {
  const [row] = await query<Row>(trx, `SELECT ${columns} ${tables} WHERE ${isKept} AND s.id = $1`, [id]);
  if (!row) throw notFound('price rule');
  return present(row, principal.by);
}

export async function listPriceRules(
  trx: Trx,
  listQuery: z.output<typeof savedPriceRuleQuery>,
  principal: Principal,
): Promise<{ data: Shown[]; total: number; next: string | null }> {
  const { rows, total, next } = await listPage<Row>(
    trx,
    {
      columns,
      from: tables,
      countedFrom: 'FROM saved_price_rules s',
      where: isKept,
      values: [],
      keys: [
        { by: 'lower(s.name)', type: 'text', order: listQuery.order },
        { by: 's.id', type: 'text', order: 'asc' },
      ],
    },
    listQuery,
  );
  return { data: rows.map((row) => present(row, principal.by)), total, next };
}

const present = (row: Row, me: string): Shown => ({
  id: row.id,
  name: row.name,
  filter: row.filter,
  pricing: row.pricing,
  runsAt: row.runs_at,
  isOn: row.next_at !== null,
  owner: row.owner ?? 'Holdfast',
  mine: row.created_by === me,
  version: row.version,
  changed: row.changed_at && {
    by: row.changed_by_name ?? 'Holdfast',
    at: row.changed_at.toISOString(),
  },
  nextAt: row.next_at?.toISOString() ?? null,
  last: row.last_at && {
    at: row.last_at.toISOString(),
    runId: row.last_run_id,
    isRunning: row.is_running,
    done: row.done ?? 0,
    refused: row.refused ?? 0,
    problem: row.last_problem,
  },
  createdAt: row.created_at.toISOString(),
});
