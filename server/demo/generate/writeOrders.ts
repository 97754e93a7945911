/** Writes the planned orders: reservations, payments, refunds, tickets and ledger. */
import { queryPrepared, type Trx } from '../../src/platform/db/index.ts';
import { marks } from './histories.ts';
import { addressOf } from './names.ts';

const range = 'o.n >= $1 AND o.n < $2';
const total = '((g.price + g.fee) * o.quantity)';
const own = (text: string) =>
  `replace(replace(replace(${text}, '${marks.body}', o.body), '${marks.amount}', ${total}::text), '${marks.lastFour}',
    lpad((o.n::bigint * 7919 % 10000)::text, 4, '0'))::jsonb`;
const momentOf = `CASE s.moment WHEN 'made' THEN o.made_at WHEN 'begun' THEN o.begun_at WHEN 'settled' THEN o.settled_at
  WHEN 'ends' THEN o.made_at + interval '15 minutes' ELSE o.given_back_at END`;
const source = `generated.orders o JOIN generated.listings g ON g.n = o.listing_n`;
const lived = (machine: string) =>
  `${source} JOIN generated.histories history ON history.machine = '${machine}' AND history.history = o.history`;

const log = (machine: string, prefix: string) => `
  INSERT INTO transitions (actor_id, version, actor_type, message, payload, from_state, to_state, machine_version, at, by, reason)
  SELECT '${prefix}_' || o.body, s.version, '${machine}', s.message, ${own('s.payload')}, s.from_state, s.to_state, history.machine_version, ${momentOf},
    CASE s.by WHEN 'fan' THEN 'fan_' || o.body ELSE s.by END, s.reason
  FROM ${lived(machine)} JOIN generated.steps s ON s.machine = history.machine AND s.history = history.history WHERE ${range} ORDER BY o.n, s.version`;

/** SQL of one line per account of a sale; a refund is the same lines with the opposite sign. */
const booked = (ledgerId: string, sign: 1 | -1, where: string) => `
  INSERT INTO ledger_entries (transaction_id, line, account, amount, currency)
  SELECT ${ledgerId}, row_number() OVER (PARTITION BY o.n ORDER BY part.nth), part.account, ${sign} * part.amount, 'USD'
  FROM ${source} CROSS JOIN LATERAL (VALUES (1, 'stripe', ${total}), (2, 'consignor:' || g.consignor_id, -g.proceeds * o.quantity),
    (3, 'commission', -g.commission * o.quantity), (4, 'fees', -g.fee * o.quantity)) AS part (nth, account, amount)
  WHERE part.amount <> 0 AND ${where} AND ${range} ORDER BY o.n, part.nth`;

const sold = `o.history IN ('paid', 'refunded')`;
const statements = [
  `INSERT INTO reservations (id, code, fan_id, event_id, email, currency, total_amount, ticket_count, created_at, expires_at, paid_at, state,
     snapshot, machine_version, version)
   SELECT 'rsv_' || o.body, 'HF-' || upper(lpad(to_hex(o.n::bigint * 2654435761 % 4294967296), 8, '0')), 'fan_' || o.body, e.id,
     ${addressOf('o.n')}, 'USD', ${total}, o.quantity, o.made_at, o.made_at + interval '15 minutes',
     CASE WHEN ${sold} THEN o.settled_at END, history.state, ${own('history.snapshot')}, history.machine_version, history.version
   FROM ${lived('reservation')} JOIN generated.events e ON e.n = g.event_n WHERE ${range} ORDER BY o.n`,
  `INSERT INTO reservation_items (reservation_id, listing_id, ticket_type, seats, quantity, price_amount, proceeds_amount, commission_amount, fee_amount,
     commission_bps, fee_bps, percentages_id)
   SELECT 'rsv_' || o.body, g.id, g.ticket_type, CASE WHEN o.seat_offset IS NULL THEN '{}'
       ELSE ARRAY(SELECT generate_series(g.first_seat + o.seat_offset, g.first_seat + o.seat_offset + o.quantity - 1)) END,
     o.quantity, g.price, g.proceeds, g.commission, g.fee, g.commission_bps, g.fee_bps, g.percentages_id
   FROM ${source} WHERE ${range} ORDER BY o.n`,
  log('reservation', 'rsv'),
  `INSERT INTO payments (id, reservation_id, amount, currency, created_at, state, snapshot, machine_version, version)
   SELECT 'pay_' || o.body, 'rsv_' || o.body, ${total}, 'USD', o.begun_at, history.state, ${own('history.snapshot')}, history.machine_version, history.version
   FROM ${lived('payment')} WHERE ${range} ORDER BY o.n`,
  log('payment', 'pay'),
  `INSERT INTO refunds (id, payment_id, amount, currency, created_at, state, snapshot, machine_version, version)
   SELECT 'ref_' || o.body, 'pay_' || o.body, ${total}, 'USD', o.given_back_at, history.state, ${own('history.snapshot')}, history.machine_version, history.version
   FROM ${lived('refund')} WHERE ${range} ORDER BY o.n`,
  log('refund', 'ref'),
  `INSERT INTO tickets (id, listing_id, event_id, section, "row", seat, state, reservation_id, code, sold_at)
   SELECT 'tkt_' || left(o.body, 10) || lpad(to_hex(o.n * 16::bigint + ticket.nth), 16, '0'), g.id, e.id, g.section, g."row", g.first_seat + o.seat_offset + ticket.nth,
     CASE o.history WHEN 'paid' THEN 'sold' ELSE 'refunded' END, 'rsv_' || o.body, upper(left(md5(o.body || ticket.nth), 26)), o.settled_at
   FROM ${source} JOIN generated.events e ON e.n = g.event_n CROSS JOIN LATERAL generate_series(0, o.quantity - 1) AS ticket (nth)
   WHERE ${sold} AND ${range} ORDER BY o.n, ticket.nth`,
  `INSERT INTO ledger_transactions (id, kind, reservation_id, payment_id, cause, at)
   SELECT 'ltx_' || o.body, 'sale', 'rsv_' || o.body, 'pay_' || o.body, 'rsv_' || o.body || '/3', o.settled_at
   FROM ${source} WHERE ${sold} AND ${range} ORDER BY o.n`,
  booked(`'ltx_' || o.body`, 1, sold),
  // After the sale of the same order.
  `INSERT INTO ledger_transactions (id, kind, reservation_id, payment_id, cause, at)
   SELECT 'ltx_' || left(o.body, 10) || 'z' || right(o.body, 15), 'refund', 'rsv_' || o.body, 'pay_' || o.body, 'pay_' || o.body || '/7', o.given_back_at
   FROM ${source} WHERE o.history = 'refunded' AND ${range} ORDER BY o.n`,
  booked(`'ltx_' || left(o.body, 10) || 'z' || right(o.body, 15)`, -1, `o.history = 'refunded'`),
] as const;

/** Writes a range of orders. */
export async function writeOrders(trx: Trx, from: number, to: number): Promise<void> {
  for (const statement of statements) await queryPrepared(trx, statement, [from, to]);
}
