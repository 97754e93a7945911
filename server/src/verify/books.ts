/** Invariant 2: the ledger balances and agrees with orders. */
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
    id: '2.stripe',
    says: 'money at Stripe = captured − refunded − disputed, payment by payment',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH booked AS (
           SELECT t.payment_id AS id, sum(e.amount) AS amount FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
           WHERE e.account = 'stripe' GROUP BY t.payment_id
         ), kept AS (
           SELECT id, CASE WHEN payment_is_settled(state) THEN amount - refunded_amount ELSE 0 END AS amount,
             state FROM payments_charges
         )
         SELECT coalesce(k.id, b.id) AS subject, format('%s should leave %s, the books say %s', k.state, coalesce(k.amount, 0), coalesce(b.amount, 0)) AS detail
         FROM kept k FULL JOIN booked b ON b.id = k.id
         WHERE coalesce(k.amount, 0) <> coalesce(b.amount, 0) AND (k.state IS NULL OR payment_is_settled(k.state) OR NOT payment_is_captured(k.state))`,
      ),
  },
  {
    id: '2.owed',
    says: 'nobody was paid more than is due: no consignor owes the marketplace by the books',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT account AS subject, format('stands at %s', sum(amount)) AS detail FROM ledger_entries
         WHERE account LIKE 'consignor:%' GROUP BY account, currency HAVING sum(amount) > 0`,
      ),
  },
];
