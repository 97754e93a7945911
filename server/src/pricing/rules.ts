/** Percentages as rows: written once, never changed. */
import type { PercentagesComponent, RuleScope } from '@holdfast/shared/pricing';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';

export interface NewRule {
  scope: RuleScope;
  /** A plan's name, or the target's id; empty for the marketplace default. */
  target: string;
  components: PercentagesComponent[];
  /** ISO instants. */
  effectiveFrom: string;
  effectiveUntil?: string | null;
  reason: string;
  /** A person's id, or `system`. */
  createdBy: string;
}

/** Until the transaction ends nobody else writes a rule; who reads rules doesn't wait. */
export async function lockRules(trx: Trx): Promise<void> {
  await queryPrepared(trx, 'LOCK TABLE percentages IN SHARE ROW EXCLUSIVE MODE');
}

/** @returns their ids; the caller has checked that none begins in the past, unless it sets up a new database */
export async function writeRules(trx: Trx, rules: readonly NewRule[]): Promise<string[]> {
  const rows = rules.map((rule) => ({ ...rule, id: newId('percentages') }));
  const { from, value } = records(rows, {
    id: 'text',
    scope: 'text',
    target: 'text',
    components: 'jsonb',
    effectiveFrom: 'timestamptz',
    effectiveUntil: 'timestamptz',
    reason: 'text',
    createdBy: 'text',
  });
  await queryPrepared(
    trx,
    `INSERT INTO percentages (id, scope, target, components, effective_from, effective_until, reason, created_by)
     SELECT * FROM ${from}`,
    [value],
  );
  return rows.map(({ id }) => id);
}

/** Removes a rule that hasn't begun, so that no sale refers to it; the database refuses any other. */
export async function removeRule(trx: Trx, id: string): Promise<void> {
  await queryPrepared(trx, 'DELETE FROM percentages WHERE id = $1', [id]);
}

/** The rules of one scope and target that are in force or begin later, in order. */
export async function rulesAhead(
  trx: Trx,
  scope: RuleScope,
  target: string,
): Promise<
  Array<
    Pick<NewRule, 'components'> & { isInForce: boolean; effectiveFrom: Date; effectiveUntil: Date | null }
  >
> {
  return queryPrepared(
    trx,
    `SELECT p.components, p.effective_from <= now() AS "isInForce", p.effective_from AS "effectiveFrom", p.effective_until AS "effectiveUntil"
     FROM percentages p WHERE p.scope = $1 AND p.target = $2 AND (p.effective_from > now()
       OR p.id IN (SELECT r.id FROM percentages_in_force(now()) r WHERE r.scope = $1 AND r.target = $2)) ORDER BY p.effective_from`,
    [scope, target],
  );
}
