/** The tickets of an order as support refunds them: each with its price and who bears it. */
import type { SupportCase } from '@holdfast/shared/support';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import type { TicketsAdmissions } from '../tickets/index.ts';

interface TicketRow extends Pick<TicketsAdmissions, 'id' | 'section' | 'row' | 'seat'> {
  ticket_type: string;
  proceeds: number;
  commission: number;
  fee: number;
  ticket_state: 'sold' | 'refunded';
  /** Minor units; null: no refund names it. */
  refunded: number | null;
  admitted_at: Date | null;
  gate: string | null;
  admitted_by: string | null;
}

/** Minor units; none before the order is paid. */
export async function readTickets(trx: Trx, reservationId: string): Promise<SupportCase['tickets']> {
  const rows = await queryPrepared<TicketRow>(
    trx,
    `SELECT t.id, t.section, t."row", i.ticket_type, t.seat, t.state AS ticket_state, i.proceeds_amount AS proceeds,
       i.commission_amount AS commission, i.fee_amount AS fee, n.amount AS refunded, a.admitted_at, a.gate, p.name AS admitted_by
     FROM tickets_admissions t JOIN reservations_lines i ON i.reservation_id = t.reservation_id AND i.listing_id = t.listing_id
     LEFT JOIN payments_refund_tickets n ON n.ticket_id = t.id AND n.given_up_at IS NULL
     LEFT JOIN gate_admitted a ON a.ticket_id = t.id AND a.undone_at IS NULL LEFT JOIN accounts_people_named p ON p.id = a.admitted_by
     WHERE t.reservation_id = $1 AND t.state IN ('sold', 'refunded') ORDER BY t.section, t."row", t.seat, t.id`,
    [reservationId],
  );
  return rows.map(({ id, section, row, ticket_type, seat, proceeds, commission, fee, ...rest }, at) => ({
    id,
    place:
      seat === null ? `${ticket_type}, ticket ${at + 1}` : `Section ${section}, row ${row}, seat ${seat}`,
    price: proceeds + commission,
    fee,
    proceeds,
    commission,
    state: rest.ticket_state === 'refunded' ? 'refunded' : rest.refunded === null ? 'good' : 'refunding',
    refunded: rest.refunded ?? 0,
    admitted:
      rest.admitted_at === null
        ? null
        : { at: rest.admitted_at.toISOString(), gate: rest.gate ?? '', by: rest.admitted_by ?? '' },
  }));
}
