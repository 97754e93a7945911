/** Runs of payouts as finance reads them. */
import type { PayoutRun, PayoutRunShown, PayoutState, payoutRunQuery } from '@holdfast/shared/payouts';
import type { z } from 'zod';
import { listPage, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
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
  amount: number;
  counts: Partial<Record<PayoutState, number>>;
}

const runColumns = `u.id, u.currency, u.minimum_amount, u.note, u.made_at, u.made_by, m.name AS maker, u.approved_at, a.name AS approver, u.withdrawn_at,
  s.amount, s.counts`;
const runs = `payout_runs u LEFT JOIN accounts_people_named m ON m.id = u.made_by LEFT JOIN accounts_people_named a ON a.id = u.approved_by
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(amount) FILTER (WHERE payout_is_holding(state) OR u.withdrawn_at IS NOT NULL), 0)::bigint AS amount,
      coalesce(jsonb_object_agg(state, n), '{}') AS counts
    FROM (SELECT state, sum(amount) AS amount, count(*) AS n FROM payouts WHERE run_id = u.id GROUP BY state) each
  ) s`;

function presentRun(row: RunRow, me: string): PayoutRun {
  const left =
    (row.counts.approved ?? 0) +
    (row.counts.sending ?? 0) +
    (row.counts.returned ?? 0) +
    (row.counts.failed ?? 0);
  const state =
    row.withdrawn_at !== null
      ? 'withdrawn'
      : row.approved_at === null
        ? 'draft'
        : left > 0
          ? 'approved'
          : 'done';
  return {
    id: row.id,
    state,
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

/** @throws Problem `not_found` */
export async function showRun(trx: Trx, id: string, me: string): Promise<PayoutRunShown> {
  const [row] = await queryPrepared<RunRow>(trx, `SELECT ${runColumns} FROM ${runs} WHERE u.id = $1`, [id]);
  if (!row) throw notFound('run');
  return {
    ...presentRun(row, me),
    payouts: await payoutsOf(trx, { runId: id }),
    heldBack:
      row.approved_at === null && row.withdrawn_at === null ? await heldBack(trx, row.minimum_amount) : [],
    withheld: await withheldOfRun(trx, id),
    dropped: row.withdrawn_at === null ? (row.counts.dropped ?? 0) : 0,
  };
}
