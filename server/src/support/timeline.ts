/** A case's timeline: who did what, when and why. What happened beside the machines of the money is in `happenings.ts`. */

import { formatMoney } from '@holdfast/shared/money';
import { type BreakCause, breakCauseNames, leavesSale } from '@holdfast/shared/reservations';
import type { TimelineEntry } from '@holdfast/shared/support';
import { shortMessage } from '../platform/actors/index.ts';
import { type LogRow, withoutSecrets } from './actorView.ts';

type Payload = Record<string, unknown>;

/** A word of Stripe's, such as `expired_or_canceled_card`. */
const words = (code: unknown) => String(code).replaceAll('_', ' ');

/** Who is sent tickets; nobody knows once it is erased. */
const friendText = (name: unknown, email: unknown): string =>
  name ? `${name} (${email})` : 'a friend whose name was erased';

/** Sentences by `type message`; others show the message's name. */
const sentences: Record<string, (payload: Payload, line: LogRow) => string> = {
  'reservation created': () => 'Held the tickets.',
  'reservation pay': () => 'The fan pays.',
  'reservation paymentCaptured': (_, { to_state }) =>
    to_state === 'cancelled'
      ? 'Captured after the hold was broken, which ended it; the money is refunded automatically.'
      : 'Paid. Tickets made, ledger posted.',
  'reservation paymentFailed': (_, { to_state }) =>
    to_state === 'cancelled'
      ? 'The payment came to nothing, and the hold was broken, which ended it.'
      : to_state === 'failed'
        ? 'The payment failed and the time was over. Tickets on sale again.'
        : 'The payment failed. Back to holding.',
  'reservation claim': () => 'Free: tickets made without a payment.',
  'reservation voidOrder': () => 'The free order was made void. Tickets void.',
  'reservation cancel': () => 'Let the tickets go.',
  'reservation breakHold': (payload, { to_state }) => {
    const cause = breakCauseNames[payload.cause as BreakCause];
    return to_state === 'pending.paying'
      ? `The hold was broken: ${cause}. The payment under way is let finish, then goes back.`
      : `The hold was broken: ${cause}. Tickets ${leavesSale(payload.cause as BreakCause) ? 'off sale' : 'on sale again'}.`;
  },
  'reservation extend': ({ holdMs }) =>
    `Given more time: ${Math.round(Number(holdMs) / 60_000)} minutes from then on.`,
  'reservation move': () => 'Moved to other seats, at their own price. What it held is on sale again.',
  'reservation reacquire': ({ moved }) =>
    Array.isArray(moved) && moved.length > 0
      ? 'Paid late; its seats were gone, and as good ones of the same listing are sold instead, at the same price.'
      : 'Paid late; the same tickets were still free and are sold after all.',
  'reservation refunded': () => 'Refunded. Tickets void.',
  'reservation ticketsRefunded': ({ ticketIds, backOnSale }) => {
    const isOne = (ticketIds as unknown[]).length === 1;
    const what = isOne ? '1 ticket was' : `${(ticketIds as unknown[]).length} tickets were`;
    const place = isOne ? 'its place' : 'their places';
    const stays = isOne ? 'stays' : 'stay';
    return `${what} refunded. Void now; ${backOnSale ? `${place} may be sold again while the event is ahead` : `${place} ${stays} off sale`}.`;
  },
  'reservation hold': (_, { to_state }) =>
    to_state === 'expired'
      ? 'Time ran out. Tickets on sale again.'
      : 'Deadline passed. Nothing freed: a payment is under way.',
  'reservation review': () => 'No outcome for 15 minutes. Put into support’s queue.',
  'payment created': (payload) =>
    `A payment of ${formatMoney({ amount: Number(payload.amount), currency: String(payload.currency) })} began.`,
  'payment confirm': () => 'Asked Stripe to authorize.',
  'payment authorized': () => 'Authorized.',
  'payment actionRequired': () => 'Wants 3-D Secure. The fan’s page shows the bank’s window.',
  'payment declined': (payload) => `Declined: ${payload.code}. ${payload.message}`,
  'payment cardKnown': () => 'Stripe named the card.',
  'payment capture': () => 'Asked Stripe to capture: the reservation still holds its tickets.',
  'payment captured': () => 'Captured. The money is ours.',
  'payment void': () => 'Asked Stripe to void.',
  'payment canceled': () => 'Voided. Nothing was charged.',
  'payment hurry': () => 'Told that the deadline passed.',
  'payment deadlineReached': (_, { to_state }) =>
    to_state === 'open.voiding'
      ? 'The time was over while the bank waited for the fan: Stripe is asked to void it.'
      : 'The time is over. The payment under way is let finish.',
  'payment check': () => 'Asked Stripe how it stands.',
  'payment refund': ({ why, named }) =>
    named
      ? `Refund of ${(named as { ticketIds: unknown[] }).ticketIds.length} of its tickets asked: ${why}`
      : `Refund asked: ${why}`,
  'payment refundDone': () => 'A refund is done.',
  'payment refundReturned': () =>
    'The bank returned a refund: the money is at Stripe again, and owed to the fan.',
  'payment refundAdopted': () => 'A refund was made in Stripe’s dashboard.',
  'payment refundGivenUp': () => 'A refund was given up.',
  'payment withheld': () => 'The bank took the disputed money.',
  'payment reinstated': () => 'The disputed money is back.',
  'payment disputeOpened': (payload) => `The bank disputes it: ${payload.disputeId}.`,
  'payment disputeClosed': (payload) => (payload.won ? 'Dispute won.' : 'Dispute lost.'),
  'refund created': (payload) => `A refund was opened: ${payload.reason}`,
  'refund send': () => 'Asked Stripe to refund.',
  'refund sent': () => 'Stripe has it; the bank takes its time.',
  'refund done': () => 'Refunded.',
  'refund failed': (payload, { from_state }) =>
    from_state === 'done'
      ? `The bank returned the refund: ${words(payload.failure)}. The money is owed to the fan.`
      : `The refund failed: ${words(payload.failure)}`,
  'refund nameTickets': ({ ticketIds }) =>
    `Made in Stripe’s dashboard: staff said that it was for ${(ticketIds as unknown[]).length === 1 ? '1 ticket' : `${(ticketIds as unknown[]).length} tickets`}.`,
  'refund giveUp': () => 'The refund was given up. The money may be refunded otherwise.',
  'refund payElsewhere': () => 'Paid to the fan another way than through Stripe.',
  'refund check': () => 'Asked Stripe how it stands.',
  'refund checkPending': () => 'Asked Stripe how it stands.',
  'handover created': ({ ticketIds, toName, toEmail }) =>
    `Sent ${(ticketIds as unknown[]).length === 1 ? '1 ticket' : `${(ticketIds as unknown[]).length} tickets`} to ${friendText(toName, toEmail)}.`,
  'handover accept': ({ toName, toEmail }) =>
    `Accepted by ${friendText(toName, toEmail)}. New codes; the sender’s are dead.`,
  'handover decline': ({ toName, toEmail }) => `Declined by ${friendText(toName, toEmail)}.`,
  'handover takeBack': ({ toName, toEmail }) => `Taken back before ${friendText(toName, toEmail)} accepted.`,
  'handover end': (_, { from_state }) =>
    from_state === 'accepted'
      ? 'The handover was ended: what the friend still had is the sender’s again, with new codes.'
      : 'The handover was ended before the friend accepted.',
  'handover eventChanged': ({ eventStatus }, { to_state }) =>
    to_state === 'ended'
      ? 'The event was canceled, so the friend can’t accept any more.'
      : `The event ${eventStatus === 'postponed' ? 'is postponed' : eventStatus === 'cancelled' ? 'was canceled' : 'has another date'}; the handover follows it.`,
  'handover ticketsVoided': ({ ticketIds }) =>
    `${(ticketIds as unknown[]).length === 1 ? '1 of the tickets that were' : `${(ticketIds as unknown[]).length} of the tickets that were`} sent was refunded; the friend is told.`,
  'handover begin': () => 'The event began before the friend accepted. The sender’s codes stayed good.',
  'dispute created': (payload) => `The bank turns to us about ${payload.stripeId}: ${words(payload.reason)}.`,
  'dispute inquired': () => 'The bank asks about the payment. No money moves.',
  'dispute inquiryAnswered': () => 'Our answer is with the bank. No money moves.',
  'dispute inquiryClosed': () => 'The bank closed its inquiry. No money moved.',
  'dispute opened': () => 'The bank disputes the payment, and took the money.',
  'dispute evidenceSubmitted': () => 'The evidence is with the bank.',
  'dispute deadlinePassed': () => 'The deadline for evidence passed, and nothing was sent. The bank decides.',
  'dispute withdraw': () => 'The fan says that they withdrew it. The bank’s verdict is still to come.',
  'dispute won': () => 'The dispute was won.',
  'dispute lost': () => 'The dispute was lost.',
};

/** Who acts without being a person. */
const othersNames: Record<string, string> = { stripe: 'Stripe', clock: 'the clock', system: 'Holdfast' };

function kindOf(by: string): TimelineEntry['byKind'] {
  if (by === 'stripe') return 'stripe';
  if (by === 'clock') return 'clock';
  if (by === 'system') return 'system';
  if (by.startsWith('imp_')) return 'staff';
  return by.startsWith('fan_') ? 'fan' : 'staff';
}

/** Whether there is a sentence for a message, by its type's name and its own; every message of these machines has one. */
export const hasSentence = (type: string, message: string): boolean =>
  sentences[`${type} ${shortMessage(message)}`] !== undefined;

/** Who did it, for people. @param names of people, by id @param fanId who holds the reservation: a person may be its fan */
export function whoDid(
  by: string,
  names: ReadonlyMap<string, string>,
  fanId: string,
): Pick<TimelineEntry, 'by' | 'byKind'> {
  return by === fanId
    ? { by: 'Fan', byKind: 'fan' }
    : { by: names.get(by) ?? othersNames[by] ?? by, byKind: kindOf(by) };
}

/**
 * @param names of people, by id
 * @param fanId who holds the reservation: a person may be its fan
 */
export function presentTimeline(
  log: LogRow[],
  names: ReadonlyMap<string, string>,
  fanId: string,
): TimelineEntry[] {
  return log.map((line) => {
    const message = shortMessage(line.message);
    const sentence = sentences[`${line.actor_type} ${message}`];
    return {
      at: line.at.toISOString(),
      actorType: line.actor_type,
      actorId: line.actor_id,
      version: line.version,
      message,
      from: line.from_state,
      to: line.to_state,
      ...whoDid(line.by, names, fanId),
      reason: line.reason,
      cause: line.cause,
      text: sentence
        ? sentence(line.payload, line)
        : `${message}: ${line.from_state ?? 'nothing'} to ${line.to_state}.`,
      data: withoutSecrets(line.payload),
    };
  });
}

/** Newest first; of one instant the later version. */
export const newestFirst = (entries: TimelineEntry[]): TimelineEntry[] =>
  entries.sort((a, b) => (a.at === b.at ? b.version - a.version : a.at < b.at ? 1 : -1));
