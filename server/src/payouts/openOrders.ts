/**
 * What consignors are owed and no payout has yet, order by order, with the one reason why it isn't paid. The rule is written
 * once, in SQL, because a run judges every order of many consignors in one statement. Source: domain.md, rules of payouts.
 */

/** Whose orders are asked for: everybody's, one consignor's, or those of some. Each is SQL: of an id, of an array of ids. */
export type Whose = 'everybody' | { consignor: string } | { among: string };
/** Some consignors, each with the id of the payout that it would get: SQL of two arrays of the same length. */
export interface Payees {
  among: string;
  payouts: string;
}

/** SQL of a boolean: whether consignor `id` of a statement is asked for. */
export const isAsked = (whose: Whose, id: string): string =>
  whose === 'everybody'
    ? 'true'
    : 'consignor' in whose
      ? `${id} = ${whose.consignor}`
      : `${id} = ANY(${whose.among})`;

/** SQL: the entries that no payout holds, and with a run also those that its drafts hold. What is asked for is found by consignor. */
const openRows = (run: string | null, more = '') =>
  `SELECT r.root AS consignor_id, o.transaction_id, o.line, -o.amount AS amount, o.currency, o.kind, o.reservation_id, o.event_id, o.at,
      o.kind = 'advance' AND o.amount < 0 AS is_advance${run === null ? more : ', NULL::text AS payout_id'}
    FROM roots r JOIN payout_open_entries o ON o.consignor_id = r.id${
      run === null
        ? ''
        : `
    UNION ALL
    SELECT r.root, l.transaction_id, l.line, l.amount, d.currency, l.kind, l.reservation_id, l.event_id, d.created_at,
      l.kind = 'advance' AND l.amount > 0, l.payout_id
    FROM roots r JOIN payouts d ON d.consignor_id = r.id AND d.run_id = ${run} AND d.state = 'draft'
    JOIN payout_lines l ON l.payout_id = d.id AND l.released_at IS NULL`
    }`;

/** SQL: entries of consignors' accounts with the `key` of what is judged as one: their order, or an advance that stands beside it. */
const keyedLines = `bearing AS (
    SELECT consignor_id, currency, reservation_id FROM open_entries
    WHERE reservation_id = ANY (ARRAY(SELECT reservation_id FROM open_entries WHERE kind = 'advance' AND is_advance))
    GROUP BY consignor_id, currency, reservation_id HAVING coalesce(sum(amount) FILTER (WHERE NOT is_advance), 0) > 0
  ), lines AS (
    SELECT n.*, CASE WHEN b.reservation_id IS NULL THEN coalesce(n.reservation_id, n.transaction_id) ELSE n.transaction_id END AS key
    FROM open_entries n LEFT JOIN bearing b ON n.is_advance AND b.reservation_id = n.reservation_id AND b.consignor_id = n.consignor_id
      AND b.currency = n.currency
  )`;

/** SQL: what consignors have of orders whose dispute was lost, while nobody has decided who bears it. */
const lostOrders = `lost AS (
    SELECT w.consignor_id, w.currency, w.reservation_id, w.amount, w.at
    FROM payouts_losses_waiting w JOIN roots r ON r.id = w.consignor_id AND r.root = r.id
  )`;
const isSale = `kind IN ('sale', 'replacement') AND amount > 0`;

const isCalledOff = `WHEN e.status = 'cancelled' THEN 'canceled' WHEN e.status = 'postponed' THEN 'postponed'`;
const isNotDelivered = `(d.state = 'overdue' OR delivery_is_problem(d.state))`;
const payableFrom = 'e.starts_at + make_interval(days => c.payout_days)';

/**
 * SQL: why what is owed for an order `o` of consignor `c` and event `e` isn't paid yet; null: it is payable.
 * @param amount SQL of the order's amount
 */
const reasonOf = (amount: string) => `CASE
        WHEN ${amount} <= 0 OR NOT (o.has_sale OR o.is_advance) THEN NULL
        WHEN EXISTS (SELECT FROM payments_disputes d WHERE d.reservation_id = o.reservation_id AND dispute_is_undecided(d.state)) THEN 'dispute'
        WHEN EXISTS (SELECT FROM lost t WHERE t.reservation_id = o.reservation_id AND t.consignor_id = o.consignor_id
          AND t.currency = o.currency) THEN 'lost'
        WHEN EXISTS (SELECT FROM payments_charges p WHERE p.reservation_id = o.reservation_id AND p.refunding_amount > 0) THEN 'refund'
        ${isCalledOff}
        WHEN EXISTS (SELECT FROM deliveries_made d WHERE d.reservation_id = o.reservation_id AND d.consignor_id = o.consignor_id
          AND ${isNotDelivered}) THEN 'delivery'
        WHEN ${payableFrom} > now() AND NOT o.is_advance THEN 'early'
      END`;
const judging =
  'JOIN consignors_profiles c ON c.id = o.consignor_id LEFT JOIN catalog_calendar e ON e.id = o.event_id';

/**
 * SQL: `WITH RECURSIVE` parts that end in `lines` (entries of consignors' accounts that no payout holds), `lost` (what consignors
 * have of orders whose dispute was lost, paid or not, while nobody has decided who bears it) and `judged` (the sums of `lines` by
 * consignor, currency and order, with `reason`; null: payable, which `is_payable` says too). A lost order of which nothing is open is judged too, with an amount
 * of zero and no entries: it waits for the decision. A consignor that was merged into another one is that one. The
 * marketplace isn't paid for its own events.
 *
 * An order's part that is zero or less waits for nothing: it is a claim, or a sale that was given back. An advance stands beside
 * its order, with a `key` of its own, and doesn't wait for the day; once nothing is left of the order to bear it, it is a part of
 * the order again, so that what isn't paid yet settles what was given back.
 * @param run SQL of the id of a run whose own lines count as open: `judged` says how many of an order's entries its drafts hold, in `held`,
 *   and which of them, in `payout_id`; null: none
 */
export const openOrders = (whose: Whose, { run = null }: { run?: string | null } = {}) =>
  judgedOrders(whose, `open_entries AS NOT MATERIALIZED (${openRows(run)})`, run);

/** @param openEntries SQL of the part `open_entries`: the entries that are judged */
const judgedOrders = (whose: Whose, openEntries: string, run: string | null) => `
  roots (id, root) AS (
    SELECT id, id FROM consignors_named WHERE merged_into IS NULL AND NOT is_marketplace AND ${isAsked(whose, 'id')}
    UNION ALL SELECT c.id, r.root FROM consignors_named c JOIN roots r ON c.merged_into = r.id
  ), ${openEntries}, ${lostOrders}, ${keyedLines}, orders AS (
    SELECT consignor_id, currency, key, reservation_id, event_id, sum(amount)::bigint AS amount, count(*)::int AS entries,
      bool_or(${isSale}) AS has_sale, bool_and(is_advance) AS is_advance,
      coalesce(-sum(amount) FILTER (WHERE kind = 'advance' AND NOT is_advance), 0)::bigint AS advanced, min(at) AS at${run === null ? '' : ', min(payout_id) AS payout_id, count(payout_id)::int AS held'}
    FROM lines GROUP BY consignor_id, currency, key, reservation_id, event_id
    UNION ALL
    SELECT t.consignor_id, t.currency, t.reservation_id, t.reservation_id, r.event_id, 0, 0, true, false, 0, t.at${run === null ? '' : ', NULL, 0'}
    FROM lost t JOIN reservations_orders r ON r.id = t.reservation_id
    WHERE NOT EXISTS (SELECT FROM open_entries n
      WHERE n.reservation_id = t.reservation_id AND n.consignor_id = t.consignor_id AND n.currency = t.currency)
  ), judged AS (
    SELECT j.*, CASE WHEN reason IS NULL THEN true ELSE false END AS is_payable FROM (SELECT o.*, e.name AS event_name, e.starts_at,
      CASE WHEN o.has_sale THEN ${payableFrom} END AS payable_from,
      CASE WHEN o.entries = 0 THEN 'lost' ELSE ${reasonOf('o.amount')} END AS reason
    FROM orders o ${judging}) j
  )`;

/** SQL: an open entry `o` that is nothing but what a sale gives. */
const isPlain = `o.kind = 'sale' AND o.amount < 0`;
/** SQL: one of an order that is judged by itself. They are few, of which the planner knows nothing: an array is looked up by index. */
const isSpecial = 'o.reservation_id = ANY (ARRAY(SELECT reservation_id FROM special))';

/**
 * SQL: what everybody is owed. Nearly all orders are a sale and nothing else, and wait for their event alone: those of a consignor for an
 * event are one row, added up in the order of the index. Only the others are judged one by one.
 */
const everybodysGroups = `${judgedOrders(
  'everybody',
  `open_entries AS NOT MATERIALIZED (
    ${openRows(null)} WHERE ${isSpecial}
    UNION ALL ${openRows(null)} WHERE NOT (${isPlain}) AND o.reservation_id IS NULL
  )`,
  null,
)}, special AS MATERIALIZED (
    SELECT o.reservation_id FROM payout_open_entries o WHERE NOT (${isPlain}) AND o.reservation_id IS NOT NULL
    UNION SELECT o.reservation_id FROM roots r JOIN payout_open_entries o ON o.consignor_id = r.id WHERE r.id <> r.root AND o.reservation_id IS NOT NULL
    UNION SELECT reservation_id FROM lost
    UNION SELECT reservation_id FROM payments_disputes WHERE dispute_is_undecided(state) AND reservation_id IS NOT NULL
    UNION SELECT reservation_id FROM payments_charges WHERE refunding_amount > 0 AND reservation_id IS NOT NULL
    UNION SELECT d.reservation_id FROM deliveries_made d WHERE ${isNotDelivered}
  ), sold AS (
    SELECT consignor_id, event_id, currency, -sum(amount)::bigint AS amount, count(*)::int AS orders, min(at) AS at FROM (
      SELECT o.consignor_id, o.event_id, o.currency, o.amount, o.at FROM payout_open_entries o WHERE ${isPlain} ORDER BY 1, 2, 3
    ) by_index GROUP BY consignor_id, event_id, currency
  ), apart AS (
    SELECT o.consignor_id, o.event_id, o.currency, -sum(o.amount)::bigint AS amount, count(*)::int AS orders FROM payout_open_entries o
    WHERE ${isPlain} AND ${isSpecial} GROUP BY o.consignor_id, o.event_id, o.currency
  ), plain AS (
    SELECT r.root AS consignor_id, s.currency, s.event_id, s.amount - coalesce(a.amount, 0) AS amount, s.orders - coalesce(a.orders, 0) AS orders, s.at
    FROM sold s LEFT JOIN apart a USING (consignor_id, event_id, currency) JOIN roots r ON r.id = s.consignor_id
    WHERE s.orders > coalesce(a.orders, 0)
  ), grouped AS (
    SELECT consignor_id, currency, amount, 1 AS orders, reason, payable_from, at FROM judged
    UNION ALL
    SELECT o.consignor_id, o.currency, o.amount, o.orders, CASE ${isCalledOff} WHEN ${payableFrom} > now() THEN 'early' END, ${payableFrom}, o.at
    FROM plain o ${judging}
  )`;

/**
 * SQL: `WITH RECURSIVE` parts that end in `grouped`: what is owed, judged as `openOrders` judges it, to be added up. A row is of one
 * reason and stands for as many orders as `orders` says.
 */
export const openGroups = (whose: Whose): string =>
  whose === 'everybody'
    ? everybodysGroups
    : `${openOrders(whose)}, grouped AS (
    SELECT consignor_id, currency, amount, 1 AS orders, reason, payable_from, at FROM judged
  )`;

/**
 * SQL: `WITH RECURSIVE` parts that end in `payable`: the entries of orders that may be paid now, judged as `openOrders` judges them, each
 * with the `payout_id` of its consignor. One pass in the order of consignors: an entry carries the sum of its order, so that none has to be
 * found again by its order.
 * @param currency SQL of a currency: only its entries
 */
export const payableLines = ({ among, payouts }: Payees, currency: string) => `
  roots (id, root, payout_id) AS (
    SELECT c.id, c.id, n.payout_id FROM unnest(${among}, ${payouts}) AS n (id, payout_id) JOIN consignors_named c ON c.id = n.id
    WHERE c.merged_into IS NULL AND NOT c.is_marketplace
    UNION ALL SELECT c.id, r.root, r.payout_id FROM consignors_named c JOIN roots r ON c.merged_into = r.id
  ), open_entries AS NOT MATERIALIZED (
    ${openRows(null, ', r.payout_id')}
  ), ${lostOrders}, ${keyedLines}, ordered AS (
    SELECT n.payout_id, n.consignor_id, n.currency, n.transaction_id, n.line, n.amount, n.kind, n.reservation_id, n.event_id,
      sum(n.amount) OVER same AS order_amount, bool_or(${isSale}) OVER same AS has_sale, bool_and(n.is_advance) OVER same AS is_advance
    FROM lines n WHERE n.currency = ${currency} WINDOW same AS (PARTITION BY n.consignor_id, n.key)
  ), payable AS (
    SELECT o.* FROM ordered o ${judging} WHERE CASE WHEN ${reasonOf('o.order_amount')} IS NULL THEN true ELSE false END
  )`;
