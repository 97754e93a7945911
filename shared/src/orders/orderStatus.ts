import { moneyText } from '../money/moneyText.ts';
import type { Reservation } from '../reservations/contract.ts';
import { goodTicketsOf } from '../reservations/goodTickets.ts';
import { dayGreeting, stamp, zoneShort } from '../time/venueTime.ts';
import { eventPhase } from './eventPhase.ts';

/** How a paid order stands, in words. */
export interface OrderStatus {
  kind:
    | 'making'
    | 'refunded'
    | 'canceled'
    | 'postponed'
    | 'moved'
    | 'trouble'
    | 'ahead'
    | 'today'
    | 'started'
    | 'over';
  tone: 'ok' | 'wait' | 'info' | 'off';
  /** Two or three words, for lists and tags. */
  label: string;
  title: string;
  text: string;
  /** Whether its codes are shown as tickets to scan. */
  opensGate: boolean;
}

/** An order as a device's cache has it: as it was when the server last showed it. */
export type KeptOrder = Reservation & { isKept: true };

/** Whether an order came from the cache, so that its clock stands still. */
export const isKept = (order: Reservation): order is KeptOrder => 'isKept' in order;

/**
 * The instant by which an order is judged, milliseconds since the epoch: the server's, but of an order that comes from this
 * device's cache the device's, where that is later.
 */
const nowOf = (order: Reservation): number => {
  const shownAt = Date.parse(order.serverNow);
  return isKept(order) ? Math.max(shownAt, Date.now()) : shownAt;
};

/** Whether some of its tickets are our own codes, which this page shows and our emails have. */
export const hasOwnCodes = ({ items }: Pick<Reservation, 'items'>): boolean =>
  items.some(({ way }) => way === 'gateCode');

/** @param reservation a paid or refunded one */
export function orderStatus(reservation: Reservation): OrderStatus {
  const status = statusOf(reservation);
  const part = partText(reservation);
  return part === null || status.kind === 'refunded'
    ? status
    : { ...status, text: `${part} ${status.text}`.trimEnd() };
}

/**
 * What goes back of an order, and what of it didn't yet. An order of this device's cache may be from before these were known:
 * then all of it did, or nothing.
 */
function sumsOf({ total, payment, state }: Reservation): { back: string; left: string } {
  const known: number | undefined = payment?.refunded?.amount;
  const back = known || (state === 'refunded' ? total.amount : 0);
  const text = (amount: number) => moneyText({ ...total, amount });
  return { back: text(back), left: text(total.amount - (known ?? 0)) };
}

/** "1 of 2 tickets was refunded", where some were; null: none was. */
function partText(order: Reservation): string | null {
  const { items } = order;
  const all = items.reduce((sum, { quantity }) => sum + quantity, 0);
  const good = items.reduce((sum, item) => sum + goodTicketsOf(item).quantity, 0);
  if (good === all) return null;
  return `${all - good} of ${all} tickets ${all - good === 1 ? 'was' : 'were'} refunded: ${sumsOf(order).back} goes back to the card that paid.`;
}

function statusOf(reservation: Reservation): OrderStatus {
  const { state, items, event, payment, email } = reservation;
  const total = moneyText(reservation.total);
  const { left, back } = sumsOf(reservation);
  const isBack = state === 'refunded' || payment?.state === 'refunded';
  const isDisputed = payment?.withheld === true;
  const isFree = reservation.total.amount === 0;
  if (state === 'refunded' && isFree)
    return {
      kind: 'refunded',
      tone: 'info',
      label: 'Void',
      title: 'These tickets are void',
      text: 'They were free, so there is nothing to refund. They don’t open the gate any more.',
      opensGate: false,
    };
  if (
    state === 'refunded' &&
    payment !== null &&
    payment.state !== 'refunded' &&
    payment.refunding?.amount !== 0
  )
    return {
      kind: 'refunded',
      tone: 'wait',
      label: 'Refund returned',
      title: 'Your bank sent the refund back',
      text: `Banks do that when a card was closed or replaced. The money is still yours: we pay it again, and email you then. If the card is closed, answer our email, so that we find another way. The tickets don’t open the gate any more.`,
      opensGate: false,
    };
  if (state === 'refunded')
    return {
      kind: 'refunded',
      tone: 'info',
      label: 'Refunded',
      title: 'Your refund is on its way',
      text: `${back} goes back to the card that paid. Banks take a few days to show it. The tickets don’t open the gate any more.`,
      opensGate: false,
    };
  const phase = eventPhase(event, nowOf(reservation));
  if (phase === 'canceled')
    return {
      kind: 'canceled',
      tone: 'off',
      label: 'Event canceled',
      title: 'This event was canceled',
      text: isFree
        ? 'The tickets were free, so there is nothing to refund. They don’t open a gate.'
        : isBack
          ? `${total} goes back to the card that paid. Banks take a few days to show it.`
          : isDisputed
            ? 'You disputed this payment at your bank, so the money goes back by your bank’s decision. The tickets don’t open a gate.'
            : `You get all of it back: ${left}, to the card that paid. You don’t need to do anything; we email you when the refund is sent. The tickets don’t open a gate.`,
      opensGate: false,
    };
  // One that was sent on has a code, which is the friend's.
  const isMade = ({ code, isSentOn }: Reservation['items'][number]['tickets'][number]) =>
    code !== null || isSentOn;
  if (items.some(({ way, tickets }) => way === 'gateCode' && !tickets.every(isMade)))
    return {
      kind: 'making',
      tone: 'wait',
      label: 'In progress',
      title: 'Payment received. Making your tickets',
      text: `This page updates by itself. You can close it${email === null ? '.' : `: we email the tickets to ${email} as soon as they exist.`}`,
      opensGate: false,
    };
  if (phase === 'postponed')
    return {
      kind: 'postponed',
      tone: 'wait',
      label: 'Postponed',
      title: 'This event was postponed',
      text: 'Your tickets and your payment stay as they are: the tickets are good for the new date, which we show here once it is known. If the event is canceled instead, you get all of your money back.',
      opensGate: true,
    };
  const status = ofPhase(reservation, phase);
  const trouble = phase === 'over' ? null : troubleOf(reservation);
  return trouble === null
    ? status
    : {
        ...status,
        ...trouble,
        kind: 'trouble',
        tone: 'off',
        text: [trouble.text, status.text].filter(Boolean).join(' '),
      };
}

/** What is wrong with the tickets on their way; the gravest of an order's. Null: nothing. */
function troubleOf({ items }: Reservation): Pick<OrderStatus, 'label' | 'title' | 'text'> | null {
  const states = items.map(({ tracking }) => tracking?.state);
  if (states.includes('failed'))
    return {
      label: 'Can’t be delivered',
      title: 'Your tickets can’t be delivered',
      text: 'We are sorry. Our team decides what you get instead, other seats or your money back, and writes to you.',
    };
  if (states.includes('refused'))
    return {
      label: 'Not accepted',
      title: 'Something is wrong with your tickets',
      text: 'You told us that you can’t accept them. Our team and the seller know, and get back to you.',
    };
  if (states.includes('overdue'))
    return {
      label: 'Late',
      title: 'Your tickets are late',
      text: 'The seller should have sent them by now. Our team was alarmed and is after them; you don’t need to do anything.',
    };
  return null;
}

function ofPhase(
  { event, moveChoice }: Reservation,
  phase: 'ahead' | 'today' | 'started' | 'over',
): OrderStatus {
  const { timeZone } = event.venue;
  const day = dayGreeting(event.startsAt, timeZone);
  if (phase === 'over')
    return {
      kind: 'over',
      tone: 'info',
      label: 'Event over',
      title: `This was ${day}`,
      text: 'The event is over. This page stays as your receipt.',
      opensGate: false,
    };
  if (phase === 'today')
    return {
      kind: 'today',
      tone: 'ok',
      label: 'Today',
      title: 'It is today',
      text: 'The organizer has not told us its time.',
      opensGate: true,
    };
  if (phase === 'started')
    return {
      kind: 'started',
      tone: 'ok',
      label: 'Under way',
      title: 'It has started. Enjoy it',
      text: '',
      opensGate: true,
    };
  if (event.status === 'moved') {
    const was =
      event.previousStartsAt === null
        ? ''
        : ` It was ${stamp(event.previousStartsAt, timeZone)} ${zoneShort(event.previousStartsAt, timeZone)}.`;
    return {
      kind: 'moved',
      tone: 'wait',
      label: 'New time',
      title: `Moved: see you ${day}`,
      text: `It starts ${stamp(event.startsAt, timeZone)} ${zoneShort(event.startsAt, timeZone)} now.${was}${moveChoice?.isOpen ? '' : ' Your tickets are good for the new time, and your payment stays as it is.'}`,
      opensGate: true,
    };
  }
  return { kind: 'ahead', tone: 'ok', label: 'Paid', title: `See you ${day}`, text: '', opensGate: true };
}
