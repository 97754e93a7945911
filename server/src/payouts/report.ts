/** The report of payouts: a row for each entry that a payout paid, exactly those of the filter. */
import { decimalsOf } from '@holdfast/shared/money';
import { type PayoutReportQuery, payoutReportQuery, payoutWayNames } from '@holdfast/shared/payouts';
import { z } from 'zod';
import { query } from '../platform/db/index.ts';
import { type Cell, exportedTable, type TableInPages } from '../platform/spreadsheets/index.ts';
import { marketDay } from '../stats/index.ts';
import { lineKindOf, paidFacts } from './readPayouts.ts';

interface Row {
  payout_id: string;
  consignor: string;
  state: string;
  context: unknown;
  kind: string;
  at: string;
  code: string | null;
  event: string | null;
  day: string | null;
  amount: number;
  currency: string;
}

const heads = [
  'Payout',
  'Consignor',
  'State',
  'Paid on',
  'Way',
  'Reference',
  'What',
  'Booked on',
  'Order',
  'Event',
  'Event on',
  'Amount',
  'Currency',
];

/** Lines that are read at a time. */
const atOnce = 2_000;

const columns = heads.map((head) => ({
  head,
  width: head === 'Consignor' || head === 'Event' ? 34 : 16,
  ...(head === 'Amount' ? { format: '#,##0.00' } : {}),
}));

const fixedAs = z.object({ payouts: z.array(z.string()) });
/** Behind the payout of this number, counted from 1, and in it behind this entry. */
const placeAs = z.tuple([z.int(), z.string(), z.int()]);

/** The payouts that there were at the beginning, by the consignors' names; the lines of a payout never change. */
const lines: TableInPages<PayoutReportQuery> = {
  async begin(trx, asked) {
    const payouts = await query<{ id: string; lines: number }>(
      trx,
      `SELECT o.id, count(*)::int AS lines FROM payouts o JOIN consignors_named c ON c.id = o.consignor_id JOIN payout_lines l ON l.payout_id = o.id
       WHERE ($1::text IS NULL OR o.run_id = $1) AND ($2::text IS NULL OR o.consignor_id = $2)
         AND ($3::date IS NULL OR (o.snapshot -> 'context' ->> 'paidOn')::date >= $3)
         AND ($4::date IS NULL OR (o.snapshot -> 'context' ->> 'paidOn')::date <= $4)
       GROUP BY o.id, c.name ORDER BY lower(c.name), o.id`,
      [asked.runId ?? null, asked.consignorId ?? null, asked.paidFrom ?? null, asked.paidUntil ?? null],
    );
    return {
      rows: payouts.reduce((sum, { lines }) => sum + lines, 0),
      fixed: { payouts: payouts.map(({ id }) => id) },
    };
  },
  async page(trx, _asked, { fixed, after }) {
    const [number, transaction, line] = after === null ? [1, '', 0] : placeAs.parse(JSON.parse(after));
    const payouts = fixedAs.parse(fixed).payouts.slice(number - 1, number - 1 + atOnce);
    const rows = await query<Row & { number: number; transaction_id: string; line: number }>(
      trx,
      `SELECT l.number + $2::int - 1 AS number, l.transaction_id, l.line, o.id AS payout_id, c.name AS consignor, o.state, o.snapshot -> 'context' AS context,
         p.kind, ${marketDay('p.at')}::text AS at, r.code, e.short_name AS event, e.local_date AS day, l.amount, o.currency
       FROM (
         SELECT n.number, l.payout_id, l.transaction_id, l.line, l.amount FROM unnest($1::text[]) WITH ORDINALITY AS n (id, number)
         JOIN payout_lines l ON l.payout_id = n.id AND (n.number > 1 OR (l.transaction_id, l.line) > ($3::text, $4::int))
         ORDER BY n.number, l.transaction_id, l.line LIMIT ${atOnce}
       ) l JOIN payouts o ON o.id = l.payout_id JOIN consignors_named c ON c.id = o.consignor_id
       JOIN ledger_postings p ON p.transaction_id = l.transaction_id AND p.line = l.line
       LEFT JOIN reservations_orders r ON r.id = p.reservation_id LEFT JOIN catalog_events_named e ON e.id = r.event_id
       ORDER BY l.number, l.transaction_id, l.line`,
      [payouts, number, transaction, line],
    );
    const last = rows.at(-1);
    return {
      lines: rows.map(lineOf),
      next:
        last && rows.length === atOnce ? JSON.stringify([last.number, last.transaction_id, last.line]) : null,
    };
  },
};

function lineOf(row: Row): Cell[] {
  const { way, reference, paidOn } = paidFacts.parse(row.context);
  return [
    row.payout_id,
    row.consignor,
    row.state,
    paidOn,
    way && payoutWayNames[way],
    reference,
    lineKindOf(row.kind, row.amount),
    row.at,
    row.code,
    row.event,
    row.day,
    row.amount / 10 ** decimalsOf(row.currency),
    row.currency,
  ];
}

/** The report of payouts as files. */
export const payoutTable = exportedTable({
  path: '/admin/payout-lines',
  tag: 'Admin: payouts',
  roles: ['finance'],
  summary: 'Every entry that payouts paid, with payout, order and event',
  query: payoutReportQuery,
  noun: 'payout',
  fileName: () => 'payouts',
  sheet: () => ({ name: 'Payouts', columns }),
  rows: lines,
});
