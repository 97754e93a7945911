/** Invariant 10: what needs a person has its case. */
import { causesWithoutCase } from '../cases/index.ts';
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

export const caseInvariants: Invariant[] = [
  {
    id: '10.causes',
    says: 'every cause that was looked over has its case',
    check: async (trx) =>
      (await causesWithoutCase(trx)).map(({ kind, subject }) => ({
        subject,
        detail: `${kind} without a case`,
      })),
  },
  {
    id: '10.rows',
    says: 'a case’s columns are those of its machine',
    check: (trx) =>
      queryPrepared(
        trx,
        `SELECT id AS subject, format('%s, but its machine says %s', jsonb_build_array(kind, is_present, times, occurrence), snapshot -> 'context') AS detail
         FROM cases WHERE kind <> snapshot -> 'context' ->> 'kind' OR is_present <> (snapshot -> 'context' ->> 'isPresent')::boolean
           OR times <> (snapshot -> 'context' ->> 'times')::integer OR occurrence <> snapshot -> 'context' ->> 'occurrence'
           OR since <> (snapshot -> 'context' ->> 'since')::timestamptz
           OR alarmed_at IS DISTINCT FROM (snapshot -> 'context' ->> 'alarmedAt')::timestamptz
           OR snoozed_until IS DISTINCT FROM (snapshot -> 'context' ->> 'snoozedUntil')::timestamptz
           OR closed_at IS DISTINCT FROM (snapshot -> 'context' ->> 'closedAt')::timestamptz
           OR (closed_at IS NULL) <> case_is_pending(state)`,
      ),
  },
];
