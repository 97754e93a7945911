/** Percentages drafts: rules not yet in force. Every change is audited, also of deleted drafts. */
import {
  bpsOf,
  type changedDraft,
  type draftInForce,
  type newDraft,
  newPercentages,
  type PercentagesDraft,
  type PercentagesRule,
  quoteTicket,
} from '@holdfast/shared/pricing';
import { raw } from 'objection';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { type Columns, type Database, inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { PercentagesDraft as Draft } from './PercentagesDraft.ts';
import { createPercentages } from './percentages.ts';
import { examplePrice, targetNameColumn } from './ruleRows.ts';
import { checkTarget } from './targets.ts';

type Row = Columns<Draft> & { target_name: string; person_name: string | null };

/** The page lists all drafts, so their number is limited. */
const mostDrafts = 200;

const rowsText = `SELECT r.*, coalesce(${targetNameColumn}, r.target) AS target_name, u.name AS person_name
  FROM percentages_drafts r LEFT JOIN accounts_people_named u ON u.id = r.created_by`;

function present(row: Row): PercentagesDraft {
  return {
    id: row.id,
    scope: row.scope,
    target: row.target,
    targetName: row.target_name,
    components: row.components,
    commissionBps: bpsOf(row.components, 'consignor'),
    feeBps: bpsOf(row.components, 'fan'),
    effectiveFrom: row.effective_from?.toISOString() ?? null,
    effectiveUntil: row.effective_until?.toISOString() ?? null,
    reason: row.reason,
    version: row.version,
    createdBy: row.person_name ?? row.created_by,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    example: quoteTicket(examplePrice, row.components),
  };
}

export async function listDrafts(db: Database): Promise<{ data: PercentagesDraft[]; total: number }> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<Row>(trx, `${rowsText} ORDER BY r.id LIMIT ${mostDrafts}`),
  );
  return { data: rows.map(present), total: rows.length };
}

/** @throws Problem `validation_failed` on `target` when there is none such, on `components` when there are too many drafts */
export async function createDraft(
  trx: Trx,
  input: z.output<typeof newDraft>,
  principal: Principal,
): Promise<PercentagesDraft> {
  const target = await checkTarget(trx, input.scope, input.target);
  if ((await Draft.query(trx).resultSize()) >= mostDrafts)
    throw fieldsRefused([
      { field: 'components', code: 'too_many', message: `There are ${mostDrafts} drafts. Drop one first.` },
    ]);
  const id = newId('percentagesDraft');
  await Draft.query(trx).insert({ id, ...valuesOf(input, target), createdBy: principal.by });
  await audit(trx, principal, [{ what: 'percentages.draft', subject: id, after: { ...input, target } }]);
  return read(trx, id);
}

/** @throws Problem `not_found`, `version_conflict`, and `validation_failed` as for a new one */
export async function changeDraft(
  trx: Trx,
  id: string,
  { version, ...input }: z.output<typeof changedDraft>,
  principal: Principal,
): Promise<PercentagesDraft> {
  const before = await lock(trx, id, version);
  const target = await checkTarget(trx, input.scope, input.target);
  await Draft.query(trx)
    .findById(id)
    .patch({ ...valuesOf(input, target), version: version + 1, changedAt: raw('now()') });
  const after = { ...input, target };
  await audit(trx, principal, [
    { what: 'percentages.redraft', subject: id, before: contentOf(before), after },
  ]);
  return read(trx, id);
}

/** @throws Problem `not_found`, `version_conflict` */
export async function dropDraft(
  trx: Trx,
  id: string,
  version: number,
  principal: Principal,
): Promise<PercentagesDraft> {
  const before = await lock(trx, id, version);
  await Draft.query(trx).deleteById(id);
  await audit(trx, principal, [{ what: 'percentages.drop', subject: id, before: contentOf(before) }]);
  return before;
}

/**
 * The draft becomes a rule, from its moment or from now on.
 * @throws Problem `not_found`, `version_conflict`, `validation_failed` on `reason` when there is none, and whatever a
 *   new rule is refused for
 */
export async function putDraftInForce(
  trx: Trx,
  id: string,
  { version, reason }: z.output<typeof draftInForce>,
  principal: Principal,
): Promise<PercentagesRule> {
  const draft = await lock(trx, id, version);
  const { scope, target, components, effectiveFrom, effectiveUntil } = draft;
  const checkedReason = newPercentages.shape.reason.safeParse(reason ?? draft.reason);
  if (!checkedReason.success)
    throw fieldsRefused([{ field: 'reason', code: 'missing', message: 'Say why, in a few words.' }]);
  const rule = await createPercentages(
    trx,
    {
      scope,
      target,
      components,
      effectiveFrom: effectiveFrom ?? undefined,
      effectiveUntil,
      reason: checkedReason.data,
    },
    principal,
  );
  await Draft.query(trx).deleteById(id);
  const [before, after] = [null, rule.id].map((becameRule) => ({ ...contentOf(draft), becameRule }));
  await audit(trx, principal, [{ what: 'percentages.putInForce', subject: id, before, after }]);
  return rule;
}

function valuesOf(input: z.output<typeof newDraft>, target: string) {
  const { scope, components, effectiveFrom, effectiveUntil, reason } = input;
  const instantOf = (text: string | null) => (text === null ? null : new Date(text));
  return {
    scope,
    target,
    components,
    effectiveFrom: instantOf(effectiveFrom),
    effectiveUntil: instantOf(effectiveUntil),
    reason,
  };
}

const contentOf = ({
  scope,
  target,
  components,
  effectiveFrom,
  effectiveUntil,
  reason,
}: PercentagesDraft) => ({
  scope,
  target,
  components,
  effectiveFrom,
  effectiveUntil,
  reason,
});

async function read(trx: Trx, id: string): Promise<PercentagesDraft> {
  const [row] = await queryPrepared<Row>(trx, `${rowsText} WHERE r.id = $1`, [id]);
  if (!row) throw notFound('draft');
  return present(row);
}

async function lock(trx: Trx, id: string, version: number): Promise<PercentagesDraft> {
  await Draft.query(trx).findById(id).forUpdate();
  const draft = await read(trx, id);
  if (draft.version !== version)
    throw new Problem(
      'version_conflict',
      'The draft was changed while you looked. Read it again, then decide.',
    );
  return draft;
}

/** Drafts of rules for one consignor are for another one from now on. */
export async function moveDrafts(trx: Trx, fromId: string, intoId: string): Promise<void> {
  await queryPrepared(
    trx,
    `UPDATE percentages_drafts SET target = $2, version = version + 1, changed_at = now() WHERE scope = 'consignor' AND target = $1`,
    [fromId, intoId],
  );
}
