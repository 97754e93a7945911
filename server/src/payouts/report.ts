/** The report of payouts: a row for each entry that a payout paid, exactly those of the filter. */
import type { Readable } from 'node:stream';
import { decimalsOf } from '@holdfast/shared/money';
import { type PayoutReportQuery, payoutWayNames } from '@holdfast/shared/payouts';
import { allowLong, type Database, query } from '../platform/db/index.ts';
import { type Cell, csvOf, workbookOf } from '../platform/spreadsheets/index.ts';
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

/** Rows that are read at a time. */
const atOnce = 2_000;

/** The lines of the filter, a part at a time from one snapshot: a run of 12,000 consignors has half a million. */
async function* linesOf(db: Database, asked: PayoutReportQuery): AsyncGenerator<Cell[]> {
  const trx = await db.transaction(undefined, { isolationLevel: 'repeatable read', readOnly: true });
  try {
    await allowLong(trx);
    await query(
      trx,
      `DECLARE lines NO SCROLL CURSOR FOR
       SELECT o.id AS payout_id, c.name AS consignor, o.state, o.snapshot -> 'context' AS context, p.kind, ${marketDay('p.at')}::text AS at, r.code,
         e.short_name AS event, e.local_date AS day, l.amount, o.currency
       FROM payouts o JOIN consignors_named c ON c.id = o.consignor_id JOIN payout_lines l ON l.payout_id = o.id
       JOIN ledger_postings p ON p.transaction_id = l.transaction_id AND p.line = l.line
       LEFT JOIN reservations_orders r ON r.id = p.reservation_id LEFT JOIN catalog_events_named e ON e.id = r.event_id
       WHERE ($1::text IS NULL OR o.run_id = $1) AND ($2::text IS NULL OR o.consignor_id = $2)
         AND ($3::date IS NULL OR (o.snapshot -> 'context' ->> 'paidOn')::date >= $3)
         AND ($4::date IS NULL OR (o.snapshot -> 'context' ->> 'paidOn')::date <= $4)
       ORDER BY lower(c.name), o.id, p.at, l.transaction_id, l.line`,
      [asked.runId ?? null, asked.consignorId ?? null, asked.paidFrom ?? null, asked.paidUntil ?? null],
    );
    for (;;) {
      const rows = await query<Row>(trx, `FETCH ${atOnce} FROM lines`, []);
      for (const row of rows) yield lineOf(row);
      if (rows.length < atOnce) return;
    }
  } finally {
    await trx.rollback();
  }
}

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

/** @returns a stream of CSV, read from one snapshot */
export const reportCsv = (db: Database, asked: PayoutReportQuery): Readable =>
  csvOf(heads, linesOf(db, asked));

/** @throws Problem `too_many_rows` as `workbookOf` */
export async function reportXlsx(db: Database, asked: PayoutReportQuery): Promise<Buffer> {
  const columns = heads.map((head) => ({
    head,
    width: head === 'Consignor' || head === 'Event' ? 34 : 16,
    ...(head === 'Amount' ? { format: '#,##0.00' } : {}),
  }));
  return workbookOf('Payouts', columns, linesOf(db, asked));
}
