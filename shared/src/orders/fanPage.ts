/** What the page of a fan says of a reservation, in words: the checkout of a hold, or the order. */
import type { Reservation } from '../reservations/contract.ts';
import { untilText } from '../time/venueTime.ts';
import { seatNoun, ticketCount } from './counts.ts';
import { declineText } from './declineText.ts';
import { endedWords, notPayable, payTitle, wordsOfPayment } from './holdStatus.ts';
import { orderStatus } from './orderStatus.ts';

/** The words of one page. */
export interface FanPage {
  /** Which page: of a hold, or of an order. */
  page: 'checkout' | 'order';
  /** Two or three words, as on tags and in lists. */
  label: string;
  title: string;
  text: string;
}

/** The words that the storefront's page of this reservation has, by the functions that it uses itself. */
export function fanPage(reservation: Reservation): FanPage {
  const { state } = reservation;
  if (state === 'paid' || state === 'refunded') {
    const { label, title, text } = orderStatus(reservation);
    return { page: 'order', label, title, text };
  }
  if (!state.startsWith('pending.'))
    return { page: 'checkout', label: 'Hold ended', ...endedWords(reservation) };
  if (state === 'pending.paying')
    return { page: 'checkout', label: 'At the bank', ...wordsOfPayment(reservation) };
  const stopped = notPayable(reservation);
  if (stopped) return { page: 'checkout', label: 'Can’t be paid', ...stopped };
  const held = `Held for you until ${untilText(reservation.event, Date.parse(reservation.expiresAt))}.`;
  const decline = reservation.payment?.decline;
  if (!decline) return { page: 'checkout', label: 'Held', title: payTitle(reservation), text: held };
  const { title, text } = declineText(decline);
  const count = ticketCount(reservation);
  return {
    page: 'checkout',
    label: 'Declined',
    title,
    text: `${text} Nothing was charged, and the ${seatNoun(reservation, count)} ${count === 1 ? 'is' : 'are'} still held. ${held}`,
  };
}
