/** Invariant 7: what consignors are owed, were paid, and what is frozen in payouts. */
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

type Found = { subject: string; detail: string };

/** SQL: consignors with the one that they are now. */
export const roots = `roots (id, root) AS (
    SELECT id, id FROM consignors WHERE merged_into IS NULL
    UNION ALL SELECT c.id, r.root FROM consignors c JOIN roots r ON c.merged_into = r.id
  )`;

/**
 * SQL: bookings of payouts by their cause, with what consignors got and which accounts it came from. Once as a set: looked up for each
 * attempt, a plan without statistics read all of it each time.
 */
const paidBookings = `booked AS MATERIALIZED (
    SELECT t.cause, t.kind, sum(e.amount) FILTER (WHERE e.account LIKE 'consignor:%') AS amount,
      array_agg(DISTINCT e.account) FILTER (WHERE e.account NOT LIKE 'consignor:%') AS others
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
    WHERE t.kind IN ('payout', 'payoutReturned') GROUP BY t.cause, t.kind
  )`;

/** SQL: what stands with an open entry so that judging it reads neither the books nor orders. */
const figuresOf = (alias: string) =>
  ['amount', 'currency', 'kind', 'reservation_id', 'at', 'event_id']
    .map((name) => `${alias}.${name}`)
    .join(', ');

export const payoutInvariants: Invariant[] = [
  {
    id: '7.lines',
    says: 'a payout is the sum of its lines, and each line is an entry of its consignor’s account, of a payout that is there',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH RECURSIVE ${roots}
         SELECT o.id AS subject, format('is %s, its lines say %s', o.amount, coalesce(sum(l.amount), 0)) AS detail
         FROM payouts o LEFT JOIN payout_lines l ON l.payout_id = o.id GROUP BY o.id HAVING o.amount <> coalesce(sum(l.amount), 0)
         UNION ALL
         SELECT o.id, format('pays %s of %s line %s, the books say %s of %s', l.amount, l.transaction_id, l.line, -e.amount, e.account)
         FROM payouts o JOIN payout_lines l ON l.payout_id = o.id
         LEFT JOIN ledger_entries e ON e.transaction_id = l.transaction_id AND e.line = l.line
         LEFT JOIN roots r ON 'consignor:' || r.id = e.account LEFT JOIN roots w ON w.id = o.consignor_id
         WHERE l.amount IS DISTINCT FROM -e.amount OR e.currency <> o.currency OR r.root IS DISTINCT FROM w.root
         UNION ALL
         SELECT o.id, format('is to be approved, and takes %s line %s for a %s of %s and %s, the books say %s of %s and %s', l.transaction_id, l.line,
           l.kind, l.reservation_id, l.event_id, p.kind, p.reservation_id, r.event_id)
         FROM payouts o JOIN payout_lines l ON l.payout_id = o.id LEFT JOIN ledger_postings p ON p.transaction_id = l.transaction_id AND p.line = l.line
         LEFT JOIN reservations r ON r.id = p.reservation_id
         WHERE o.state = 'draft' AND (l.kind, l.reservation_id, l.event_id) IS DISTINCT FROM (p.kind, p.reservation_id, r.event_id)
         UNION ALL
         SELECT l.payout_id, format('isn’t there, and holds %s line %s', l.transaction_id, l.line) FROM payout_lines l
         WHERE NOT EXISTS (SELECT FROM payouts o WHERE o.id = l.payout_id)`,
      ),
  },
  {
    id: '7.once',
    says: 'no entry is in two payouts, and only dropped and canceled payouts let go of theirs',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT l.transaction_id AS subject, format('line %s is in %s payouts', l.line, count(*)) AS detail FROM payout_lines l
         JOIN payouts o ON o.id = l.payout_id WHERE payout_is_holding(o.state) GROUP BY l.transaction_id, l.line HAVING count(*) > 1
         UNION ALL
         SELECT o.id, format('is %s, and line %s of %s is %s', o.state, l.line, l.transaction_id,
           CASE WHEN l.released_at IS NULL THEN 'held' ELSE 'let go' END)
         FROM payouts o JOIN payout_lines l ON l.payout_id = o.id WHERE (l.released_at IS NULL) <> payout_is_holding(o.state)`,
      ),
  },
  {
    id: '7.open',
    says: 'the entries that may still be paid are those that no payout holds',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH open AS (
           SELECT p.*, r.event_id FROM ledger_postings p LEFT JOIN reservations r ON r.id = p.reservation_id
           WHERE p.account LIKE 'consignor:%' AND p.kind NOT IN ('payout', 'payoutReturned', 'consignorMerge')
             AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.transaction_id = p.transaction_id AND l.line = p.line AND l.released_at IS NULL)
         )
         SELECT coalesce(o.transaction_id, k.transaction_id) AS subject, format('line %s of %s is %s', coalesce(o.line, k.line),
           coalesce(o.account, 'consignor:' || k.consignor_id), CASE WHEN k.line IS NULL THEN 'open, and not kept as such' ELSE 'kept as open, and isn’t' END) AS detail
         FROM open o FULL JOIN payout_open_entries k ON k.transaction_id = o.transaction_id AND k.line = o.line AND 'consignor:' || k.consignor_id = o.account
         WHERE o.line IS NULL OR k.line IS NULL
         UNION ALL
         SELECT o.transaction_id, format('line %s is kept as %s %s of %s for %s at %s of %s, the books say %s %s of %s for %s at %s of %s', o.line, ${figuresOf('k')},
           ${figuresOf('o')})
         FROM open o JOIN payout_open_entries k ON k.transaction_id = o.transaction_id AND k.line = o.line
         WHERE (${figuresOf('k')}) IS DISTINCT FROM (${figuresOf('o')})`,
      ),
  },
  {
    id: '7.booked',
    says: 'the books have left the bank for what is paid, and nothing for what isn’t',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH booked AS (
           SELECT split_part(t.cause, '/', 1) AS id, sum(e.amount) AS amount FROM ledger_transactions t
           JOIN ledger_entries e ON e.transaction_id = t.id AND e.account LIKE 'consignor:%'
           WHERE t.kind IN ('payout', 'payoutReturned') GROUP BY 1
         )
         SELECT coalesce(o.id, b.id) AS subject, format('is %s of %s, the books say %s', o.state, o.amount, coalesce(b.amount, 0)) AS detail
         FROM payouts o FULL JOIN booked b ON b.id = o.id
         WHERE coalesce(b.amount, 0) IS DISTINCT FROM CASE WHEN payout_is_booked(o.state) THEN o.amount ELSE 0 END`,
      ),
  },
  {
    id: '7.owed',
    says: 'owed = what no payout holds + what is in payouts that aren’t paid, consignor by consignor',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH RECURSIVE ${roots}, books AS (
           SELECT r.root AS id, p.currency, -sum(p.amount) AS owed,
             coalesce(-sum(p.amount) FILTER (WHERE p.kind NOT IN ('payout', 'payoutReturned') AND NOT EXISTS (
               SELECT FROM payout_lines l WHERE l.transaction_id = p.transaction_id AND l.line = p.line AND l.released_at IS NULL)), 0) AS open
           FROM ledger_postings p JOIN roots r ON p.account = 'consignor:' || r.id GROUP BY r.root, p.currency
         ), pending AS (
           SELECT r.root AS id, o.currency, sum(o.amount) AS amount FROM payouts o JOIN roots r ON r.id = o.consignor_id
           WHERE payout_is_unpaid(o.state) GROUP BY r.root, o.currency
         )
         SELECT coalesce(b.id, p.id) AS subject, format('owed %s, open %s and in payouts %s', coalesce(b.owed, 0), coalesce(b.open, 0),
           coalesce(p.amount, 0)) AS detail
         FROM books b FULL JOIN pending p ON p.id = b.id AND p.currency = b.currency
         WHERE coalesce(b.owed, 0) <> coalesce(b.open, 0) + coalesce(p.amount, 0)`,
      ),
  },
  {
    id: '7.attempts',
    says: 'each attempt is where its payout is, of its amount, and booked once when it began and when it ended',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH ${paidBookings}
         SELECT a.id AS subject, format('is %s, and its payout is %s', a.state, o.state) AS detail FROM payout_attempts a
         JOIN payouts o ON o.id = a.payout_id WHERE a.state IN ('sending', 'paid') AND a.state <> o.state
         UNION ALL
         SELECT o.id, 'is on its way without an attempt' FROM payouts o WHERE o.state = 'sending'
           AND NOT EXISTS (SELECT FROM payout_attempts a WHERE a.payout_id = o.id AND a.state = 'sending')
         UNION ALL
         SELECT a.id, format('is of %s %s, its payout of %s %s', a.amount, a.currency, o.amount, o.currency) FROM payout_attempts a
         JOIN payouts o ON o.id = a.payout_id WHERE (a.amount, a.currency) <> (o.amount, o.currency)
         UNION ALL
         SELECT a.id, format('is of %s, the books say %s when it began and %s when it ended', a.amount, coalesce(b.amount, 0), coalesce(n.amount, 0))
         FROM payout_attempts a LEFT JOIN booked b ON b.cause = a.payout_id || '/' || a.begun_version
         LEFT JOIN booked n ON n.cause = a.payout_id || '/' || a.ended_version
         WHERE a.begun_version IS NOT NULL
           AND (coalesce(b.amount, 0) <> a.amount OR coalesce(n.amount, 0) <> CASE WHEN a.ended_at IS NULL THEN 0 ELSE -a.amount END)`,
      ),
  },
  {
    id: '7.transfers',
    says: 'what is paid by Stripe has a transfer and left the balance at Stripe, and everything else left the bank',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH ${paidBookings}
         SELECT a.id AS subject, 'is paid by Stripe without a transfer' AS detail FROM payout_attempts a
         WHERE a.way = 'stripe' AND a.state IN ('paid', 'returned') AND a.transfer_id IS NULL
         UNION ALL
         SELECT a.id, format('is %s by Stripe, and has transfer %s', a.state, a.transfer_id) FROM payout_attempts a
         WHERE a.transfer_id IS NOT NULL AND (a.way <> 'stripe' OR a.state NOT IN ('paid', 'returned'))
         UNION ALL
         SELECT a.id, format('goes by %s, and was booked on %s', a.way, b.others)
         FROM (SELECT id, way, payout_id, begun_version AS version FROM payout_attempts
               UNION ALL SELECT id, way, payout_id, ended_version FROM payout_attempts) a
         JOIN booked b ON b.cause = a.payout_id || '/' || a.version
         WHERE b.others <> ARRAY[CASE a.way WHEN 'stripe' THEN 'stripe' ELSE 'bank' END]`,
      ),
  },
  {
    id: '7.files',
    says: 'a bank file is the sum of its attempts and of what the books sent with them, each line in one file',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH ${paidBookings}
         SELECT f.id AS subject, format('says %s lines and %s, its attempts %s and %s, the books %s', f.lines, f.amount, count(a.id),
           coalesce(sum(a.amount), 0), coalesce(sum(b.amount), 0)) AS detail
         FROM bank_files f LEFT JOIN bank_file_lines l ON l.file_id = f.id
         LEFT JOIN payout_attempts a ON a.id = l.attempt_id AND a.file_id = f.id AND a.reference = l.reference AND a.currency = f.currency
         LEFT JOIN booked b ON b.kind = 'payout' AND b.cause = a.payout_id || '/' || a.begun_version
         GROUP BY f.id HAVING f.lines <> count(a.id) OR f.amount <> coalesce(sum(a.amount), 0) OR f.amount <> coalesce(sum(b.amount), 0)
         UNION ALL
         SELECT a.id, 'is of a bank file that doesn’t have it' FROM payout_attempts a
         WHERE a.file_id IS NOT NULL AND NOT EXISTS (SELECT FROM bank_file_lines l WHERE l.attempt_id = a.id AND l.file_id = a.file_id)
         UNION ALL
         SELECT f.id, 'was recalled, and an attempt of it isn’t' FROM bank_files f JOIN payout_attempts a ON a.file_id = f.id
         WHERE (f.recalled_at IS NOT NULL) <> (a.state = 'recalled')`,
      ),
  },
  {
    id: '7.advances',
    says: 'each advance is booked once, to be paid and to be left off its order, and is within what the rule allowed',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `WITH RECURSIVE ${roots}, booked AS (
           SELECT t.id, t.cause, t.reservation_id, count(*) AS lines, count(DISTINCT e.account) AS accounts, min(r.root) AS consignor,
             sum(-e.amount) FILTER (WHERE e.line = 1) AS given, sum(e.amount) FILTER (WHERE e.line = 2) AS taken
           FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id LEFT JOIN roots r ON e.account = 'consignor:' || r.id
           WHERE t.kind = 'advance' GROUP BY t.id
         )
         SELECT coalesce(a.id, b.cause) AS subject, format('is %s of %s, the books give %s and take %s in %s lines', a.amount, a.reservation_id,
           b.given, b.taken, b.lines) AS detail
         FROM payout_advances a FULL JOIN booked b ON b.id = a.transaction_id AND b.cause = a.id AND b.reservation_id = a.reservation_id
         LEFT JOIN roots r ON r.id = a.consignor_id
         WHERE a.id IS NULL OR b.id IS NULL OR (a.amount, a.amount) IS DISTINCT FROM (b.given, b.taken) OR b.lines <> 2 OR b.accounts <> 1
           OR b.consignor IS DISTINCT FROM r.root
         UNION ALL
         SELECT a.id, format('advances %s of %s, more than %s in 10000', a.amount, a.proceeds_amount, a.advance_bps) FROM payout_advances a
         WHERE a.amount > round(a.proceeds_amount * a.advance_bps / 10000.0)
         UNION ALL
         SELECT a.id, 'its sale was paid in full beside it' FROM payout_advances a
         JOIN payout_lines l ON l.transaction_id = a.transaction_id AND l.line = 1 AND l.released_at IS NULL
         JOIN payouts o ON o.id = l.payout_id AND payout_is_booked(o.state)
         JOIN ledger_transactions t ON t.reservation_id = a.reservation_id AND t.kind = 'sale'
         JOIN ledger_entries e ON e.transaction_id = t.id JOIN roots s ON e.account = 'consignor:' || s.id
         JOIN roots c ON c.id = a.consignor_id AND c.root = s.root
         JOIN payout_lines p ON p.transaction_id = e.transaction_id AND p.line = e.line AND p.released_at IS NULL
         WHERE NOT EXISTS (SELECT FROM payout_lines n WHERE n.transaction_id = a.transaction_id AND n.line = 2 AND n.released_at IS NULL)`,
      ),
  },
  {
    id: '7.approval',
    says: 'nothing is paid of a run that nobody but its maker approved',
    check: (trx) =>
      queryPrepared<Found>(
        trx,
        `SELECT o.id AS subject, format('is %s of a run that isn’t approved', o.state) AS detail FROM payouts o
         JOIN payout_runs u ON u.id = o.run_id
         WHERE o.state IN ('approved', 'sending', 'paid', 'returned', 'failed') AND (u.approved_by IS NULL OR u.approved_by = u.made_by)`,
      ),
  },
];
