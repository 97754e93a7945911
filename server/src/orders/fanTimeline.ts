/** A reservation's timeline in sentences for the fan, in the venue's time. */
import type { MovedLine } from '@holdfast/shared/reservations/machines';
import { DateTime } from 'luxon';
import { seatText } from '../listings/index.ts';

export interface LogLine {
  actor_id: string;
  actor_type: string;
  version: number;
  message: string;
  payload: Record<string, unknown>;
  from_state: string | null;
  to_state: string;
  reason: string | null;
  at: Date;
}

interface CardReport {
  what: string;
  text: string;
}

/** What happened to a delivery, for its fan. */
function ofDelivery({ message, from_state, to_state }: LogLine): CardReport | null {
  switch (message) {
    case 'send':
      return from_state === 'sent'
        ? { what: 'deliverySent', text: 'Tickets were sent again.' }
        : { what: 'deliverySent', text: 'Tickets were sent to you.' };
    case 'receive':
      return { what: 'deliveryReceived', text: 'You have the tickets.' };
    case 'refuse':
      return { what: 'deliveryRefused', text: 'You can’t accept the tickets. Our team and the seller know.' };
    case 'fail':
      return {
        what: 'deliveryFailed',
        text: 'The tickets can’t be delivered. Our team decides what follows.',
      };
    case 'replace':
      return {
        what: 'deliveryReplaced',
        text: 'You have other tickets in place of those. You pay nothing more.',
      };
    case 'changeWay':
      return { what: 'deliveryWay', text: 'Your tickets come another way now.' };
    default:
      return to_state === 'overdue' && from_state !== 'overdue'
        ? { what: 'deliveryLate', text: 'The tickets weren’t sent in time. Our team was alarmed.' }
        : null;
  }
}

export function fanTimeline(log: LogLine[], timeZone: string): Array<CardReport & { at: string }> {
  return log.flatMap((line) => {
    const described = line.actor_type === 'delivery' ? ofDelivery(line) : describe(line, timeZone);
    return described ? [{ at: line.at.toISOString(), ...described }] : [];
  });
}

/**
 * "Seats 1–2 were gone when your payment came…": which seats stand for which, as the fan reads it.
 * @returns null where the order has the seats that were held
 */
export function movedText({ message, payload }: Pick<LogLine, 'message' | 'payload'>): string | null {
  const moved = message === 'reacquire' ? ((payload.moved ?? []) as MovedLine[]) : [];
  if (moved.length === 0) return null;
  const named = (seats: number[]) => `${seats.length === 1 ? 'seat' : 'seats'} ${seatText(seats)}`;
  const texts = moved.map(({ from, to }) => `${named(to)} instead of ${named(from)}`);
  return `Your payment came late, and your seats were gone. You have ${texts.join(', and ')}: same section, same row, same price.`;
}

/** The deadline that a message of the hold set, by the venue's clock. */
const deadlineOf = ({ at, payload }: LogLine, timeZone: string) =>
  DateTime.fromMillis(at.getTime() + Number(payload.holdMs), { zone: timeZone }).toFormat('h:mm a');

function describe(line: LogLine, timeZone: string): CardReport | null {
  if (line.message.startsWith('xstate.after.hold'))
    return line.to_state === 'expired'
      ? { what: 'expired', text: 'The time to pay was over. Nothing was charged.' }
      : {
          what: 'deadlinePassed',
          text: 'The hold’s time passed while your bank was asked. Your tickets stay yours until it answers.',
        };
  switch (line.message) {
    case 'created':
      return { what: 'held', text: `Held for you until ${deadlineOf(line, timeZone)}.` };
    case 'pay':
      return { what: 'paying', text: 'We asked your bank.' };
    case 'paymentFailed':
      if (line.to_state === 'cancelled')
        return {
          what: 'cancelled',
          text: 'The payment was called off, and the hold ended. Nothing was charged.',
        };
      return line.to_state === 'failed'
        ? {
            what: 'failed',
            text: 'The payment did not go through, and the time was over. Nothing was charged.',
          }
        : {
            what: 'declined',
            text: 'The payment didn’t go through. Nothing was charged, and the tickets stayed yours.',
          };
    case 'paymentCaptured':
      if (line.to_state === 'cancelled')
        return {
          what: 'cancelled',
          text: 'Your bank paid after we had to end this hold. All of it is refunded to your card automatically.',
        };
      return { what: 'paid', text: 'Payment received. The tickets are yours.' };
    case 'claim':
      return { what: 'paid', text: 'The tickets are yours. They are free.' };
    case 'reacquire':
      return {
        what: 'paid',
        text:
          movedText(line) ?? 'Your payment came late, and the same tickets were still free: they are yours.',
      };
    case 'cancel':
      return line.reason === null
        ? { what: 'cancelled', text: 'You let the tickets go. Nothing was charged.' }
        : {
            what: 'superseded',
            text: 'You signed in with another hold, so this one ended. Nothing was charged.',
          };
    case 'extend':
      return {
        what: 'extended',
        text: `We gave you more time: your tickets are held until ${deadlineOf(line, timeZone)}.`,
      };
    case 'move':
      return {
        what: 'moved',
        text: 'We moved your hold to other seats, at their own price. Nothing was charged.',
      };
    case 'breakHold':
      return line.to_state === 'pending.paying'
        ? {
            what: 'broken',
            text: 'We have to end this hold. Your payment is called off, or is refunded to your card automatically.',
          }
        : { what: 'cancelled', text: 'We had to end this hold. Nothing was charged.' };
    case 'refunded':
      return { what: 'refunded', text: 'The tickets were refunded. They no longer open a gate.' };
    case 'ticketsRefunded': {
      const count = (line.payload.ticketIds as string[]).length;
      return {
        what: 'ticketsRefunded',
        text:
          count === 1
            ? 'One ticket was refunded. It no longer opens a gate; the others stay good.'
            : `${count} tickets were refunded. They no longer open a gate; the others stay good.`,
      };
    }
    case 'voidOrder':
      return {
        what: 'refunded',
        text: 'This order was made void. It was free, so there is nothing to refund. These tickets no longer open a gate.',
      };
    default:
      return null;
  }
}
