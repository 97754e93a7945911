/** What consignors are owed: owed = payable + in payouts that aren't paid + waiting, at every instant. */
import type { PaidBy } from '@holdfast/shared/connectedAccounts';
import { type Money, marketplaceCurrency } from '@holdfast/shared/money';
import {
  type HeldBack,
  mostShown,
  type Payable,
  type PayableList,
  type PayableOrder,
  type PayableReason,
  type PayableShown,
  type payableQuery,
} from '@holdfast/shared/payouts';
import type { z } from 'zod';
import { approvalsOf } from '../approvals/index.ts';
import { presentHold, type StandingHold } from '../connectedAccounts/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { isHeldBack, isPaidByStripe, taxHoldOf } from './holds.ts';
import { isAsked, openGroups, openOrders, type Whose } from './openOrders.ts';
import { advancesOf } from './readAdvances.ts';
import { payoutsOf } from './readPayouts.ts';
import { noticeOf, showWithheld } from './withheld.ts';

interface Row {
  id: string;
  name: string;
  payout_days: number;
  currency: string;
  payable: number;
  in_payouts: number;
  waiting: Array<{ reason: PayableReason; amount: number; orders: number; nextAt: string | null }>;
  waiting_amount: number;
  hold: { reason: string; at: string; by: string } | null;
  bank_hold: Payable['bankHold'];
  tax_hold: Payable['taxHold'];
  paid_by: PaidBy;
  paid_by_hold: StandingHold | null;
}

/** SQL: how consignor `c` is paid, and why that holds payouts back. */
const paidByColumns = `CASE WHEN ${isPaidByStripe('c.id')} THEN 'stripe' ELSE 'bank' END AS paid_by,
      (SELECT jsonb_build_object('hold', s.hold, 'usable_from', to_char(s.usable_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'state', s.state, 'missing', s.missing, 'reason', s.reason, 'currency', s.currency)
        FROM connected_accounts_standing s WHERE s.consignor_id = c.id AND s.hold IS NOT NULL) AS paid_by_hold`;

/** SQL: `WITH RECURSIVE` parts that end in `owed`, a row for each consignor and currency in which something is open. */
const owedParts = (whose: Whose) => `${openGroups(whose)}, sums AS (
    SELECT consignor_id, currency, reason, sum(amount)::bigint AS amount, sum(orders)::int AS orders, min(payable_from) AS next_at
    FROM grouped GROUP BY consignor_id, currency, reason
  ), pending AS (
    SELECT consignor_id, currency, sum(amount)::bigint AS amount FROM payouts
    WHERE payout_is_unpaid(state) AND ${isAsked(whose, 'consignor_id')} GROUP BY consignor_id, currency
  ), opened AS (
    SELECT consignor_id, currency, coalesce(sum(amount) FILTER (WHERE reason IS NULL), 0)::bigint AS payable,
      coalesce(sum(amount) FILTER (WHERE reason IS NOT NULL), 0)::bigint AS waiting_amount,
      jsonb_agg(jsonb_build_object('reason', reason, 'amount', amount, 'orders', orders,
        'nextAt', CASE WHEN reason = 'early' THEN to_char(next_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') END)
        ORDER BY reason) FILTER (WHERE reason IS NOT NULL) AS waiting
    FROM sums GROUP BY consignor_id, currency
  ), owed AS (
    SELECT c.id, c.name, currency, coalesce(o.payable, 0) AS payable, coalesce(p.amount, 0) AS in_payouts,
      coalesce(o.waiting_amount, 0) AS waiting_amount, coalesce(o.waiting, '[]') AS waiting,
      coalesce(o.payable, 0) + coalesce(p.amount, 0) + coalesce(o.waiting_amount, 0) AS owed
    FROM opened o FULL JOIN pending p USING (consignor_id, currency) JOIN consignors_named c ON c.id = consignor_id
  )`;

/** SQL: the columns that rows `c` of `owed` don't have: what is agreed, and what holds payouts back. It is asked of the rows that are shown. */
const standing = `(SELECT f.payout_days FROM consignors_profiles f WHERE f.id = c.id) AS payout_days,
      (SELECT jsonb_build_object('reason', h.reason, 'at', to_char(h.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'by', coalesce(w.name, h.by)) FROM payout_holds h LEFT JOIN accounts_people_named w ON w.id = h.by WHERE h.consignor_id = c.id) AS hold,
      (SELECT jsonb_build_object('reason', b.hold, 'until', to_char(b.usable_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        FROM bank_accounts_standing b WHERE b.consignor_id = c.id AND b.hold IS NOT NULL AND NOT ${isPaidByStripe('c.id')}) AS bank_hold,
      CASE WHEN c.payable + c.in_payouts > 0 THEN ${taxHoldOf('c.id', 'c.payable')} END AS tax_hold,
      ${paidByColumns}`;

const present = (row: Row): Payable => ({
  id: row.id,
  name: row.name,
  currency: row.currency,
  owed: row.payable + row.in_payouts + row.waiting_amount,
  payable: row.payable,
  inPayouts: row.in_payouts,
  waiting: row.waiting,
  payoutDays: row.payout_days,
  hold: row.hold,
  paidBy: row.paid_by,
  bankHold: row.bank_hold,
  taxHold: row.tax_hold,
  paidByHold: row.paid_by_hold && presentHold(row.paid_by_hold),
});

/** Consignors to whom something is owed, who owe something, or of whom a lost sale is to be decided, in the marketplace's currency. */
export async function listPayables(trx: Trx, asked: z.output<typeof payableQuery>): Promise<PayableList> {
  const by = { owed: 'owed', payable: 'payable', name: 'lower(name)' }[asked.sort];
  const found = `currency = $1 AND ((owed, payable, in_payouts, waiting_amount) <> (0, 0, 0, 0) OR waiting <> '[]')
    AND ($2::text IS NULL OR name ILIKE '%' || $2 || '%')`;
  const rows = await queryPrepared<
    Row & { total: number; sums: Record<'owed' | 'payable' | 'in' | 'waiting', number> }
  >(
    trx,
    `WITH RECURSIVE ${owedParts('everybody')}, found AS MATERIALIZED (SELECT * FROM owed WHERE ${found}), counted AS (
       SELECT count(*)::int AS total, jsonb_build_object('owed', coalesce(sum(owed), 0), 'payable', coalesce(sum(payable), 0),
         'in', coalesce(sum(in_payouts), 0), 'waiting', coalesce(sum(waiting_amount), 0)) AS sums FROM found
     ), page AS (
       SELECT c.*, ${standing} FROM (SELECT * FROM found ORDER BY ${by} ${asked.order}, id LIMIT $3 OFFSET $4) c
     )
     SELECT page.*, counted.total, counted.sums FROM counted LEFT JOIN page ON true ORDER BY ${by} ${asked.order}, id`,
    [
      marketplaceCurrency,
      asked.q?.replaceAll(/[\\%_]/g, '\\$&') ?? null,
      asked.perPage,
      (asked.page - 1) * asked.perPage,
    ],
  );
  const first = rows[0];
  const money = (amount: number): Money => ({ amount, currency: marketplaceCurrency });
  return {
    data: rows.filter(({ id }) => id !== null).map(present),
    total: first?.total ?? 0,
    totals: {
      owed: money(first?.sums.owed ?? 0),
      payable: money(first?.sums.payable ?? 0),
      inPayouts: money(first?.sums.in ?? 0),
      waiting: money(first?.sums.waiting ?? 0),
    },
  };
}

/** What one consignor is owed in the marketplace's currency; zeros where nothing is open. @throws Problem `not_found` */
export async function payableOf(trx: Trx, consignorId: string): Promise<Payable> {
  const [row] = await queryPrepared<Row>(
    trx,
    `WITH RECURSIVE ${owedParts({ consignor: '$1::text' })} SELECT c.*, ${standing} FROM owed c WHERE c.currency = $2`,
    [consignorId, marketplaceCurrency],
  );
  if (row) return present(row);
  const [consignor] = await queryPrepared<
    Pick<Row, 'id' | 'name' | 'payout_days' | 'hold' | 'bank_hold' | 'tax_hold' | 'paid_by' | 'paid_by_hold'>
  >(
    trx,
    `SELECT c.id, c.name, f.payout_days, NULL AS hold, NULL AS bank_hold, NULL AS tax_hold, ${paidByColumns} FROM consignors_named c JOIN consignors_profiles f ON f.id = c.id
     WHERE c.id = $1 AND NOT c.is_marketplace`,
    [consignorId],
  );
  if (!consignor) throw notFound('consignor');
  return present({
    ...consignor,
    currency: marketplaceCurrency,
    payable: 0,
    in_payouts: 0,
    waiting_amount: 0,
    waiting: [],
  });
}

/** Consignors whom a run leaves out because they are held back: what the largest would get, and why they don't; and how many they are. */
export async function heldBack(
  trx: Trx,
  minimum: number,
): Promise<{ data: HeldBack[]; all: { consignors: number; amount: number } }> {
  const rows = await queryPrepared<Row & { consignors: number; amount: number }>(
    trx,
    `WITH RECURSIVE ${owedParts('everybody')}, held AS MATERIALIZED (
       SELECT c.* FROM owed c WHERE c.currency = $1 AND c.payable >= $2 AND ${isHeldBack('c.id', 'c.payable')}
     )
     SELECT c.*, ${standing}, a.consignors, a.amount FROM (SELECT * FROM held ORDER BY payable DESC, id LIMIT ${mostShown}) c
     CROSS JOIN (SELECT count(*)::int AS consignors, sum(payable)::bigint AS amount FROM held) a ORDER BY c.payable DESC, c.id`,
    [marketplaceCurrency, minimum],
  );
  const data = rows.map((row) => {
    const { id, name, payable, hold, bankHold, taxHold, paidByHold } = present(row);
    return {
      consignor: { id, name },
      amount: payable,
      hold: hold?.reason ?? null,
      bankHold,
      taxHold,
      paidByHold,
    };
  });
  return { data, all: { consignors: rows[0]?.consignors ?? 0, amount: rows[0]?.amount ?? 0 } };
}

/** Orders that a page shows. */
const mostOrders = 500;

/** What one consignor is owed, order by order, and was paid. @throws Problem `not_found` */
export async function showPayable(trx: Trx, consignorId: string): Promise<PayableShown> {
  return {
    ...(await payableOf(trx, consignorId)),
    orders: await ordersOf(trx, consignorId),
    payouts: await payoutsOf(trx, { consignorId }, 100),
    requests: await approvalsOf(trx, { subject: consignorId }),
    advances: await advancesOf(trx, consignorId),
    withholdingNotice: await noticeOf(trx, consignorId),
    withholds: marketplaceCurrency === 'USD',
    withholdings: (await showWithheld(trx, consignorId)).withholdings,
  };
}

async function ordersOf(trx: Trx, consignorId: string): Promise<PayableOrder[]> {
  const rows = await queryPrepared<{
    reservation_id: string | null;
    code: string | null;
    paid_at: Date | null;
    event_id: string | null;
    event_name: string | null;
    starts_at: Date | null;
    amount: number;
    is_advance: boolean;
    advanced: number;
    payable_from: Date | null;
    reason: PayableReason | null;
    loss: number | null;
    note: string | null;
  }>(
    trx,
    `WITH RECURSIVE ${openOrders({ consignor: '$1::text' })}
     SELECT j.reservation_id, r.code, r.paid_at, j.event_id, j.event_name, j.starts_at, j.amount, j.is_advance, j.advanced, j.payable_from, j.reason, t.amount AS loss, a.reason AS note
     FROM judged j LEFT JOIN payout_adjustments a ON a.transaction_id = j.key LEFT JOIN reservations_orders r ON r.id = j.reservation_id
     LEFT JOIN lost t ON t.consignor_id = j.consignor_id AND t.currency = j.currency AND t.reservation_id = j.key
     WHERE j.currency = $2 AND (j.amount <> 0 OR t.amount IS NOT NULL) ORDER BY j.reason IS NOT NULL, j.payable_from NULLS FIRST, j.key LIMIT ${mostOrders}`,
    [consignorId, marketplaceCurrency],
  );
  return rows.map((row) => ({
    order:
      row.reservation_id === null
        ? null
        : { id: row.reservation_id, code: row.code ?? '', paidAt: row.paid_at?.toISOString() ?? null },
    event:
      row.event_id === null || row.starts_at === null
        ? null
        : { id: row.event_id, name: row.event_name ?? '', startsAt: row.starts_at.toISOString() },
    note: row.note,
    amount: row.amount,
    isAdvance: row.is_advance && row.reservation_id !== null,
    advanced: row.advanced,
    payableFrom: row.payable_from?.toISOString() ?? null,
    reason: row.reason,
    loss: row.loss,
  }));
}
