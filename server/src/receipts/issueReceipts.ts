/**
 * Issues receipts for paid orders and credit notes for refunds. Numbers have no gaps: whoever gives some locks their series
 * first, and gives them in the transaction that stores the papers. A job does it each minute for all, so that a purchase
 * doesn't wait for a number; an order whose receipt somebody asks for has it at once.
 */
import type { ReceiptKind } from '@holdfast/shared/receipts';
import { seatText } from '../listings/label.ts';
import { currentMarketplace } from '../marketplace/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared, records, type Trx } from '../platform/db/index.ts';
import type { ReceiptDocument } from './document.ts';

/** Papers in one transaction. */
const atOnce = 2_000;
/** What was paid at an instant is committed at most so much later. */
const commitsLate = '10 minutes';

type App = Pick<AppContext, 'db'>;

/** The job `receipts.issue`: all that have none yet. May run concurrently with itself. */
export async function issueAll(app: App): Promise<void> {
  while ((await inTransaction(app.db, (trx) => issueReceipts(trx, app, null))) === atOnce);
  while ((await inTransaction(app.db, (trx) => issueCreditNotes(trx, app, null))) === atOnce);
}

/** Those of one order that it has none of yet. */
export async function issueOf(trx: Trx, app: App, reservationId: string): Promise<void> {
  await issueReceipts(trx, app, reservationId);
  await issueCreditNotes(trx, app, reservationId);
}

/** What a paper is about, and what it says. */
interface Paper {
  reservationId: string;
  refundId: string | null;
  amount: number;
  currency: string;
  happenedAt: string;
  document: ReceiptDocument;
}

interface OrderRow {
  id: string;
  code: string;
  currency: string;
  total_amount: number;
  at: Date;
  card_last4: string | null;
  event_name: string;
  venue: string;
  starts_at: Date;
  time_zone: string;
  time_tbd: boolean;
  lines: Array<{
    section: string | null;
    row: string | null;
    ticket_type: string | null;
    seats: number[];
    quantity: number;
    price: number;
    fee: number;
  }>;
}

const aboutOrder = `
  e.name AS event_name, concat_ws(', ', e.venue_name, e.venue_city) AS venue, e.starts_at, e.time_zone, e.time_tbd, p.card_last4,
  (SELECT json_agg(json_build_object('section', l.section, 'row', l."row", 'ticket_type', CASE WHEN l.kind = 'seated' THEN NULL ELSE i.ticket_type END,
     'seats', i.seats, 'quantity', i.quantity, 'price', i.price_amount, 'fee', i.fee_amount) ORDER BY i.listing_id)
   FROM reservations_lines i JOIN listings_offered l ON l.id = i.listing_id WHERE i.reservation_id = o.id) AS lines`;
const joined = `JOIN catalog_events_named e ON e.id = o.event_id LEFT JOIN payments_charges p ON p.id = o.payment_id`;

/** @returns how many were issued */
async function issueReceipts(trx: Trx, app: App, reservationId: string | null): Promise<number> {
  await lockSeries(trx, 'receipt');
  const rows = await queryPrepared<OrderRow>(
    trx,
    `SELECT o.id, o.code, o.currency, o.total_amount, o.paid_at AS at, ${aboutOrder}
     FROM reservations_orders o ${joined}
     WHERE reservation_is_order(o.state) AND o.paid_at IS NOT NULL AND ($1::text IS NULL OR o.id = $1)
       AND ($1 IS NOT NULL OR o.paid_at >= (SELECT issued_until FROM receipt_series WHERE kind = 'receipt'))
       AND NOT EXISTS (SELECT FROM receipts r WHERE r.reservation_id = o.id AND r.kind = 'receipt')
     ORDER BY o.paid_at, o.id LIMIT ${atOnce}`,
    [reservationId],
  );
  await store(
    trx,
    'receipt',
    rows.map((row) => ({
      reservationId: row.id,
      refundId: null,
      amount: row.total_amount,
      currency: row.currency,
      happenedAt: row.at.toISOString(),
      document: documentOf(app, row, {
        total: row.total_amount,
        receipt: null,
        elsewhere: false,
        lines: linesOf(row),
      }),
    })),
  );
  if (reservationId === null) await remember(trx, rows.length < atOnce ? null : (rows.at(-1)?.at ?? null));
  return rows.length;
}

/** @returns how many were issued */
async function issueCreditNotes(trx: Trx, app: App, reservationId: string | null): Promise<number> {
  await lockSeries(trx, 'creditNote');
  const rows = await queryPrepared<
    OrderRow & { refund_id: string; amount: number; elsewhere: boolean; receipt: number }
  >(
    trx,
    `SELECT o.id, o.code, o.currency, o.total_amount, f.created_at AS at, f.id AS refund_id, f.amount, f.state = 'paidElsewhere' AS elsewhere, r.number AS receipt, ${aboutOrder}
     FROM payments_refunds f JOIN receipts r ON r.reservation_id = f.reservation_id AND r.kind = 'receipt'
     JOIN reservations_orders o ON o.id = f.reservation_id ${joined}
     WHERE refund_is_repaid(f.state) AND ($1::text IS NULL OR o.id = $1)
       AND NOT EXISTS (SELECT FROM receipts c WHERE c.refund_id = f.id)
     ORDER BY f.created_at, f.id LIMIT ${atOnce}`,
    [reservationId],
  );
  await store(
    trx,
    'creditNote',
    rows.map((row) => ({
      reservationId: row.id,
      refundId: row.refund_id,
      amount: row.amount,
      currency: row.currency,
      happenedAt: row.at.toISOString(),
      document: documentOf(app, row, {
        total: row.amount,
        receipt: row.receipt,
        elsewhere: row.elsewhere,
        lines: row.amount === row.total_amount ? linesOf(row) : [],
      }),
    })),
  );
  return rows.length;
}

/** @param until the last order's payment where there may be more orders; null: there are none */
async function remember(trx: Trx, until: Date | null): Promise<void> {
  await queryPrepared(
    trx,
    `UPDATE receipt_series SET issued_until = greatest(issued_until, coalesce($1::timestamptz, now() - interval '${commitsLate}'))
     WHERE kind = 'receipt'`,
    [until?.toISOString() ?? null],
  );
}

async function lockSeries(trx: Trx, kind: ReceiptKind): Promise<void> {
  await queryPrepared(trx, 'SELECT last_number FROM receipt_series WHERE kind = $1 FOR UPDATE', [kind]);
}

async function store(trx: Trx, kind: ReceiptKind, papers: Paper[]): Promise<void> {
  if (papers.length === 0) return;
  const { from, value } = records(
    papers.map((paper, at) => ({ ...paper, at })),
    {
      at: 'integer',
      reservationId: 'text',
      refundId: 'text',
      amount: 'integer',
      currency: 'text',
      happenedAt: 'timestamptz',
      document: 'jsonb',
    },
    { parameter: 2 },
  );
  await queryPrepared(
    trx,
    `WITH series AS (
       UPDATE receipt_series SET last_number = last_number + $3 WHERE kind = $1 RETURNING last_number - $3 AS before
     )
     INSERT INTO receipts (kind, number, reservation_id, refund_id, amount, currency, happened_at, document)
     SELECT $1, series.before + n.at + 1, n.reservation_id, n.refund_id, n.amount, n.currency, n.happened_at, n.document
     FROM series, ${from}`,
    [kind, value, papers.length],
  );
}

const linesOf = ({ lines }: OrderRow): ReceiptDocument['lines'] =>
  lines.map((line) => ({
    text: placeOf(line),
    quantity: line.quantity,
    price: line.price,
    fee: line.fee,
  }));

function placeOf({ section, row, seats, ticket_type }: OrderRow['lines'][number]): string {
  if (ticket_type !== null) return ticket_type;
  return `Section ${section}, row ${row}, ${seats.length === 1 ? 'seat' : 'seats'} ${seatText(seats)}`;
}

function documentOf(
  app: App,
  row: OrderRow,
  paper: Pick<ReceiptDocument, 'total' | 'receipt' | 'elsewhere' | 'lines'>,
): ReceiptDocument {
  const seller = currentMarketplace(app);
  return {
    seller: { name: seller.name, email: seller.contactEmail, address: seller.postalAddress },
    order: row.code,
    at: row.at.toISOString(),
    card: row.card_last4,
    event: {
      name: row.event_name,
      venue: row.venue,
      startsAt: row.starts_at.toISOString(),
      timeZone: row.time_zone,
      timeTbd: row.time_tbd,
    },
    currency: row.currency,
    ...paper,
  };
}
