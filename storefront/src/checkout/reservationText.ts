import type { Reservation } from '@holdfast/shared/reservations';

export const ticketCount = ({ items }: Reservation): number =>
  items.reduce((sum, { quantity }) => sum + quantity, 0);

/** "seats" where all of it is seated, else "tickets". */
export function seatNoun({ items }: Reservation, count: number): string {
  const noun = items.every(({ kind }) => kind === 'seated') ? 'seat' : 'ticket';
  return count === 1 ? noun : `${noun}s`;
}
