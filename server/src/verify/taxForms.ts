/** Invariant 13: what Forms 1099-K report, and what was made. */
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

type Found = { subject: string; detail: string };

export const taxFormInvariants: Invariant[] = [
  {
    id: '13.gross',
    says: 'the price of the tickets of a sale is what the books gave its consignors and the marketplace of it',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH booked AS (
           SELECT reservation_id, -sum(amount) AS gross FROM ledger_postings
           WHERE kind = 'sale' AND (account LIKE 'consignor:%' OR account = 'commission') GROUP BY reservation_id
         ), priced AS (
           SELECT reservation_id, sum(gross_amount) AS gross FROM reservations_gross WHERE kind = 'sale' GROUP BY reservation_id
         )
         SELECT b.reservation_id AS subject, format('the tickets were %s, the books say %s', coalesce(p.gross, 0), b.gross) AS detail
         FROM booked b LEFT JOIN priced p USING (reservation_id) WHERE p.gross IS DISTINCT FROM b.gross`,
      ),
  },
  {
    id: '13.forms',
    says: 'a form’s months are its gross amount, it says what its row says, and its versions have no gap',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT f.id AS subject, format('months %s, box 1a %s, row %s; %s and %s payments; %s and %s withheld', m.sum, f.facts #>> '{boxes,gross}',
           f.gross_amount, f.facts #>> '{boxes,transactions}', f.transactions, f.facts #>> '{boxes,withheld}', f.withheld_amount) AS detail
         FROM tax_forms f CROSS JOIN LATERAL (SELECT sum(month::bigint) AS sum FROM jsonb_array_elements_text(f.facts #> '{boxes,months}') month) m
         WHERE (m.sum, (f.facts #>> '{boxes,gross}')::bigint, (f.facts #>> '{boxes,transactions}')::int, (f.facts #>> '{boxes,withheld}')::bigint)
           IS DISTINCT FROM (f.gross_amount, f.gross_amount, f.transactions, f.withheld_amount)
         UNION ALL
         SELECT min(id), format('%s has %s versions, the newest is %s', year, count(*), max(version)) FROM tax_forms
         GROUP BY year, consignor_id HAVING count(*) <> max(version)`,
      ),
  },
  {
    id: '13.withheld',
    says: 'what was withheld and not given back is what is owed to the IRS and what was paid to it, each by its entry',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH booked AS (
           SELECT transaction_id, sum(amount) FILTER (WHERE account = 'withheldTaxes') AS tax,
             sum(amount) FILTER (WHERE account LIKE 'consignor:%') AS consignor FROM ledger_postings
           WHERE kind IN ('backupWithholding', 'withholdingReturned', 'withholdingPaid') GROUP BY transaction_id
         )
         SELECT w.id AS subject, format('withheld %s, the books say %s; given back: the books say %s; its orders say %s', w.amount, b.consignor,
           r.consignor, o.amount) AS detail
         FROM payout_withholdings w LEFT JOIN booked b ON b.transaction_id = w.transaction_id
         LEFT JOIN booked r ON r.transaction_id = w.returned_transaction_id
         CROSS JOIN LATERAL (SELECT coalesce(sum(e.amount), 0) AS amount FROM payout_withheld_orders e WHERE e.withholding_id = w.id) o
         WHERE b.consignor IS DISTINCT FROM w.amount OR b.tax IS DISTINCT FROM -w.amount OR o.amount <> w.amount
           OR r.tax IS DISTINCT FROM CASE WHEN w.returned_at IS NOT NULL THEN w.amount END
         UNION ALL
         SELECT 'withheldTaxes', format('withheld %s, paid to the IRS %s, the books owe it %s', w.amount, d.amount, b.amount)
         FROM (SELECT coalesce(sum(amount), 0) AS amount FROM payout_withholdings WHERE returned_at IS NULL) w
         CROSS JOIN (SELECT coalesce(sum(amount), 0) AS amount FROM payout_withholding_deposits) d
         CROSS JOIN (SELECT coalesce(-sum(amount), 0) AS amount FROM ledger_postings WHERE account = 'withheldTaxes') b
         WHERE w.amount <> b.amount + d.amount OR b.amount < 0`,
      ),
  },
];
