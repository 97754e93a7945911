/**
 * Issues receipts for paid orders and credit notes for refunds. A job does it each minute for all, so that a purchase
 * doesn't wait for a number; an order whose receipt somebody asks for has it at once.
 */
import { seatText } from '../listings/label.ts';
import { type Marketplace, readMarketplace } from '../marketplace/index.ts';
import { type Database, inTransaction, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import type { ReceiptDocument } from './document.ts';
import { lockSeries, storePapers } from './numbering.ts';
import { taxesPaid, taxesRefunded } from './taxLines.ts';

/** Papers in one transaction. */
const atOnce = 2_000;
/** What was paid at an instant is committed at most so much later. */
const commitsLate = '10 minutes';

/** One order, or those that were paid since an instant (ISO 8601, or `-infinity`). */
type Which = { orderId: string } | { paidSince: string };

/**
 * Issues all that have none yet. May run concurrently with itself.
 * @param ever also looks among orders that were paid before the last run: some may have been brought in since, with the
 *   dates that they had
 */
export async function issueAll(db: Database, { ever = false }: { ever?: boolean } = {}): Promise<void> {
  for (let paidSince = ever ? '-infinity' : await issuedUntil(db); ; ) {
    const issued = await inTransaction(db, (trx) => issueReceipts(trx, { paidSince }));
    const last = issued.at(-1);
    if (issued.length < atOnce || !last) break;
    paidSince = last.at.toISOString();
  }
  await rememberRun(db);
  while ((await inTransaction(db, (trx) => issueCreditNotes(trx, null))) === atOnce);
}

/** Issues those of one order that it has none of yet. Numbers are locked only where there are some to give. */
export async function issueOf(trx: Trx, orderId: string): Promise<void> {
  const [lacks] = await queryPrepared<{ receipt: boolean; note: boolean }>(
    trx,
    `SELECT EXISTS (SELECT FROM reservations_orders o WHERE o.id = $1 AND reservation_is_order(o.state)
         AND NOT EXISTS (SELECT FROM receipts r WHERE r.reservation_id = o.id AND r.kind = 'receipt')) AS receipt,
       EXISTS (SELECT FROM payments_refunds f WHERE f.reservation_id = $1 AND refund_is_repaid(f.state)
         AND NOT EXISTS (SELECT FROM receipts c WHERE c.refund_id = f.id)) AS note`,
    [orderId],
  );
  if (lacks?.receipt) await issueReceipts(trx, { orderId });
  if (lacks?.note) await issueCreditNotes(trx, orderId);
}

/** Never ahead of the clock, which may have been set back since the last run. */
async function issuedUntil(db: Database): Promise<string> {
  const { rows } = await db.raw(
    `SELECT least(issued_until, now() - interval '${commitsLate}')::text AS until FROM receipt_series WHERE kind = 'receipt'`,
  );
  return rows[0].until;
}

/** Every order that was paid before has its receipt now. */
async function rememberRun(db: Database): Promise<void> {
  await db.raw(
    `UPDATE receipt_series SET issued_until = now() - interval '${commitsLate}' WHERE kind = 'receipt'`,
  );
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
/** SQL: a line for each ticket that a refund is for, with what it gives back. */
const namedLines = `
  (SELECT json_agg(json_build_object('section', l.section, 'row', l."row", 'ticket_type', CASE WHEN l.kind = 'seated' THEN NULL ELSE l.ticket_type END,
     'seats', CASE WHEN t.seat IS NULL THEN '{}'::int[] ELSE ARRAY[t.seat] END, 'quantity', 1, 'price', n.proceeds_amount + n.commission_amount,
     'fee', n.fee_amount) ORDER BY n.listing_id, t.seat, n.ticket_id)
   FROM payments_refund_tickets n JOIN tickets_admissions t ON t.id = n.ticket_id JOIN listings_offered l ON l.id = n.listing_id
   WHERE n.refund_id = f.id AND n.given_up_at IS NULL)`;
const joined = `JOIN catalog_events_named e ON e.id = o.event_id LEFT JOIN payments_charges p ON p.id = o.payment_id`;

/** @returns the orders that got one, in the order of their payment; at most `atOnce` */
async function issueReceipts(trx: Trx, which: Which): Promise<OrderRow[]> {
  await lockSeries(trx, 'receipt');
  // Planned anew each time: one order and a whole past want different plans.
  const rows = await query<OrderRow>(
    trx,
    `SELECT o.id, o.code, o.currency, o.total_amount, o.paid_at AS at, ${aboutOrder}
     FROM reservations_orders o ${joined}
     WHERE reservation_is_order(o.state) AND ${'orderId' in which ? 'o.id = $1' : 'o.paid_at >= $1::timestamptz'}
       AND NOT EXISTS (SELECT FROM receipts r WHERE r.reservation_id = o.id AND r.kind = 'receipt')
     ORDER BY o.paid_at, o.id LIMIT ${atOnce}`,
    ['orderId' in which ? which.orderId : which.paidSince],
  );
  const seller = await readMarketplace(trx);
  const taxes = await taxesPaid(
    trx,
    rows.map(({ id }) => id),
  );
  await storePapers(
    trx,
    'receipt',
    rows.map((row) => ({
      reservationId: row.id,
      refundId: null,
      amount: row.total_amount,
      currency: row.currency,
      happenedAt: row.at.toISOString(),
      document: documentOf(seller, row, {
        total: row.total_amount,
        receipt: null,
        elsewhere: false,
        lines: linesOf(row),
        taxes: taxes.get(row.id) ?? [],
      }),
    })),
  );
  return rows;
}

type NamedLine = OrderRow['lines'][number];
type RefundRow = OrderRow & {
  named: NamedLine[] | null;
  refund_id: string;
  amount: number;
  elsewhere: boolean;
  receipt: number;
};

/** @param orderId null: of all @returns how many were issued, at most `atOnce` */
async function issueCreditNotes(trx: Trx, orderId: string | null): Promise<number> {
  await lockSeries(trx, 'creditNote');
  const rows = await query<RefundRow>(
    trx,
    `SELECT o.id, o.code, o.currency, o.total_amount, f.created_at AS at, f.id AS refund_id, f.amount,
       f.state = 'paidElsewhere' AS elsewhere, r.number AS receipt, ${namedLines} AS named, ${aboutOrder}
     FROM payments_refunds f JOIN receipts r ON r.reservation_id = f.reservation_id AND r.kind = 'receipt'
     JOIN reservations_orders o ON o.id = f.reservation_id ${joined}
     WHERE refund_is_repaid(f.state) AND ($1::text IS NULL OR o.id = $1)
       AND NOT EXISTS (SELECT FROM receipts c WHERE c.refund_id = f.id)
     ORDER BY f.created_at, f.id LIMIT ${atOnce}`,
    [orderId],
  );
  const seller = await readMarketplace(trx);
  const taxes = await taxesRefunded(
    trx,
    rows.map(({ refund_id }) => refund_id),
  );
  await storePapers(
    trx,
    'creditNote',
    rows.map((row) => ({
      reservationId: row.id,
      refundId: row.refund_id,
      amount: row.amount,
      currency: row.currency,
      happenedAt: row.at.toISOString(),
      document: documentOf(seller, row, {
        total: row.amount,
        receipt: row.receipt,
        elsewhere: row.elsewhere,
        lines: row.amount === row.total_amount ? linesOf(row) : linesOf({ lines: row.named ?? [] }),
        taxes: taxes.get(row.refund_id) ?? [],
      }),
    })),
  );
  return rows.length;
}

const linesOf = ({ lines }: Pick<OrderRow, 'lines'>): ReceiptDocument['lines'] =>
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
  seller: Marketplace,
  row: OrderRow,
  paper: Pick<ReceiptDocument, 'total' | 'receipt' | 'elsewhere' | 'lines' | 'taxes'>,
): ReceiptDocument {
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
