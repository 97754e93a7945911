import type { ReservationItem } from './contract.ts';

/** The seats and number of an item's tickets that are good: those that were refunded are left out. */
export function goodTicketsOf({
  tickets,
  seats,
  quantity,
}: Pick<ReservationItem, 'tickets' | 'seats' | 'quantity'>): {
  seats: number[];
  quantity: number;
} {
  const refunded = tickets.filter(({ state }) => state === 'refunded');
  return {
    seats: seats.filter((seat) => !refunded.some((ticket) => ticket.seat === seat)),
    quantity: quantity - refunded.length,
  };
}
