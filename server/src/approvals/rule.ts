/** From which amount on a second person decides. */
import type { ApprovalRule, approvalRuleChange } from '@holdfast/shared/approvals';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';

export async function readRule(trx: Trx, lock = false): Promise<ApprovalRule> {
  const [row] = await queryPrepared<{ limit_amount: number; version: number }>(
    trx,
    `SELECT limit_amount, version FROM approval_rule${lock ? ' FOR UPDATE' : ''}`,
    [],
  );
  if (!row) throw new Error('there is no rule of approvals: the migration writes it');
  return { id: 'approvals', limitAmount: row.limit_amount, version: row.version };
}

/**
 * Whether a second person decides.
 * @param amount minor units: what moves now, and what went before of the same, so that pieces are no way around it
 */
export async function needsSecondPerson(trx: Trx, amount: number): Promise<boolean> {
  const { limitAmount } = await readRule(trx);
  return limitAmount > 0 && amount > limitAmount;
}

/** Requests that wait already stay as they are. @throws Problem `version_conflict` */
export async function changeRule(
  trx: Trx,
  { limitAmount, version }: z.output<typeof approvalRuleChange>,
  principal: Principal,
): Promise<void> {
  const before = await readRule(trx, true);
  if (before.version !== version)
    throw new Problem(
      'version_conflict',
      'Somebody changed this since you opened it. Reload, then change it.',
    );
  if (before.limitAmount === limitAmount) return;
  await queryPrepared(
    trx,
    'UPDATE approval_rule SET limit_amount = $1, version = version + 1, changed_at = now()',
    [limitAmount],
  );
  await audit(trx, principal, [
    {
      what: 'approval.limit',
      subject: 'approvals',
      before: { limitAmount: before.limitAmount },
      after: { limitAmount },
    },
  ]);
}
