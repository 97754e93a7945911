/** A draft replayed over the sales of a period: sums of sets, so that 100,000s of sales answer in a moment. */
import type { WhatIfAnswer, WhatIfSums, whatIf } from '@holdfast/shared/pricing';
import type { z } from 'zod';
import { planAt } from '../consignors/index.ts';
import { type Database, inTransaction, query, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { rulesOfMany } from '../pricing/index.ts';
import { nearnessOf } from './ruleRows.ts';
import { checkTarget } from './targets.ts';

interface ConsignorRow {
  id: string;
  name: string;
  sales: number;
  tickets: number;
  price: number;
  was_consignor: number;
  was_fee: number;
  draft_default: number;
  draft_fee: number;
}

/** Of listings `l` and events `e`: those that the scope ($1, $2) contains at a moment, an SQL instant. */
const inReach = (
  moment: string,
) => `CASE $1 WHEN 'marketplace' THEN true WHEN 'plan' THEN ${planAt('l.consignor_id', moment)} = $2 WHEN 'consignor' THEN l.consignor_id = $2
  WHEN 'package' THEN l.package_id = $2 WHEN 'team' THEN e.home_id = $2 WHEN 'event' THEN l.event_id = $2 ELSE l.id = $2 END`;

/** A rule as near as the draft would have been its own predecessor; a nearer one wins over the draft as well. */
const notNearer = (rule: string) => `${nearnessOf(`${rule}.scope`)} <= ${nearnessOf('$1')}`;

/**
 * What each would have got. A sale is a line of an order that was paid in the period, less what was refunded; the draft
 * governs it where it lies in its reach and the rule of its hold is no nearer.
 * @throws Problem `validation_failed` on `draft.target` when there is none such, on `until` when it is not after `from`
 */
export async function replay(db: Database, input: z.output<typeof whatIf>): Promise<WhatIfAnswer> {
  if (Date.parse(input.until) <= Date.parse(input.from))
    throw fieldsRefused([
      {
        field: 'until',
        code: 'before_begin',
        message: 'The period ends before it begins. Choose a later end.',
      },
    ]);
  return inTransaction(db, async (trx) => {
    const target = await checkTarget(trx, input.draft.scope, input.draft.target);
    const scope = [input.draft.scope, target, JSON.stringify(input.draft.components)];
    const { rows, others, currencies } = await sold(trx, input, scope);
    return {
      currency: input.currency,
      ...sumUp(rows, input.top),
      otherSales: others,
      otherCurrencies: currencies.filter((currency) => currency !== input.currency),
      live: await liveListings(trx, scope, input.draft.effectiveFrom),
    };
  });
}

/** A share is computed once for all tickets of one price that were sold under one rule. */
async function sold(trx: Trx, { from, until, currency }: z.output<typeof whatIf>, scope: unknown[]) {
  const [answer] = await query<{ rows: ConsignorRow[] | null; others: number; currencies: string[] | null }>(
    trx,
    `WITH terms AS MATERIALIZED (SELECT terms_of($3::jsonb, 'consignor') AS commission, terms_of($3::jsonb, 'fan') AS fan),
     refunded AS MATERIALIZED (
       SELECT t.reservation_id, t.listing_id, count(*) AS n FROM tickets_admissions t
       WHERE t.state = 'refunded' GROUP BY t.reservation_id, t.listing_id
     ),
     line AS MATERIALIZED (
       SELECT l.consignor_id, l.currency, (${inReach('r.created_at')}) AND ${notNearer('p')} AS governed,
         i.price_amount::bigint AS price, i.proceeds_amount, i.fee_amount, count(*) AS sales, sum(i.quantity - coalesce(back.n, 0))::bigint AS tickets
       FROM reservations_orders r JOIN reservations_lines i ON i.reservation_id = r.id
         LEFT JOIN refunded back ON back.reservation_id = i.reservation_id AND back.listing_id = i.listing_id
         JOIN listings_offered l ON l.id = i.listing_id JOIN catalog_calendar e ON e.id = l.event_id
         JOIN pricing_percentages p ON p.id = i.percentages_id
       WHERE r.paid_at >= $4::timestamptz AND r.paid_at < $5::timestamptz AND reservation_is_order(r.state)
         AND i.quantity > coalesce(back.n, 0)
       GROUP BY 1, 2, 3, 4, 5, 6
     ),
     consignor AS (
       SELECT c.id, c.name, sum(s.sales)::int AS sales, sum(s.tickets)::int AS tickets, sum(s.tickets * s.price)::bigint AS price,
         sum(s.tickets * s.proceeds_amount)::bigint AS was_consignor, sum(s.tickets * s.fee_amount)::bigint AS was_fee,
         sum(s.tickets * commission_share(s.price, terms.commission))::bigint AS draft_default,
         sum(s.tickets * fan_fee(s.price, terms.fan))::bigint AS draft_fee
       FROM line s JOIN consignors_named c ON c.id = s.consignor_id CROSS JOIN terms
       WHERE s.governed AND s.currency = $6 GROUP BY c.id, c.name
     )
     SELECT (SELECT json_agg(consignor) FROM consignor) AS rows,
       (SELECT coalesce(sum(sales), 0)::int FROM line WHERE NOT coalesce(governed, false) AND currency = $6) AS others,
       (SELECT array_agg(DISTINCT currency ORDER BY currency) FROM line WHERE governed) AS currencies`,
    [...scope, from, until, currency],
  );
  return {
    rows: answer?.rows ?? [],
    others: answer?.others ?? 0,
    currencies: answer?.currencies ?? [],
  };
}

function sumUp(rows: ConsignorRow[], top: number) {
  const total = (pick: (row: ConsignorRow) => number, of = rows) =>
    of.reduce((sum, row) => sum + pick(row), 0);
  const gets = (row: ConsignorRow) => row.price - row.draft_default;
  const sums = (consignors: number, fee: number): WhatIfSums => {
    const price = total((row) => row.price);
    return { consignors, commission: price - consignors, fee, fansPaid: price + fee };
  };
  const change = (row: ConsignorRow) => Math.abs(gets(row) - row.was_consignor);
  const sorted = rows.toSorted(
    (a, b) => change(b) - change(a) || b.sales - a.sales || a.name.localeCompare(b.name),
  );
  const rest = sorted.slice(top);
  const counted = (of: ConsignorRow[]) => ({
    sales: total((row) => row.sales, of),
    tickets: total((row) => row.tickets, of),
    asItWas: total((row) => row.was_consignor, of),
    draft: total(gets, of),
  });
  return {
    sales: total((row) => row.sales),
    tickets: total((row) => row.tickets),
    asItWas: sums(
      total((row) => row.was_consignor),
      total((row) => row.was_fee),
    ),
    draft: sums(
      total(gets),
      total((row) => row.draft_fee),
    ),
    consignors: sorted.slice(0, top).map((row) => ({ id: row.id, name: row.name, ...counted([row]) })),
    consignorCount: rows.length,
    rest: { consignors: rest.length, ...counted(rest) },
  };
}

/** Of games that are still ahead when the draft would begin. */
async function liveListings(
  trx: Trx,
  scope: unknown[],
  effectiveFrom: string | null,
): Promise<WhatIfAnswer['live']> {
  const rules = await rulesOfMany(trx, {
    listingId: 'l.id',
    eventId: 'l.event_id',
    packageId: 'l.package_id',
    consignorId: 'l.consignor_id',
  });
  const [row] = await query<{ listings: number; held: number }>(
    trx,
    `WITH ${rules.with},
     terms AS MATERIALIZED (SELECT terms_of($3::jsonb, 'consignor') AS commission, terms_of($3::jsonb, 'fan') AS fan),
     live AS MATERIALIZED (
       SELECT ${rules.ruleId} AS percentages_id, l.price_amount::bigint AS price, count(*) AS listings, sum(l.held) AS held
       FROM listings_offered l JOIN catalog_calendar e ON e.id = l.event_id ${rules.join}
       WHERE listing_is_sellable(l.state) AND e.starts_at > greatest(now(), $4::timestamptz) AND (${inReach('greatest(now(), $4::timestamptz)')}) GROUP BY 1, 2
     )
     SELECT coalesce(sum(live.listings), 0)::int AS listings, coalesce(sum(live.held), 0)::int AS held
     FROM live JOIN pricing_percentages p ON p.id = live.percentages_id CROSS JOIN terms
     WHERE ${notNearer('p')} AND (commission_share(live.price, p.commission_terms) <> commission_share(live.price, terms.commission)
       OR fan_fee(live.price, p.fee_terms) <> fan_fee(live.price, terms.fan))`,
    [...scope, effectiveFrom],
  );
  return { listings: row?.listings ?? 0, heldTickets: row?.held ?? 0 };
}
