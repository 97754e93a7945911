/** Invariant 11: money above the limit moved because two people said so. */
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

export const approvalInvariants: Invariant[] = [
  {
    id: '11.approvals',
    says: 'an approved request was approved by somebody else, and done in the same transaction; one that waits was decided by nobody',
    check: (trx) =>
      queryPrepared(
        trx,
        `SELECT a.id AS subject, format('%s, asked by %s, decided by %s', a.state, a.made_by, coalesce(a.decided_by, 'nobody')) AS detail
         FROM approvals a WHERE (a.state = 'waiting') <> (a.decided_at IS NULL)
           OR a.made_by <> a.snapshot -> 'context' ->> 'madeBy'
           OR a.state = 'approved' AND (a.decided_by IS NULL OR a.decided_by = a.made_by OR NOT EXISTS (
             SELECT 1 FROM transitions t WHERE t.actor_id = a.subject AND t.by = a.decided_by AND t.at = a.decided_at)
             AND NOT EXISTS (SELECT 1 FROM payout_adjustments j WHERE j.consignor_id = a.subject AND j.by = a.decided_by AND j.at = a.decided_at)
             AND NOT EXISTS (SELECT 1 FROM event_changes e WHERE e.event_id = a.subject AND e.kind = 'cancel' AND e.decided_by = a.decided_by
               AND e.decided_at BETWEEN a.decided_at - interval '1 ms' AND a.decided_at + interval '1 ms'))`,
      ),
  },
];
