/** Invariant 2: the ledger balances and agrees with orders. */
import { compareSums } from '../accounting/index.ts';
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

type Found = { subject: string; detail: string };

export const bookInvariants: Invariant[] = [
  {
    id: '2.zero-sum',
    says: 'every ledger transaction sums to zero',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT t.id AS subject, format('sums to %s', coalesce(sum(e.amount), 0)) AS detail FROM ledger_transactions t
         LEFT JOIN ledger_entries e ON e.transaction_id = t.id GROUP BY t.id, e.currency HAVING coalesce(sum(e.amount), 0) <> 0 OR count(e.amount) < 2`,
      ),
  },
  {
    id: '2.sales',
    says: 'fan charges = consignor shares + commission + fees, order by order',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH agreed AS (
           SELECT r.id, r.total_amount, sum(i.proceeds_amount * i.quantity) AS proceeds, sum(i.commission_amount * i.quantity) AS commission,
             sum(i.fee_amount * i.quantity) AS fee FROM reservations r JOIN reservation_items i ON i.reservation_id = r.id
           WHERE reservation_is_order(r.state) GROUP BY r.id
         ), booked AS (
           SELECT t.reservation_id AS id, sum(e.amount) FILTER (WHERE e.account = 'stripe') AS stripe,
             -sum(e.amount) FILTER (WHERE e.account LIKE 'consignor:%') AS proceeds, -sum(e.amount) FILTER (WHERE e.account = 'commission') AS commission,
             -sum(e.amount) FILTER (WHERE e.account = 'fees') AS fee
           FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id WHERE t.kind = 'sale' GROUP BY t.reservation_id
         )
         SELECT coalesce(a.id, b.id) AS subject, format('agreed %s = %s + %s + %s, booked %s = %s + %s + %s', a.total_amount, a.proceeds, a.commission, a.fee,
           b.stripe, b.proceeds, b.commission, b.fee) AS detail
         FROM agreed a FULL JOIN booked b ON b.id = a.id
         WHERE a.total_amount IS DISTINCT FROM coalesce(b.stripe, 0) OR a.proceeds IS DISTINCT FROM coalesce(b.proceeds, 0)
           OR a.commission IS DISTINCT FROM coalesce(b.commission, 0) OR a.fee IS DISTINCT FROM coalesce(b.fee, 0)`,
      ),
  },
  {
    id: '2.replacements',
    says: 'tickets in place of others: the former consignor isn’t paid, the new one is, and the marketplace bears the difference',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH agreed AS (
           SELECT n.reservation_id || '/' || n.listing_id AS id,
             (coalesce(b.proceeds_amount, i.proceeds_amount) - n.proceeds_amount)::bigint * n.quantity AS proceeds,
             (coalesce(b.commission_amount, i.commission_amount) - n.commission_amount)::bigint * n.quantity AS commission,
             (n.price_amount - coalesce(b.price_amount, i.price_amount))::bigint * n.quantity AS difference
           FROM reservation_replacements n
           JOIN reservation_items i ON i.reservation_id = n.reservation_id AND i.listing_id = n.line_listing_id
           LEFT JOIN reservation_replacements b ON b.reservation_id = n.reservation_id AND b.listing_id = n.from_listing_id
         ), booked AS (
           SELECT substr(t.cause, length('replacement/') + 1) AS id,
             sum(e.amount) FILTER (WHERE e.account LIKE 'consignor:%') AS proceeds, sum(e.amount) FILTER (WHERE e.account = 'commission') AS commission,
             sum(e.amount) FILTER (WHERE e.account = 'replacements') AS difference
           FROM ledger_transactions t LEFT JOIN ledger_entries e ON e.transaction_id = t.id WHERE t.kind = 'replacement' GROUP BY t.cause
         )
         SELECT coalesce(a.id, b.id) AS subject, format('agreed %s + %s + %s, booked %s + %s + %s', a.proceeds, a.commission, a.difference,
           coalesce(b.proceeds, 0), coalesce(b.commission, 0), coalesce(b.difference, 0)) AS detail
         FROM agreed a FULL JOIN booked b ON b.id = a.id
         WHERE (a.proceeds, a.commission, a.difference) IS DISTINCT FROM
           (coalesce(b.proceeds, 0), coalesce(b.commission, 0), coalesce(b.difference, 0))`,
      ),
  },
  {
    id: '2.taxes',
    says: 'taxes of sales are what the holds agreed, place by place, and what refunds took of a sale took its tax',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH agreed AS (
           SELECT x.reservation_id AS id, x.account, sum((x.price_amount + x.fee_amount)::bigint * x.quantity) AS amount
           FROM reservations_taxes x WHERE EXISTS (SELECT FROM ledger_transactions t WHERE t.reservation_id = x.reservation_id AND t.kind = 'sale')
           GROUP BY 1, 2 HAVING sum(x.price_amount + x.fee_amount) > 0
         ), booked AS (
           SELECT reservation_id AS id, account, -sum(amount) FILTER (WHERE kind = 'tax') AS amount, -sum(amount) AS rest
           FROM ledger_postings WHERE account LIKE 'tax:%' AND kind <> 'taxPaid' GROUP BY 1, 2
         ), sides AS (
           SELECT reservation_id AS id, sum(amount) AS rest FROM ledger_postings
           WHERE kind IN ('sale', 'refund', 'refundNamed', 'replacement') AND account NOT IN ('stripe', 'elsewhere', 'unclaimed', 'disputed')
             AND reservation_id IN (SELECT id FROM booked) GROUP BY 1
         )
         SELECT coalesce(a.id, b.id) AS subject, format('%s: agreed %s, booked %s, of which %s are owed', coalesce(a.account, b.account),
           coalesce(a.amount, 0), coalesce(b.amount, 0), coalesce(b.rest, 0)) AS detail
         FROM agreed a FULL JOIN booked b ON b.id = a.id AND b.account = a.account LEFT JOIN sides s ON s.id = b.id
         WHERE coalesce(a.amount, 0) <> coalesce(b.amount, 0) OR b.rest NOT BETWEEN 0 AND b.amount OR s.rest = 0 AND b.rest <> 0`,
      ),
  },
  {
    id: '2.tax-payments',
    says: 'tax that was paid to a place is booked from its account, once, and nothing else is booked so',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH booked AS (
           SELECT transaction_id AS id, min(account) FILTER (WHERE account LIKE 'tax:%') AS account,
             sum(amount) FILTER (WHERE account LIKE 'tax:%') AS amount, -sum(amount) FILTER (WHERE account = 'bank') AS paid
           FROM ledger_postings WHERE kind = 'taxPaid' GROUP BY 1
         )
         SELECT coalesce(y.id, b.id) AS subject, format('%s to %s were paid, booked are %s from %s', y.amount, y.account, b.amount, b.account) AS detail
         FROM tax_payments y FULL JOIN booked b ON b.id = y.transaction_id
         WHERE (y.account, y.amount, y.amount) IS DISTINCT FROM (b.account, b.amount, b.paid)`,
      ),
  },
  {
    id: '2.disputes',
    says: 'each dispute that took money is booked once, and once more where it was won',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH known AS (
           SELECT payment_id AS id, count(*) FILTER (WHERE dispute_is_withheld(state) OR state = 'won') AS taken,
             count(*) FILTER (WHERE state = 'won') AS won FROM payments_disputes GROUP BY payment_id
         ), booked AS (
           SELECT payment_id AS id, count(*) FILTER (WHERE kind = 'dispute') AS taken, count(*) FILTER (WHERE kind = 'disputeWon') AS won
           FROM ledger_transactions WHERE kind IN ('dispute', 'disputeWon') GROUP BY payment_id
         )
         SELECT coalesce(k.id, b.id) AS subject, format('%s took money and %s were won, booked are %s and %s', coalesce(k.taken, 0), coalesce(k.won, 0),
           coalesce(b.taken, 0), coalesce(b.won, 0)) AS detail
         FROM known k FULL JOIN booked b ON b.id = k.id
         WHERE (coalesce(k.taken, 0), coalesce(k.won, 0)) IS DISTINCT FROM (coalesce(b.taken, 0), coalesce(b.won, 0))`,
      ),
  },
  {
    id: '2.stripe',
    says: 'money at Stripe = captured − refunded − disputed, and owed to fans = returned, payment by payment',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH booked AS (
           SELECT payment_id AS id, coalesce(sum(amount) FILTER (WHERE account IN ('stripe', 'elsewhere')), 0) AS amount,
             coalesce(sum(amount) FILTER (WHERE account = 'disputed'), 0) AS withheld
           FROM ledger_postings WHERE kind <> 'stripeFee' AND payment_id IS NOT NULL GROUP BY payment_id
         ), disputed AS (
           SELECT payment_id AS id, sum(amount) AS amount FROM payments_disputes WHERE dispute_is_withheld(state) GROUP BY payment_id
         ), kept AS (
           SELECT p.id, p.state, CASE WHEN payment_is_captured(p.state) THEN p.amount - p.refunded_amount ELSE 0 END
             - coalesce(d.amount, 0) AS amount, coalesce(d.amount, 0) AS withheld
           FROM payments_charges p LEFT JOIN disputed d ON d.id = p.id
         )
         SELECT coalesce(k.id, b.id) AS subject, format('%s should leave %s and %s disputed, the books say %s and %s', k.state,
           coalesce(k.amount, 0), coalesce(k.withheld, 0), coalesce(b.amount, 0), coalesce(b.withheld, 0)) AS detail
         FROM kept k FULL JOIN booked b ON b.id = k.id
         WHERE (coalesce(k.amount, 0), coalesce(k.withheld, 0)) <> (coalesce(b.amount, 0), coalesce(b.withheld, 0))`,
      ),
  },
  {
    id: '2.refunds',
    says: 'refunded and on its way back = the refunds of each payment',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH refunds AS (
           SELECT payment_id, coalesce(sum(amount) FILTER (WHERE state IN ('done', 'paidElsewhere')), 0) AS done,
             coalesce(sum(amount) FILTER (WHERE refund_is_underway(state) OR refund_is_stuck(state)), 0) AS open
           FROM payments_refunds GROUP BY payment_id
         )
         SELECT p.id AS subject, format('refunded %s and refunding %s, its refunds say %s and %s', p.refunded_amount,
           p.refunding_amount, coalesce(r.done, 0), coalesce(r.open, 0)) AS detail
         FROM payments_charges p LEFT JOIN refunds r ON r.payment_id = p.id
         WHERE (p.refunded_amount, p.refunding_amount) <> (coalesce(r.done, 0), coalesce(r.open, 0))`,
      ),
  },
  {
    id: '2.ticketRefunds',
    says: 'a refund of named tickets gives back what it says of each, its tickets are void once it is done, and statistics know its lines',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT refund_id AS subject, format('gives back %s, its tickets say %s', f.amount, sum(t.amount)) AS detail
         FROM payments_refund_tickets t JOIN refunds f ON f.id = t.refund_id GROUP BY refund_id, f.amount HAVING sum(t.amount) <> f.amount
         UNION ALL
         SELECT t.refund_id, format('is %s, but its ticket %s is %s', t.state, k.id, k.state) FROM payments_refund_tickets t
         JOIN tickets k ON k.id = t.ticket_id WHERE refund_is_repaid(t.state) AND k.state <> 'refunded'
         UNION ALL
         SELECT n.cause, format('took %s, the books say %s', sum(n.amount), coalesce(b.amount, 0)) FROM refund_lines n
         LEFT JOIN (SELECT t.cause, -sum(e.amount) AS amount FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
           WHERE e.account IN ('stripe', 'elsewhere') GROUP BY t.cause) b ON b.cause = n.cause
         GROUP BY n.cause, b.amount HAVING sum(n.amount) <> coalesce(b.amount, 0)`,
      ),
  },
  {
    id: '2.unclaimed',
    says: 'what is owed to fans = late captures and returned refunds that were not paid again, payment by payment',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT coalesce(b.payment_id, o.payment_id) AS subject, format('owed to its fan %s, the books say %s', coalesce(o.amount, 0),
           -coalesce(b.amount, 0)) AS detail
         FROM (SELECT payment_id, sum(amount) AS amount FROM ledger_postings WHERE account = 'unclaimed' GROUP BY payment_id) b
         FULL JOIN (
           SELECT p.id AS payment_id, CASE WHEN s.payment_id IS NULL THEN p.amount - p.refunded_amount ELSE coalesce(f.amount, 0) END AS amount
           FROM payments_charges p LEFT JOIN (SELECT DISTINCT payment_id FROM ledger_postings WHERE kind = 'sale') s ON s.payment_id = p.id
           LEFT JOIN (SELECT payment_id, sum(amount) AS amount FROM payments_refunds WHERE returned AND state NOT IN ('done', 'paidElsewhere')
             GROUP BY payment_id) f ON f.payment_id = p.id
           WHERE payment_is_captured(p.state)
         ) o ON o.payment_id = b.payment_id
         WHERE -coalesce(b.amount, 0) <> coalesce(o.amount, 0)`,
      ),
  },
  {
    id: '2.owed',
    says: 'no consignor owes the marketplace more than it was paid or finance took: only what was given back after a payout is claimed',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT account AS subject, format('stands at %s, after payouts of %s', sum(amount),
           coalesce(sum(amount) FILTER (WHERE kind IN ('payout', 'payoutReturned', 'adjustment')), 0)) AS detail FROM ledger_postings
         WHERE account LIKE 'consignor:%' GROUP BY account, currency
         HAVING sum(amount) > greatest(0, coalesce(sum(amount) FILTER (WHERE kind IN ('payout', 'payoutReturned', 'adjustment')), 0))`,
      ),
  },
  {
    id: '2.day-sums',
    says: 'what the books are added up to by day, event and consignor equals its entries',
    check: compareSums,
  },
];
