import { goodTicketsOf, type Reservation } from '@holdfast/shared/reservations';

/** Tickets that are good: without those that were refunded. */
export const goodCount = ({ items }: Reservation): number =>
  items.reduce((sum, item) => sum + goodTicketsOf(item).quantity, 0);

/** How many tickets a reservation holds. */
export const ticketCount = ({ items }: Reservation): number =>
  items.reduce((sum, { quantity }) => sum + quantity, 0);

/** "seat(s)" when all tickets have seats, otherwise "ticket(s)". */
export function seatNoun({ items }: Reservation, count: number): string {
  const noun = items.every(({ kind }) => kind === 'seated') ? 'seat' : 'ticket';
  return count === 1 ? noun : `${noun}s`;
}
