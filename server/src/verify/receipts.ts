/** Receipts and credit notes: one for each payment and refund, of its amount, numbered without a gap. */
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

type Found = { subject: string; detail: string };

export const receiptInvariants: Invariant[] = [
  {
    id: '10.numbers',
    says: 'receipts and credit notes are numbered from 1 without a gap',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT s.kind AS subject, format('%s issued, the highest number is %s, the last given %s', count(r.number), max(r.number), s.last_number) AS detail
         FROM receipts_numbered s LEFT JOIN receipts_issued r ON r.kind = s.kind GROUP BY s.kind, s.last_number
         HAVING count(r.number) <> s.last_number OR coalesce(max(r.number), 0) <> s.last_number`,
      ),
  },
  {
    id: '10.receipts',
    says: 'each order has one receipt, of what was paid',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT coalesce(o.id, r.reservation_id) AS subject,
           CASE WHEN r.number IS NULL THEN 'it has no receipt' WHEN o.id IS NULL THEN 'a receipt of what wasn’t paid'
             ELSE format('the receipt is of %s, the order of %s', r.amount, o.total_amount) END AS detail
         FROM (SELECT id, total_amount, paid_at FROM reservations_orders WHERE reservation_is_order(state)) o
         FULL JOIN (SELECT * FROM receipts_issued WHERE kind = 'receipt') r ON r.reservation_id = o.id
         WHERE o.id IS NULL OR r.amount <> o.total_amount
           OR r.number IS NULL AND o.paid_at < (SELECT least(issued_until, now() - interval '10 minutes') FROM receipts_numbered WHERE kind = 'receipt')`,
      ),
  },
  {
    id: '10.creditNotes',
    says: 'each credit note is of what its refund gave back',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT r.refund_id AS subject, format('the credit note is of %s, the refund of %s', r.amount, f.amount) AS detail
         FROM receipts_issued r LEFT JOIN payments_refunds f ON f.id = r.refund_id
         WHERE r.kind = 'creditNote' AND r.amount IS DISTINCT FROM f.amount`,
      ),
  },
];
