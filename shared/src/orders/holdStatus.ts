/** What the checkout says of a hold: while it lasts, while the bank is asked, and after it ended without a sale. */
import type { Reservation } from '../reservations/contract.ts';
import { inWords, seatNoun, ticketCount } from './counts.ts';
import { eventPhase } from './eventPhase.ts';

/** A heading, and the sentences under it. */
export interface Words {
  title: string;
  text: string;
}

/** The heading of the checkout: "Pay for your two seats". */
export function payTitle(reservation: Reservation): string {
  const count = ticketCount(reservation);
  const isFree = reservation.total.amount === 0;
  return `${isFree ? 'Get' : 'Pay for'} your ${count === 1 ? '' : `${inWords(count)} `}${seatNoun(reservation, count)}`;
}
/** Why a hold can't be paid any more although it lasts; null: it can. */
export function notPayable({ event, serverNow }: Reservation): Words | null {
  const nothing = 'Nothing was charged, and nothing will be.';
  switch (eventPhase(event, Date.parse(serverNow))) {
    case 'canceled':
      return {
        title: 'This event was canceled',
        text: `These tickets can’t be paid for any more. ${nothing}`,
      };
    case 'postponed':
      return {
        title: 'This event was postponed',
        text: `Its tickets are sold again when the new date is known. ${nothing}`,
      };
    case 'today':
      return { title: 'This event is today', text: `Its sale is over. ${nothing}` };
    case 'started':
    case 'over':
      return { title: 'This event has started', text: `Its sale is over. ${nothing}` };
    case 'ahead':
      return null;
  }
}

/** What is going on at the bank, while a payment is under way. */
export function wordsOfPayment({ payment, deadlinePassed, items }: Reservation): Words {
  const noun = items.every(({ kind }) => kind === 'seated') ? 'seats' : 'tickets';
  switch (payment?.state) {
    case 'requiresAction':
      return {
        title: 'Your bank wants to confirm that it’s you',
        text: `It asks on its own page and sends you back here. Nothing is charged before that, and your ${noun} are still yours.`,
      };
    case 'voiding':
      return {
        title: 'Ending this payment…',
        text: `Nothing is charged, and your ${noun} stay held. This takes a moment.`,
      };
    case 'authorized':
    case 'capturing':
    case 'succeeded':
      return {
        title: 'Payment received. Making your tickets',
        text: 'This page updates by itself. You can close it: we email the tickets as soon as they exist.',
      };
    default:
      return deadlinePassed
        ? {
            title: 'We’re waiting for your bank',
            text: `The hold’s time is up, but your ${noun} are still yours: nobody else can buy them while your bank decides.`,
          }
        : {
            title: 'Asking your bank…',
            text: `That usually takes a few seconds. Your ${noun} stay yours meanwhile.`,
          };
  }
}

/** What became of a hold that ended without a sale: its money and its seats. */
export function endedWords(reservation: Reservation): Words {
  const count = ticketCount(reservation);
  const { state, event, payment } = reservation;
  const noun = seatNoun(reservation, count);
  const back = `The ${noun} went back on sale`;
  const isCharged = payment !== null && charged.has(payment.state);
  if (reservation.broken !== null) {
    const money = isCharged
      ? 'The full amount is refunded to your card automatically; banks take a few days to show it.'
      : 'Nothing was charged.';
    return { title: 'We had to end this hold', text: `Why: ${reservation.broken}. ${money} We are sorry.` };
  }
  if (isCharged) {
    const phase = eventPhase(event, Date.parse(reservation.serverNow));
    const meanwhile =
      phase === 'canceled' || phase === 'postponed'
        ? `By then the event was ${phase}.`
        : `By then the ${noun} had gone to somebody else.`;
    return {
      title: 'Your bank’s approval came too late',
      text: `${meanwhile} The full amount is refunded to your card automatically; banks take a few days to show it.`,
    };
  }
  if (state === 'expired') {
    // An offer of a waiting list is held longer than the event's own holds.
    const lastedMs = Date.parse(reservation.expiresAt) - Date.parse(reservation.createdAt);
    const minutes = Math.round(lastedMs / 60_000);
    const wasExtended = reservation.timeline.some(({ what }) => what === 'extended');
    return {
      title: wasExtended
        ? 'Your time is up'
        : `Your ${minutes === 1 ? 'minute is' : `${minutes} minutes are`} up`,
      text: `Nothing was charged. ${back}. If ${count === 1 ? 'it is' : 'they’re'} still free, you can hold ${count === 1 ? 'it' : 'them'} once more.`,
    };
  }
  if (reservation.timeline.at(-1)?.what === 'superseded') {
    return {
      title: 'Another hold took its place',
      text: `You signed in while you held other tickets, and a fan holds one order at a time. Nothing was charged. ${back}.`,
    };
  }
  if (state === 'cancelled') {
    return {
      title: `You let ${count === 1 ? 'it' : 'them'} go`,
      text: `Nothing was charged. ${back} at once.`,
    };
  }
  const cause = payment?.decline
    ? 'Your bank declined the payment after the hold had ended.'
    : 'The hold ended before your bank had approved the payment.';
  return { title: 'The payment didn’t go through', text: `${cause} Nothing was charged. ${back}.` };
}

/** Payment states in which the card was charged although the hold ended; the money is refunded. */
const charged: ReadonlySet<string> = new Set(['succeeded', 'partiallyRefunded', 'refunded']);
