/** What orders add to the statistics: lines with the keys by which `stats` counts. */
import { records, type Trx } from '../platform/db/index.ts';
import { countLines, marketDay } from '../stats/index.ts';

/** Grouping columns shared by all counters. */
export const orderKeys = `r.id AS order_id, r.event_id, l.consignor_id, i.ticket_type, coalesce(l.section, '') AS section, r.currency`;
/** With the tickets that fans have now: what was replaced counts as though it had been sold so in the first place. */
const items = `reservations_current_lines i JOIN reservations r ON r.id = i.reservation_id JOIN listings_offered l ON l.id = i.listing_id`;

const saleLines = `
    SELECT ${orderKeys}, ${marketDay('r.created_at')} AS sale_day, ${marketDay('r.paid_at')} AS payment_day,
      i.quantity AS tickets, i.proceeds_amount::bigint * i.quantity AS proceeds_amount, i.commission_amount::bigint * i.quantity AS commission_amount,
      i.fee_amount::bigint * i.quantity AS fee_amount,
      i.quantity * greatest(0, extract(epoch FROM r.paid_at - l.created_at))::bigint AS wait_seconds
    FROM ${items} WHERE r.id = ANY($1::text[])`;

/**
 * Orders that were paid in this transaction; their `paid_at` is written.
 * @param sign -1 takes off what was counted of them, before their lines change
 */
export async function countSales(trx: Trx, reservationIds: string[], sign: 1 | -1 = 1): Promise<void> {
  if (reservationIds.length === 0) return;
  await countLines(trx, {
    lines: saleLines,
    values: [reservationIds],
    summed: ['tickets', 'proceeds_amount', 'commission_amount', 'fee_amount', 'wait_seconds'],
    perOrder: ['orders'],
    sign,
  });
}

const voidedLines = (n: string) => `
    SELECT ${orderKeys}, ${marketDay('n.at')} AS sale_day, ${marketDay('n.at')} AS payment_day, n.tickets AS refunded_tickets
    FROM ${n} JOIN reservations r ON r.id = n.reservation_id
    JOIN reservations_current_lines i ON i.reservation_id = r.id AND i.listing_id = n.listing_id JOIN listings_offered l ON l.id = i.listing_id`;

export interface VoidedLine {
  reservationId: string;
  listingId: string;
  /** Made void now; of a whole order's line perhaps none, since they were refunded before. */
  tickets: number;
  /** ISO instant: they count on the day of the refund. */
  at: string;
}

/**
 * Tickets that a refund made void.
 * @param areWhole the lines are all of their orders, which end with it
 */
export async function countVoided(
  trx: Trx,
  lines: VoidedLine[],
  { areWhole }: { areWhole: boolean },
): Promise<void> {
  if (lines.length === 0) return;
  const { from, value } = records(lines, {
    reservationId: 'text',
    listingId: 'text',
    tickets: 'integer',
    at: 'timestamptz',
  });
  await countLines(trx, {
    lines: voidedLines(from),
    values: [value],
    summed: ['refunded_tickets'],
    perOrder: areWhole ? ['refunded_orders'] : [],
  });
}
