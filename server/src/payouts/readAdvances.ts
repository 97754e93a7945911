/** What the rule of advances reads of consignors, and what was advanced to them. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import {
  type AdvanceFigures,
  type AdvanceGiven,
  advanceRuleOn,
  type ConsignorAdvances,
  judgeAdvances,
} from '@holdfast/shared/payouts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { marketDay, marketToday } from '../stats/index.ts';
import { advancesAreOn } from './advanceSettings.ts';
import { openOrders } from './openOrders.ts';

interface FigureRow {
  id: string;
  sales: number;
  volume: number;
  failures: number;
  outstanding: number;
  is_active: boolean;
  is_held: boolean;
  bank_waits: boolean;
  owes: boolean;
}

/** SQL: `WITH RECURSIVE` parts for consignors `$1` of the list: what they sold and delivered in `$3` days, in currency `$2`. */
const figures = `${openOrders({ among: '$1::text[]' })}, asked AS (
    SELECT unnest($1::text[]) AS id
  ), sold AS (
    SELECT DISTINCT r.root AS id, d.reservation_id
    FROM asked a JOIN roots r ON r.root = a.id JOIN deliveries_made d ON d.consignor_id = r.id JOIN catalog_calendar e ON e.id = d.event_id
    WHERE delivery_is_delivered(d.state) AND e.status NOT IN ('cancelled', 'postponed')
      AND e.starts_at < now() AND e.starts_at >= now() - make_interval(days => $3::int)
  ), volumes AS (
    SELECT s.id, count(DISTINCT s.reservation_id)::int AS sales, coalesce(-sum(p.amount), 0)::bigint AS volume
    FROM sold s JOIN roots r ON r.root = s.id
    JOIN ledger_postings p ON p.account = 'consignor:' || r.id AND p.reservation_id = s.reservation_id AND p.currency = $2
      AND p.kind IN ('sale', 'replacement', 'refund', 'refundReturned', 'refundNamed')
    GROUP BY s.id
  ), failures AS (
    SELECT r.root AS id, count(*)::int AS failures
    FROM asked a JOIN roots r ON r.root = a.id JOIN deliveries_made d ON d.consignor_id = r.id
    WHERE d.created_at >= now() - make_interval(days => $3::int)
      AND (d.state IN ('overdue', 'refused') OR d.snapshot #>> '{context,fault}' = 'consignor')
    GROUP BY r.root
  ), outstanding AS (
    SELECT consignor_id AS id, -sum(amount)::bigint AS amount FROM lines
    WHERE kind = 'advance' AND NOT is_advance AND currency = $2 GROUP BY consignor_id
  ), now_payable AS (
    SELECT consignor_id AS id, sum(amount) AS amount FROM judged WHERE reason IS NULL AND currency = $2 GROUP BY consignor_id
  )`;

/** What the rule reads, by consignor; amounts in the marketplace's currency. @param windowDays sales of so many days count */
export async function figuresOf(
  trx: Trx,
  consignorIds: readonly string[],
  windowDays: number,
): Promise<Map<string, AdvanceFigures>> {
  const rows = await queryPrepared<FigureRow>(
    trx,
    `WITH RECURSIVE ${figures}
     SELECT c.id, coalesce(v.sales, 0) AS sales, coalesce(v.volume, 0) AS volume, coalesce(f.failures, 0) AS failures,
       coalesce(o.amount, 0) AS outstanding, c.deactivated_at IS NULL AND c.merged_into IS NULL AS is_active,
       EXISTS (SELECT FROM payout_holds h WHERE h.consignor_id = c.id) AS is_held,
       EXISTS (SELECT FROM bank_accounts_standing b WHERE b.consignor_id = c.id AND b.hold IS NOT NULL) AS bank_waits,
       coalesce(p.amount, 0) < 0 AS owes
     FROM asked JOIN consignors_named c USING (id) LEFT JOIN volumes v USING (id) LEFT JOIN failures f USING (id)
     LEFT JOIN outstanding o USING (id) LEFT JOIN now_payable p USING (id)`,
    [consignorIds, marketplaceCurrency, windowDays],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        sales: row.sales,
        volume: row.volume,
        failures: row.failures,
        outstanding: row.outstanding,
        isActive: row.is_active,
        isHeld: row.is_held,
        bankWaits: row.bank_waits,
        owes: row.owes,
      },
    ]),
  );
}

/** Advances that a page shows. */
const mostAdvances = 50;

/** Where a consignor stands with the rule, and what was advanced. */
export async function advancesOf(trx: Trx, consignorId: string): Promise<ConsignorAdvances> {
  return { standing: await standingOf(trx, consignorId), given: await givenTo(trx, consignorId) };
}

async function standingOf(trx: Trx, consignorId: string): Promise<ConsignorAdvances['standing']> {
  if (!(await advancesAreOn(trx))) return null;
  const today = await marketToday(trx);
  const rule = advanceRuleOn(today);
  if (!rule) return null;
  const found = (await figuresOf(trx, [consignorId], rule.windowDays)).get(consignorId);
  return found ? judgeAdvances(today, found, marketplaceCurrency) : null;
}

async function givenTo(trx: Trx, consignorId: string): Promise<AdvanceGiven[]> {
  const rows = await queryPrepared<{
    reservation_id: string;
    code: string;
    event: string;
    amount: number;
    given_on: string;
    tier: string;
    state: AdvanceGiven['state'];
  }>(
    trx,
    `SELECT a.reservation_id, r.code, e.name AS event, a.amount, ${marketDay('a.at')}::text AS given_on, a.tier,
       CASE WHEN EXISTS (SELECT FROM payout_lines l WHERE l.transaction_id = a.transaction_id AND l.line = 2 AND l.released_at IS NULL) THEN 'settled'
         WHEN EXISTS (SELECT FROM payout_lines l JOIN payouts o ON o.id = l.payout_id WHERE l.transaction_id = a.transaction_id AND l.line = 1
           AND l.released_at IS NULL AND payout_is_booked(o.state)) THEN 'paid'
         ELSE 'open' END AS state
     FROM payout_advances a JOIN reservations_orders r ON r.id = a.reservation_id JOIN catalog_calendar e ON e.id = r.event_id
     WHERE a.consignor_id IN (SELECT id FROM consignors_named WHERE id = $1 OR merged_into = $1) ORDER BY a.id DESC LIMIT ${mostAdvances}`,
    [consignorId],
  );
  return rows.map((row) => ({
    order: { id: row.reservation_id, code: row.code },
    event: row.event,
    amount: row.amount,
    givenOn: row.given_on,
    tier: row.tier,
    state: row.state,
  }));
}
