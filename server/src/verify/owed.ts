/** Invariant 7, of the books: what each consignor was owed at every instant, by where each of its entries comes from. */
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';
import { roots } from './payouts.ts';

type Found = { subject: string; detail: string };

/**
 * SQL of an instant in words. What was booked when its month was closed already is of the first instant after it: books are opened at the
 * beginning of a day, which is a whole quarter of an hour in every time zone.
 */
const isOfInstant = (booked: string, source: string) =>
  `(${booked} = ${source} OR ${booked} > ${source} AND extract(epoch FROM ${booked}) % 900 = 0)`;
const inWords = (alias: string) =>
  `CASE WHEN ${alias}.ref IS NULL THEN 'nothing' ELSE format('%s for %s at %s', ${alias}.amount, ${alias}.root, ${alias}.at) END`;

/** SQL: what the books owe to consignors for each thing, `booked` by `what` it is and its `ref`. */
const booked = `booked AS (
    SELECT r.root, p.kind AS what, CASE WHEN p.kind = 'sale' THEN p.reservation_id ELSE p.cause END AS ref, -sum(p.amount) AS amount, min(p.at) AS at
    FROM ledger_postings p JOIN roots r ON p.account = 'consignor:' || r.id
    WHERE p.kind IN ('sale', 'replacement', 'backupWithholding', 'withholdingReturned') OR p.kind = 'adjustment' AND p.cause LIKE 'adj\\_%'
      OR p.kind IN ('payout', 'payoutReturned')
    GROUP BY 1, 2, 3 HAVING sum(p.amount) <> 0
  )`;

/** SQL: the same, by the rows that say what was sold, agreed, withheld and paid. Adjustments have their amount in the books alone. */
const sources = `sources AS (
    SELECT r.root, 'sale' AS what, i.reservation_id AS ref, sum(i.proceeds_amount::bigint * i.quantity) AS amount, min(o.paid_at) AS at
    FROM reservations o JOIN reservation_items i ON i.reservation_id = o.id JOIN listings l ON l.id = i.listing_id JOIN roots r ON r.id = l.consignor_id
    WHERE o.paid_at IS NOT NULL GROUP BY 1, 3
    UNION ALL
    SELECT r.root, 'replacement', format('replacement/%s/%s', n.reservation_id, n.listing_id), sum(n.amount), min(n.at)
    FROM (
      SELECT x.reservation_id, x.listing_id, x.at, f.consignor_id, -coalesce(b.proceeds_amount, i.proceeds_amount)::bigint * x.quantity AS amount
      FROM reservation_replacements x JOIN listings f ON f.id = x.from_listing_id
      JOIN reservation_items i ON i.reservation_id = x.reservation_id AND i.listing_id = x.line_listing_id
      LEFT JOIN reservation_replacements b ON b.reservation_id = x.reservation_id AND b.listing_id = x.from_listing_id
      UNION ALL
      SELECT x.reservation_id, x.listing_id, x.at, l.consignor_id, x.proceeds_amount::bigint * x.quantity
      FROM reservation_replacements x JOIN listings l ON l.id = x.listing_id
    ) n JOIN roots r ON r.id = n.consignor_id GROUP BY 1, n.reservation_id, n.listing_id
    UNION ALL
    SELECT r.root, 'backupWithholding', w.id, -w.amount, w.at FROM payout_withholdings w JOIN roots r ON r.id = w.consignor_id
    UNION ALL
    SELECT r.root, 'withholdingReturned', w.id || '/returned', w.amount, w.returned_at FROM payout_withholdings w JOIN roots r ON r.id = w.consignor_id
    WHERE w.returned_at IS NOT NULL
    UNION ALL
    SELECT r.root, 'payout', format('%s/%s', a.payout_id, a.begun_version), -a.amount, a.begun_at
    FROM payout_attempts a JOIN payouts o ON o.id = a.payout_id JOIN roots r ON r.id = o.consignor_id WHERE a.begun_version IS NOT NULL
    UNION ALL
    SELECT r.root, 'payoutReturned', format('%s/%s', a.payout_id, a.ended_version), a.amount, a.ended_at
    FROM payout_attempts a JOIN payouts o ON o.id = a.payout_id JOIN roots r ON r.id = o.consignor_id WHERE a.ended_version IS NOT NULL
    UNION ALL
    SELECT r.root, 'adjustment', j.id, b.amount, j.at FROM payout_adjustments j JOIN roots r ON r.id = j.consignor_id
    LEFT JOIN LATERAL (SELECT -sum(e.amount) AS amount FROM ledger_entries e WHERE e.transaction_id = j.transaction_id AND e.account LIKE 'consignor:%'
      AND (e.amount < 0) = (j.kind IN ('goodwill', 'inFavor'))) b ON true
  )`;

/** SQL: payouts from before their attempts had rows. */
const olderPayouts = `SELECT o.id FROM payout_attempts a JOIN payouts o ON o.id = a.payout_id WHERE a.begun_version IS NULL`;

export const owedInvariants: Invariant[] = [
  {
    id: '7.sources',
    says: 'owed = sales − commission − payouts ± adjustments, consignor by consignor and at every instant: each is in the books as its own rows say, for whom, of which amount and instant',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH RECURSIVE ${roots}, ${booked}, ${sources}
         SELECT coalesce(s.ref, b.ref) AS subject, format('%s: its rows say %s, the books say %s', coalesce(s.what, b.what), ${inWords('s')}, ${inWords('b')}) AS detail
         FROM (SELECT * FROM sources WHERE amount IS DISTINCT FROM 0) s FULL JOIN booked b ON b.root = s.root AND b.what = s.what AND b.ref = s.ref
         WHERE (s.amount IS DISTINCT FROM b.amount OR NOT ${isOfInstant('b.at', 's.at')})
           AND NOT (s.ref IS NULL AND b.what IN ('payout', 'payoutReturned') AND split_part(b.ref, '/', 1) IN (${olderPayouts}))`,
      ),
  },
  {
    id: '7.refunds',
    says: 'of an order no consignor gave back more than it had of it, and all of it once all was refunded',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH RECURSIVE ${roots}, returned AS (
           SELECT p.reservation_id, r.root, -sum(p.amount) FILTER (WHERE p.kind IN ('sale', 'replacement')) AS had, sum(p.amount) FILTER (WHERE p.kind NOT IN ('sale', 'replacement')) AS gave
           FROM ledger_postings p JOIN roots r ON p.account = 'consignor:' || r.id
           WHERE p.kind IN ('sale', 'replacement', 'refund', 'refundReturned', 'refundNamed')
             AND p.reservation_id IN (SELECT reservation_id FROM ledger_transactions WHERE kind IN ('refund', 'refundReturned', 'refundNamed'))
           GROUP BY 1, 2
         )
         SELECT x.reservation_id AS subject, format('%s had %s of it and gave back %s, its fan got back %s of %s', x.root, coalesce(x.had, 0), coalesce(x.gave, 0), c.refunded_amount, c.amount) AS detail
         FROM returned x LEFT JOIN reservations_orders o ON o.id = x.reservation_id LEFT JOIN payments_charges c ON c.id = o.payment_id
         WHERE coalesce(x.gave, 0) NOT BETWEEN 0 AND coalesce(x.had, 0) OR c.refunded_amount = c.amount AND coalesce(x.gave, 0) <> coalesce(x.had, 0)`,
      ),
  },
  {
    id: '7.losses',
    says: 'of a lost sale the consignor who bears it has nothing left, and who doesn’t gave nothing for it',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH RECURSIVE ${roots}, decided AS (
           SELECT s.reservation_id, r.root FROM payout_losses s JOIN roots r ON r.id = s.consignor_id WHERE s.bears = 'consignor' AND s.reversed_at IS NULL
         ), booked AS (
           SELECT p.reservation_id, r.root, coalesce(sum(p.amount) FILTER (WHERE p.cause LIKE 'loss/%'), 0) AS gave,
             coalesce(-sum(p.amount) FILTER (WHERE p.cause NOT LIKE 'loss/%'), 0) AS had
           FROM ledger_postings p JOIN roots r ON p.account = 'consignor:' || r.id
           WHERE p.kind NOT IN ('payout', 'payoutReturned', 'consignorMerge', 'advance') AND p.reservation_id IN (
             SELECT reservation_id FROM ledger_transactions WHERE cause LIKE 'loss/%' UNION SELECT reservation_id FROM payout_losses)
           GROUP BY 1, 2
         )
         SELECT b.reservation_id AS subject, format('%s %s, had %s of it and gave %s', b.root,
           CASE WHEN d.root IS NULL THEN 'doesn’t bear it' ELSE 'bears it' END, b.had, b.gave) AS detail
         FROM booked b LEFT JOIN decided d ON d.reservation_id = b.reservation_id AND d.root = b.root
         WHERE b.gave <> CASE WHEN d.root IS NULL THEN 0 ELSE b.had END`,
      ),
  },
  {
    id: '7.statements',
    says: 'each statement opens with what the one before closed with, and the last closes with what is owed: what stands in none changes nothing that is owed, and nothing stands in one twice',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH RECURSIVE ${roots}, unstated AS (
           SELECT r.root, p.transaction_id, p.kind, p.currency, -sum(p.amount) AS amount FROM ledger_postings p JOIN roots r ON p.account = 'consignor:' || r.id
           WHERE p.kind IN ('consignorMerge', 'advance') GROUP BY 1, 2, 3, 4 HAVING sum(p.amount) <> 0
         )
         SELECT root AS subject, format('is owed %s %s by the %s %s, which no statement has', amount, currency, kind, transaction_id) AS detail FROM unstated
         UNION ALL
         SELECT payout_id, format('stands %s times for one entry in its statement, as attempts %s', count(*), string_agg(id, ', ' ORDER BY id))
         FROM payout_attempts a CROSS JOIN LATERAL (VALUES (a.begun_version), (a.ended_version)) v (version)
         WHERE v.version IS NOT NULL GROUP BY payout_id, v.version HAVING count(*) > 1`,
      ),
  },
];
