/** Rules that begin soon, and drafts of rules that wait. */
import type { RuleScope } from '@holdfast/shared/pricing';
import { query, type Trx } from '../platform/db/index.ts';

export interface RuleAhead {
  scope: RuleScope;
  target: string;
  commission_bps: number;
  effective_from: Date;
  created_at: Date;
}

/** Rules that begin within so many days, the soonest first. */
export function rulesAhead(trx: Trx, days: number, most: number): Promise<RuleAhead[]> {
  return query<RuleAhead>(
    trx,
    `SELECT p.scope, p.target, p.commission_bps, p.effective_from, p.created_at FROM pricing_percentages p
     WHERE p.effective_from > now() AND p.effective_from < now() + $1 * interval '1 day' ORDER BY p.effective_from LIMIT $2`,
    [days, most],
  );
}

/** The oldest drafts, with their reasons. */
export function oldestDrafts(trx: Trx, most: number): Promise<Array<{ reason: string; created_at: Date }>> {
  return query<{ reason: string; created_at: Date }>(
    trx,
    'SELECT d.reason, d.created_at FROM percentages_drafts d ORDER BY d.created_at LIMIT $1',
    [most],
  );
}
