/** Runs of payouts as finance reads them. */
import {
  mostShown,
  type PayoutRun,
  type PayoutRunShown,
  type PayoutState,
  type payoutRunQuery,
} from '@holdfast/shared/payouts';
import type { z } from 'zod';
import { listPage, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { isPaidByStripe } from './holds.ts';
import { heldBack } from './readPayables.ts';
import { payoutsOf } from './readPayouts.ts';
import { withheldOfRun } from './withheldOfRun.ts';

interface RunRow {
  id: string;
  currency: string;
  minimum_amount: number;
  note: string | null;
  made_at: Date;
  made_by: string;
  maker: string | null;
  approved_at: Date | null;
  approver: string | null;
  withdrawn_at: Date | null;
  /** Consignors whom it looks at, and those that it hasn't looked at yet. */
  candidates: number;
  waiting: number;
  amount: number;
  counts: Partial<Record<PayoutState, number>>;
}

const runColumns = `u.id, u.currency, u.minimum_amount, u.note, u.made_at, u.made_by, m.name AS maker, u.approved_at, a.name AS approver, u.withdrawn_at,
  u.candidates, (SELECT count(*)::int FROM payout_run_waiting w WHERE w.run_id = u.id) AS waiting, s.amount, s.counts`;
const runs = `payout_runs u LEFT JOIN accounts_people_named m ON m.id = u.made_by LEFT JOIN accounts_people_named a ON a.id = u.approved_by
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(amount) FILTER (WHERE payout_is_holding(state) OR u.withdrawn_at IS NOT NULL), 0)::bigint AS amount,
      coalesce(jsonb_object_agg(state, n), '{}') AS counts
    FROM (SELECT state, sum(amount) AS amount, count(*) AS n FROM payouts WHERE run_id = u.id GROUP BY state) each
  ) s`;

/** Where a run is, and how far a job is with it. */
function standingOf({
  counts,
  withdrawn_at,
  approved_at,
  candidates,
  waiting,
}: RunRow): Pick<PayoutRun, 'state' | 'progress'> {
  const count = (...states: PayoutState[]) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const drafts = count('draft');
  const progress = { done: all - drafts, total: all };
  if (withdrawn_at !== null)
    return drafts > 0 ? { state: 'withdrawing', progress } : { state: 'withdrawn', progress: null };
  if (approved_at === null)
    return waiting > 0
      ? { state: 'making', progress: { done: candidates - waiting, total: candidates } }
      : { state: 'draft', progress: null };
  if (drafts > 0) return { state: 'approving', progress };
  const left = count('approved', 'sending', 'returned', 'failed');
  return { state: left > 0 ? 'approved' : 'done', progress: null };
}

function presentRun(row: RunRow, me: string): PayoutRun {
  return {
    id: row.id,
    ...standingOf(row),
    amount: { amount: row.amount, currency: row.currency },
    minimum: row.minimum_amount,
    note: row.note,
    counts: row.counts,
    madeAt: row.made_at.toISOString(),
    madeBy: row.maker ?? (row.made_by === 'clock' ? 'The calendar' : row.made_by),
    approvedAt: row.approved_at?.toISOString() ?? null,
    approvedBy: row.approver,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    isOwn: row.made_by === me,
  };
}

/** @param me the caller's id */
export async function listRuns(trx: Trx, asked: z.output<typeof payoutRunQuery>, me: string) {
  const { rows, total, next } = await listPage<RunRow>(
    trx,
    {
      columns: runColumns,
      from: `FROM ${runs}`,
      countedFrom: 'FROM payout_runs u',
      where: 'true',
      values: [],
      keys: [{ by: 'u.id', type: 'text', order: asked.order }],
    },
    asked,
  );
  return { data: rows.map((row) => presentRun(row, me)), total, next };
}

/** What is left to do of a run's payouts. */
async function leftOf(trx: Trx, id: string): Promise<Pick<PayoutRunShown, 'toPay' | 'atStripe' | 'steps'>> {
  const [row] = await queryPrepared<{
    to_pay: PayoutRunShown['toPay'];
    at_stripe: number;
    steps: number;
  }>(
    trx,
    `SELECT jsonb_build_object(${['bank', 'stripe']
      .map((by) => {
        const isTheirs = `payout_is_topay(o.state) AND ${by === 'bank' ? 'NOT ' : ''}o.by_stripe`;
        return `'${by}', jsonb_build_object('payouts', count(*) FILTER (WHERE ${isTheirs}), 'amount', coalesce(sum(o.amount) FILTER (WHERE ${isTheirs}), 0))`;
      })
      .join(', ')}) AS to_pay,
       count(*) FILTER (WHERE o.state = 'sending' AND o.way = 'stripe')::int AS at_stripe, coalesce(sum(o.version), 0)::int AS steps
     FROM (SELECT p.state, p.amount, p.version, p.snapshot -> 'context' ->> 'way' AS way, ${isPaidByStripe('coalesce(c.merged_into, c.id)')} AS by_stripe
       FROM payouts p JOIN consignors_named c ON c.id = p.consignor_id WHERE p.run_id = $1) o`,
    [id],
  );
  const none = { payouts: 0, amount: 0 };
  return {
    toPay: row?.to_pay ?? { bank: none, stripe: none },
    atStripe: row?.at_stripe ?? 0,
    steps: row?.steps ?? 0,
  };
}

/** @throws Problem `not_found` */
export async function showRun(trx: Trx, id: string, me: string): Promise<PayoutRunShown> {
  const [row] = await queryPrepared<RunRow>(trx, `SELECT ${runColumns} FROM ${runs} WHERE u.id = $1`, [id]);
  if (!row) throw notFound('run');
  const run = presentRun(row, me);
  const held =
    run.state === 'draft'
      ? await heldBack(trx, row.minimum_amount)
      : { data: [], all: { consignors: 0, amount: 0 } };
  return {
    ...run,
    payouts: await payoutsOf(trx, { runId: id }, mostShown),
    ...(await leftOf(trx, id)),
    heldBack: held.data,
    heldBackAll: held.all,
    withheld: await withheldOfRun(trx, id),
    dropped: row.withdrawn_at === null ? (row.counts.dropped ?? 0) : 0,
  };
}
