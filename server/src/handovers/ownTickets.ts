/** Tickets with codes of ours, by who has them, and whether they can be sent. */
import { mostTriesOfTicket, type OwnTicket } from '@holdfast/shared/handovers';
import { placeText } from '../gate/index.ts';
import { refundUnderway } from '../payments/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** A ticket of an order, with what hinders that it is sent. */
export interface TicketRow {
  id: string;
  section: string | null;
  row: string | null;
  seat: number | null;
  ticket_type: string;
  disclosure: string | null;
  state: 'sold' | 'refunded';
  code: string;
  /** A handover; null: the order's fan. */
  holder_id: string | null;
  admitted_at: Date | null;
  refunding: boolean;
  is_sent: boolean;
  tries: number;
}

/** Paid tickets of an order; of an event whose gate isn't ours there are none. */
export const ticketsOfOrder = (trx: Trx, reservationId: string): Promise<TicketRow[]> =>
  queryPrepared<TicketRow>(
    trx,
    `SELECT t.id, t.section, t."row", t.seat, l.ticket_type, l.disclosure, t.state, t.code, t.holder_id, a.admitted_at,
       ${refundUnderway('t.id', 't.reservation_id')} AS refunding,
       EXISTS (SELECT FROM handover_tickets h WHERE h.ticket_id = t.id AND h.is_open) AS is_sent,
       (SELECT count(*)::int FROM handover_tickets h WHERE h.ticket_id = t.id) AS tries
     FROM tickets_admissions t JOIN listings_offered l ON l.id = t.listing_id
       JOIN catalog_calendar e ON e.id = t.event_id AND e.kind = 'own'
       LEFT JOIN gate_admitted a ON a.ticket_id = t.id AND a.undone_at IS NULL
     WHERE t.reservation_id = $1 AND t.state IN ('sold', 'refunded') ORDER BY t.section, t."row", t.seat, t.id`,
    [reservationId],
  );

/** Why a ticket can't be sent; null: it can. */
export function obstacleOf({
  state,
  refunding,
  admitted_at,
  is_sent,
  tries,
}: TicketRow): OwnTicket['obstacle'] {
  if (state === 'refunded' || refunding) return 'refunded';
  if (admitted_at !== null) return 'admitted';
  if (is_sent) return 'sent';
  return tries >= mostTriesOfTicket ? 'tooOften' : null;
}

/** "Section 110, row C, seat 4", or "VIP". */
export const placeOfTicket = (ticket: TicketRow): string => placeText(ticket);

/** What of an order keeps its tickets from being sent, whoever has them, as a sentence; null: nothing. */
export async function whyNotSent(trx: Trx, reservationId: string): Promise<string | null> {
  const [order] = await queryPrepared<{ status: string; has_begun: boolean; is_disputed: boolean }>(
    trx,
    `SELECT e.status, e.starts_at <= now() AS has_begun, EXISTS (SELECT FROM payments_disputes d WHERE d.reservation_id = r.id
       AND (dispute_is_undecided(d.state) OR dispute_is_withheld(d.state))) AS is_disputed
     FROM reservations_orders r JOIN catalog_calendar e ON e.id = r.event_id WHERE r.id = $1`,
    [reservationId],
  );
  if (order?.status === 'cancelled') return 'The event was canceled.';
  if (order?.status !== 'postponed' && order?.has_begun) return 'The event has begun.';
  return order?.is_disputed
    ? 'The bank that these tickets were paid with asks about the payment. Until that is settled they can’t change hands.'
    : null;
}
