/** A consignor's statement of a month: what was owed at its beginning, every entry, what was owed at its end. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import { type PayoutWay, payoutWayNames, type Statement, type StatementLine } from '@holdfast/shared/payouts';
import { owedTo } from '../ledger/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { marketDay, marketToday } from '../stats/index.ts';
import { lineKindOf } from './readPayouts.ts';

interface Row {
  at: Date;
  kind: string;
  code: string | null;
  event_name: string | null;
  seats: string | null;
  note: string | null;
  /** Of a payout. */
  paid: { way: PayoutWay | null; reference: string | null; returnReason: string | null } | null;
  price: number | null;
  commission: number | null;
  amount: number;
}

/** The accounts of a consignor and of those that were merged into it: given as a list, their entries are found by the index. */
async function accountsOf(trx: Trx, consignorId: string): Promise<string[]> {
  const rows = await queryPrepared<{ id: string }>(
    trx,
    `WITH RECURSIVE roots (id) AS (
       SELECT id FROM consignors_named WHERE id = $1 AND NOT is_marketplace
       UNION ALL SELECT c.id FROM consignors_named c JOIN roots r ON c.merged_into = r.id
     ) SELECT id FROM roots`,
    [consignorId],
  );
  return rows.map(({ id }) => owedTo(id));
}

/**
 * SQL: entries of the accounts `$1` in currency `$2`; one row for each transaction. The day is the marketplace's. An advance changes
 * nothing that is owed: the payout that paid it is a line.
 */
const entries = `entries AS (
    SELECT p.transaction_id, p.kind, p.reservation_id, p.cause, p.at, ${marketDay('p.at')} AS day, -sum(p.amount)::bigint AS amount
    FROM ledger_postings p WHERE p.account = ANY($1::text[]) AND p.currency = $2 AND p.kind NOT IN ('consignorMerge', 'advance') GROUP BY p.transaction_id, p.kind, p.reservation_id, p.cause, p.at
  )`;

/**
 * @param month such as `2026-11`; null: the newest with entries
 * @throws Problem `not_found`
 */
export async function statementOf(trx: Trx, consignorId: string, month: string | null): Promise<Statement> {
  const [consignor] = await queryPrepared<{ id: string; name: string }>(
    trx,
    'SELECT id, name FROM consignors_named WHERE id = $1 AND NOT is_marketplace',
    [consignorId],
  );
  if (!consignor) throw notFound('consignor');
  const accounts = await accountsOf(trx, consignorId);
  const months = await monthsOf(trx, accounts);
  const asked = month ?? months[0]?.month ?? (await marketToday(trx)).slice(0, 7);
  const before = months.filter((each) => each.month < asked).reduce((sum, { amount }) => sum + amount, 0);
  const lines = await linesOf(trx, { consignorId, accounts, month: asked });
  return {
    consignor,
    month: asked,
    currency: marketplaceCurrency,
    opening: before,
    closing: before + lines.reduce((sum, { amount }) => sum + amount, 0),
    lines,
    months: months.map((each) => each.month),
  };
}

const monthsOf = (trx: Trx, accounts: readonly string[]) =>
  queryPrepared<{ month: string; amount: number }>(
    trx,
    `WITH ${entries} SELECT to_char(day, 'YYYY-MM') AS month, sum(amount)::bigint AS amount FROM entries GROUP BY 1 ORDER BY 1 DESC`,
    [accounts, marketplaceCurrency],
  );

/** Why, of a lost sale that the consignor bears, and of one whose money came back. */
const lossWords = {
  lost: 'The fan’s bank took the payment back',
  won: 'The fan’s bank gave the payment back',
} as const;

async function linesOf(
  trx: Trx,
  { consignorId, accounts, month }: { consignorId: string; accounts: readonly string[]; month: string },
): Promise<StatementLine[]> {
  const rows = await queryPrepared<Row>(
    trx,
    `WITH ${entries}
     SELECT n.at, n.kind, r.code, e.short_name AS event_name, s.seats, coalesce(a.reason, CASE WHEN n.cause LIKE 'loss/%/won' THEN $4::text WHEN n.cause LIKE 'loss/%' THEN $5::text END) AS note, CASE WHEN t.id IS NULL THEN o.snapshot -> 'context'
         ELSE jsonb_build_object('way', t.way, 'reference', t.reference, 'returnReason', coalesce(t.reason, 'Its file wasn’t given to the bank')) END AS paid, s.price, s.commission, n.amount
     FROM entries n LEFT JOIN reservations_orders r ON r.id = n.reservation_id LEFT JOIN catalog_events_named e ON e.id = r.event_id
     LEFT JOIN payout_adjustments a ON a.transaction_id = n.transaction_id
     LEFT JOIN payouts o ON n.kind IN ('payout', 'payoutReturned') AND o.id = split_part(n.cause, '/', 1)
     LEFT JOIN payout_attempts t ON t.payout_id = o.id AND split_part(n.cause, '/', 2)::int IN (t.begun_version, t.ended_version)
     LEFT JOIN LATERAL (
       SELECT string_agg(CASE WHEN l.section IS NULL THEN i.quantity || ' × ' || i.ticket_type
           ELSE format('section %s, row %s, %s %s', l.section, l.row, CASE WHEN i.quantity = 1 THEN 'seat' ELSE 'seats' END,
             array_to_string(i.seats, ', ')) END, '; ' ORDER BY i.listing_id) AS seats,
         sum(i.price_amount * i.quantity)::bigint AS price, sum(i.commission_amount * i.quantity)::bigint AS commission
       FROM reservations_lines i JOIN listings_offered l ON l.id = i.listing_id
       WHERE n.kind = 'sale' AND i.reservation_id = n.reservation_id AND l.consignor_id = $6
     ) s ON true
     WHERE to_char(n.day, 'YYYY-MM') = $3 ORDER BY n.at, n.transaction_id`,
    [accounts, marketplaceCurrency, month, lossWords.won, lossWords.lost, consignorId],
  );
  return rows.map(({ at, kind, code, event_name, note, paid, ...line }) => ({
    ...line,
    note: paid === null ? note : payoutText(kind, paid),
    at: at.toISOString(),
    kind: kind === 'payout' || kind === 'payoutReturned' ? kind : lineKindOf(kind, line.amount),
    order: code,
    event: event_name,
  }));
}

/** How a payout was paid, "Check, Check 1042"; or why it came back. */
function payoutText(kind: string, { way, reference, returnReason }: NonNullable<Row['paid']>): string | null {
  if (kind === 'payoutReturned') return returnReason;
  return way === null ? null : [payoutWayNames[way], reference].filter(Boolean).join(', ');
}
