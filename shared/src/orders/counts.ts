/** How many tickets an order or a hold has, and what they are called. */
import type { Reservation } from '../reservations/contract.ts';
import { goodTicketsOf } from '../reservations/goodTickets.ts';

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** "two", up to ten; digits above. */
export const inWords = (count: number): string => numbers[count] ?? String(count);

/** Tickets that are good: without those that were refunded. */
export const goodCount = ({ items }: Pick<Reservation, 'items'>): number =>
  items.reduce((sum, item) => sum + goodTicketsOf(item).quantity, 0);

/** How many tickets a reservation holds. */
export const ticketCount = ({ items }: Pick<Reservation, 'items'>): number =>
  items.reduce((sum, { quantity }) => sum + quantity, 0);

/** "seat(s)" when all tickets have seats, otherwise "ticket(s)". */
export function seatNoun({ items }: Pick<Reservation, 'items'>, count: number): string {
  const noun = items.every(({ kind }) => kind === 'seated') ? 'seat' : 'ticket';
  return count === 1 ? noun : `${noun}s`;
}
