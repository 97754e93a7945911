/** How many cases wait, for the start page and the sidebar. */
import type { Role } from '@holdfast/shared/accounts';
import { type CaseKind, caseKinds, kindsOf } from '@holdfast/shared/cases';
import { query, type Trx } from '../platform/db/index.ts';
import { type WaitingCounter, waitingCounter } from '../platform/waitingRows.ts';

const counterOf = (kind: CaseKind): WaitingCounter =>
  waitingCounter({
    from: 'cases k',
    where: `k.kind = '${kind}' AND case_is_open(k.state)`,
    since: 'k.since',
    owner: 'k.owner_id',
  });

/** Counts the open cases of each kind. */
export const casesWaiting = Object.fromEntries(caseKinds.map((kind) => [kind, counterOf(kind)])) as Record<
  CaseKind,
  WaitingCounter
>;

/** The open cases that these roles work on, and how many of them are alarms. */
export async function countCases(
  trx: Trx,
  roles: readonly Role[],
): Promise<{ cases: number; caseAlarms: number }> {
  const [row] = await query<{ cases: number; alarms: number }>(
    trx,
    `SELECT count(*)::int AS cases, (count(*) FILTER (WHERE state = 'alarmed'))::int AS alarms
     FROM cases WHERE kind = ANY($1::text[]) AND case_is_open(state)`,
    [kindsOf(roles)],
  );
  return { cases: row?.cases ?? 0, caseAlarms: row?.alarms ?? 0 };
}

/** How many open cases began before a day, by the marketplace's clocks. */
export async function countCasesBefore(trx: Trx, day: string): Promise<number> {
  const [row] = await query<{ count: number }>(
    trx,
    'SELECT count(*)::int AS count FROM cases WHERE case_is_open(state) AND since < stats_day_start($1::date)',
    [day],
  );
  return row?.count ?? 0;
}
