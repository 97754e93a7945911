/** Payouts as finance reads them. */
import type { PaidBy } from '@holdfast/shared/connectedAccounts';
import type {
  Payout,
  PayoutAttempt,
  PayoutLine,
  PayoutShown,
  runPayoutQuery,
} from '@holdfast/shared/payouts';
import { payoutContext } from '@holdfast/shared/payouts/machines';
import type { z } from 'zod';
import type { LedgerPostings } from '../ledger/index.ts';
import { listPage, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { isPaidByStripe } from './holds.ts';
import type { PayoutsAttempts, PayoutsMade } from './views.ts';

interface PayoutRow
  extends Pick<
    PayoutsMade,
    'id' | 'run_id' | 'consignor_id' | 'amount' | 'currency' | 'state' | 'version' | 'created_at'
  > {
  consignor_name: string;
  paid_by: PaidBy;
  lines: number;
  context: unknown;
}

const payoutColumns = `o.id, o.run_id, o.consignor_id, c.name AS consignor_name,
  CASE WHEN ${isPaidByStripe('coalesce(c.merged_into, c.id)')} THEN 'stripe' ELSE 'bank' END AS paid_by, o.amount, o.currency, o.state, o.version,
  o.snapshot -> 'context' AS context, o.created_at, (SELECT count(*)::int FROM payout_lines l WHERE l.payout_id = o.id) AS lines`;

/** What every version of the machine stores. */
export const paidFacts = payoutContext.pick({ way: true, reference: true, paidOn: true, returnReason: true });

function presentPayout(row: PayoutRow): Payout {
  const { way, reference, paidOn, returnReason } = paidFacts.parse(row.context);
  return {
    id: row.id,
    runId: row.run_id,
    consignor: { id: row.consignor_id, name: row.consignor_name },
    paidBy: row.paid_by,
    amount: { amount: row.amount, currency: row.currency },
    lines: row.lines,
    state: row.state,
    version: row.version,
    way,
    reference,
    paidOn,
    returnReason,
    createdAt: row.created_at.toISOString(),
  };
}

/** Payouts of a run, the largest first, or of a consignor and whoever was merged into it, newest first. */
export async function payoutsOf(
  trx: Trx,
  of: { runId: string } | { consignorId: string },
  limit: number,
): Promise<Payout[]> {
  const [where, order, id] =
    'runId' in of
      ? ['o.run_id = $1', 'o.amount DESC, o.id', of.runId]
      : [
          `o.consignor_id IN (SELECT id FROM consignors_named WHERE id = $1 OR merged_into = $1)`,
          'o.id DESC',
          of.consignorId,
        ];
  const rows = await queryPrepared<PayoutRow>(
    trx,
    `SELECT ${payoutColumns} FROM payouts o JOIN consignors_named c ON c.id = o.consignor_id WHERE ${where} ORDER BY ${order} LIMIT $2`,
    [id, limit],
  );
  return rows.map(presentPayout);
}

/** A page of a run's payouts. */
export async function listRunPayouts(trx: Trx, runId: string, asked: z.output<typeof runPayoutQuery>) {
  const by = asked.sort === 'name' ? 'lower(c.name)' : 'o.amount';
  const { rows, total, next } = await listPage<PayoutRow>(
    trx,
    {
      columns: payoutColumns,
      from: 'FROM payouts o JOIN consignors_named c ON c.id = o.consignor_id',
      where: `o.run_id = $1 AND ($2::text IS NULL OR o.state = $2) AND ($3::text IS NULL OR c.name ILIKE '%' || $3 || '%')`,
      values: [runId, asked.state ?? null, asked.q?.replaceAll(/[\\%_]/g, '\\$&') ?? null],
      keys: [
        { by, type: asked.sort === 'name' ? 'text' : 'bigint', order: asked.order },
        { by: 'o.id', type: 'text', order: 'asc' },
      ],
    },
    asked,
  );
  return { data: rows.map(presentPayout), total, next };
}

interface EntryRow extends Pick<LedgerPostings, 'kind' | 'at' | 'reservation_id' | 'amount'> {
  code: string | null;
  event_name: string | null;
  starts_at: Date | null;
  note: string | null;
}

const lineKinds: Record<string, PayoutLine['kind']> = {
  sale: 'sale',
  replacement: 'replacement',
  refund: 'refund',
  refundReturned: 'refund',
  refundNamed: 'refund',
  adjustment: 'adjustment',
  backupWithholding: 'withheld',
  withholdingReturned: 'withheldReturned',
};
/** What a kind of the books is on a statement. @param amount above zero: the consignor gets it */
export function lineKindOf(kind: string, amount: number): PayoutLine['kind'] {
  if (kind === 'advance') return amount > 0 ? 'advance' : 'advanced';
  return lineKinds[kind] ?? 'correction';
}

/** @throws Problem `not_found` */
export async function showPayout(trx: Trx, id: string): Promise<PayoutShown> {
  const [row] = await queryPrepared<PayoutRow>(
    trx,
    `SELECT ${payoutColumns} FROM payouts o JOIN consignors_named c ON c.id = o.consignor_id WHERE o.id = $1`,
    [id],
  );
  if (!row) throw notFound('payout');
  const lines = await queryPrepared<EntryRow>(
    trx,
    `SELECT p.kind, p.at, p.reservation_id, r.code, e.name AS event_name, e.starts_at, a.reason AS note, l.amount
     FROM payout_lines l JOIN ledger_postings p ON p.transaction_id = l.transaction_id AND p.line = l.line
     LEFT JOIN payout_adjustments a ON a.transaction_id = l.transaction_id
     LEFT JOIN reservations_orders r ON r.id = p.reservation_id LEFT JOIN catalog_calendar e ON e.id = r.event_id
     WHERE l.payout_id = $1 ORDER BY e.starts_at NULLS FIRST, p.reservation_id, p.at, p.line`,
    [id],
  );
  return {
    ...presentPayout(row),
    attempts: await attemptsOf(trx, id),
    lineList: lines.map((line) => ({
      kind: lineKindOf(line.kind, line.amount),
      at: line.at.toISOString(),
      order: line.reservation_id === null ? null : { id: line.reservation_id, code: line.code ?? '' },
      event:
        line.event_name === null || line.starts_at === null
          ? null
          : { name: line.event_name, startsAt: line.starts_at.toISOString() },
      note: line.note,
      amount: line.amount,
    })),
  };
}

interface AttemptRow
  extends Pick<
    PayoutsAttempts,
    | 'id'
    | 'number'
    | 'way'
    | 'reference'
    | 'file_id'
    | 'state'
    | 'reason'
    | 'begun_at'
    | 'ended_at'
    | 'transfer_id'
  > {
  reversal_asked_at: Date | null;
  reversal_problem: string | null;
  paid_on: string | null;
  last_four: string | null;
}

async function attemptsOf(trx: Trx, payoutId: string): Promise<PayoutAttempt[]> {
  const rows = await queryPrepared<AttemptRow>(
    trx,
    `SELECT a.id, a.number, a.way, a.reference, a.file_id, a.state, a.reason, a.paid_on::text AS paid_on, a.begun_at, a.ended_at, b.last_four, a.transfer_id,
       a.reversal_asked_at, a.reversal_problem
     FROM payout_attempts a LEFT JOIN bank_accounts_given b ON b.id = a.bank_account_id WHERE a.payout_id = $1 ORDER BY a.number DESC`,
    [payoutId],
  );
  return rows.map(({ id, number, way, reference, state, reason, ...row }) => ({
    id,
    number,
    way,
    reference,
    fileId: row.file_id,
    lastFour: row.last_four,
    transferId: row.transfer_id,
    reversal:
      row.reversal_asked_at === null
        ? null
        : { askedAt: row.reversal_asked_at.toISOString(), problem: row.reversal_problem },
    state,
    reason,
    paidOn: row.paid_on,
    begunAt: row.begun_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }));
}
