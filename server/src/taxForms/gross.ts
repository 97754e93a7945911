/**
 * What consignors were paid in a calendar year as Form 1099-K counts it: the price of their tickets that fans paid, not reduced by
 * commission, refunds or disputes (Treas. Reg. 1.6050W-1(a)(6)). The service fee that fans pay on top is the marketplace's own.
 * Each payment counts on the day on which it was booked, by the marketplace's clocks.
 */
import type { TaxBoxes } from '@holdfast/shared/taxForms';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/**
 * SQL: `WITH RECURSIVE` parts that end in `paid`, a row for each line of a sale and each replacement, in US dollars, with the
 * consignor as they are now. The marketplace's own events are left out.
 * @param from SQL of a date, the first day
 * @param until SQL of a date, the day after the last one
 */
export const paidLines = (from: string, until: string) => `
  roots (id, root) AS (
    SELECT id, id FROM consignors_named WHERE merged_into IS NULL AND NOT is_marketplace
    UNION ALL SELECT c.id, r.root FROM consignors_named c JOIN roots r ON c.merged_into = r.id
  ), sales AS (
    SELECT p.reservation_id, p.at FROM ledger_postings p WHERE p.account = 'stripe' AND p.kind = 'sale' AND p.currency = 'USD'
      AND p.at >= stats_day_start(${from}) AND p.at < stats_day_start(${until})
  ), paid AS (
    SELECT r.root AS consignor_id, g.reservation_id, g.is_payment, g.gross_amount, g.proceeds_amount, stats_day(s.at) AS day
    FROM sales s JOIN reservations_gross g ON g.reservation_id = s.reservation_id AND g.kind = 'sale' JOIN roots r ON r.id = g.consignor_id
    UNION ALL
    SELECT r.root, g.reservation_id, g.is_payment, g.gross_amount, g.proceeds_amount, stats_day(g.at)
    FROM reservations_gross g JOIN roots r ON r.id = g.consignor_id WHERE g.kind = 'replacement' AND g.currency = 'USD'
      AND g.at >= stats_day_start(${from}) AND g.at < stats_day_start(${until})
  )`;

/** What one consignor was paid. Amounts are US cents. */
export interface Paid extends TaxBoxes {
  consignorId: string;
  /** What of the gross is theirs, line by line. */
  proceeds: number;
}

/** By consignor, the largest first; consignors without a payment have no row, unless tax was withheld from them. */
export async function paidInYear(trx: Trx, year: number): Promise<Paid[]> {
  const rows = await queryPrepared<{
    consignor_id: string;
    months: Record<string, number>;
    gross: number;
    transactions: number;
    proceeds: number;
    withheld: number;
  }>(
    trx,
    `WITH RECURSIVE ${paidLines('make_date($1::int, 1, 1)', 'make_date($1::int + 1, 1, 1)')}, sums AS (
       SELECT consignor_id, extract(month FROM day)::int AS month, sum(gross_amount)::bigint AS gross, sum(proceeds_amount)::bigint AS proceeds
       FROM paid GROUP BY 1, 2
     ), counted AS (
       SELECT consignor_id, count(DISTINCT reservation_id) FILTER (WHERE is_payment)::int AS transactions FROM paid GROUP BY 1
     ), years AS (
       SELECT s.consignor_id, jsonb_object_agg(s.month, s.gross) AS months, sum(s.gross)::bigint AS gross, sum(s.proceeds)::bigint AS proceeds
       FROM sums s GROUP BY 1
     ), withheld AS (
       SELECT r.root AS consignor_id, sum(p.amount)::bigint AS withheld FROM ledger_postings p JOIN roots r ON p.account = 'consignor:' || r.id
       WHERE p.kind = ANY($2::text[]) AND p.at >= stats_day_start(make_date($1::int, 1, 1)) AND p.at < stats_day_start(make_date($1::int + 1, 1, 1))
       GROUP BY 1 HAVING sum(p.amount) <> 0
     )
     SELECT coalesce(y.consignor_id, w.consignor_id) AS consignor_id, coalesce(y.months, '{}') AS months, coalesce(y.gross, 0) AS gross,
       coalesce(c.transactions, 0) AS transactions, coalesce(y.proceeds, 0) AS proceeds, coalesce(w.withheld, 0) AS withheld
     FROM years y JOIN counted c USING (consignor_id) FULL JOIN withheld w USING (consignor_id) ORDER BY gross DESC, consignor_id`,
    [year, withholdingKinds],
  );
  return rows.map(({ consignor_id, months, ...sums }) => ({
    consignorId: consignor_id,
    ...sums,
    months: Array.from({ length: 12 }, (_, at) => months[at + 1] ?? 0),
  }));
}

/** Kinds of the books by which tax is withheld, and given back. */
const withholdingKinds: readonly string[] = ['backupWithholding', 'withholdingReturned'];

/** What the books have of the same lines for consignors of now: credits of sales and replacements, US cents. */
export async function proceedsBooked(trx: Trx, year: number): Promise<number> {
  const [row] = await queryPrepared<{ amount: number }>(
    trx,
    `SELECT coalesce(-sum(p.amount), 0)::bigint AS amount FROM consignors_named c JOIN ledger_postings p ON p.account = 'consignor:' || c.id
     WHERE NOT c.is_marketplace AND p.kind IN ('sale', 'replacement') AND p.amount < 0 AND p.currency = 'USD'
       AND p.at >= stats_day_start(make_date($1::int, 1, 1)) AND p.at < stats_day_start(make_date($1::int + 1, 1, 1))`,
    [year],
  );
  return row?.amount ?? 0;
}

/** The first year with a payment in US dollars; null: there is none. */
export async function firstYear(trx: Trx): Promise<number | null> {
  const [row] = await queryPrepared<{ year: number | null }>(
    trx,
    `SELECT extract(year FROM stats_day(min(p.at)))::int AS year FROM ledger_postings p
     WHERE p.account = 'stripe' AND p.kind = 'sale' AND p.currency = 'USD'`,
    [],
  );
  return row?.year ?? null;
}
