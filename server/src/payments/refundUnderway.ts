/**
 * SQL: whether the money of a ticket went back or is on its way, with its order's or alone; given up doesn't count.
 * @param ticket the ticket's id, as SQL @param order its reservation's id, as SQL
 */
export const refundUnderway = (ticket: string, order: string): string =>
  `(EXISTS (SELECT FROM payments_refund_tickets n WHERE n.ticket_id = ${ticket} AND n.given_up_at IS NULL)
    OR EXISTS (SELECT FROM payments_refunds f JOIN reservations_orders r ON r.id = f.reservation_id
       WHERE f.reservation_id = ${order} AND refund_is_underway(f.state) AND f.amount = r.total_amount))`;
