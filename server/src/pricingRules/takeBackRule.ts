/** Takes a rule back before it begins: it is a draft again, which can be corrected or dropped. */
import type { PercentagesDraft, takenBackRule } from '@holdfast/shared/pricing';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { lockRules, removeRule } from '../pricing/index.ts';
import { createDraft } from './drafts.ts';
import type { RuleRow } from './ruleRows.ts';

/** @throws Problem `not_found`; `transition_refused` for a rule that has begun: sales refer to it */
export async function takeBackRule(
  trx: Trx,
  id: string,
  { reason }: z.output<typeof takenBackRule>,
  principal: Principal,
): Promise<PercentagesDraft> {
  await lockRules(trx);
  const [rule] = await queryPrepared<
    Pick<RuleRow, 'scope' | 'target' | 'components' | 'effective_from' | 'effective_until' | 'reason'> & {
      has_begun: boolean;
    }
  >(
    trx,
    `SELECT scope, target, components, effective_from, effective_until, reason, effective_from <= clock_timestamp() AS has_begun
     FROM pricing_percentages WHERE id = $1`,
    [id],
  );
  if (!rule) throw notFound('rule');
  if (rule.has_begun)
    throw new Problem(
      'transition_refused',
      'This rule has begun, and sales refer to it. Set the next one of its scope instead.',
      { accepts: [] },
    );
  await removeRule(trx, id);
  const content = {
    scope: rule.scope,
    target: rule.target || null,
    components: rule.components,
    effectiveFrom: rule.effective_from.toISOString(),
    effectiveUntil: rule.effective_until?.toISOString() ?? null,
    reason: rule.reason,
  };
  const draft = await createDraft(trx, content, principal);
  await audit(trx, principal, [
    { what: 'percentages.takeBack', subject: id, reason, before: content, after: null },
  ]);
  return draft;
}
