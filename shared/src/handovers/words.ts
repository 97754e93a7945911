/** What pages and emails say of handovers. */
import type { OwnTicket } from './contract.ts';
import type { HandoverState } from './states.ts';

/** "2 tickets" of those that are sent. */
export const ticketsText = (count: number): string => (count === 1 ? '1 ticket' : `${count} tickets`);

/**
 * Where a handover stands, for its sender.
 * @param day of the last change, such as "Dec 1"
 */
export function sentText(state: HandoverState, name: string, count: number, day: string): string {
  const to = name === '' ? 'your friend' : name;
  const code = count === 1 ? 'Your code' : 'Your codes';
  switch (state) {
    case 'sent':
    case 'undated':
      return `Sent to ${to} on ${day}, and not accepted yet. ${code} ${count === 1 ? 'stays' : 'stay'} good until then.`;
    case 'accepted':
      return `Sent to ${to}, who accepted on ${day}. ${code} no longer ${count === 1 ? 'opens' : 'open'} the gate.`;
    case 'declined':
      return `${to === 'your friend' ? 'Your friend' : to} declined on ${day}. ${code} ${count === 1 ? 'is' : 'are'} good.`;
    case 'takenBack':
      return `You took back on ${day} what you had sent to ${to}.`;
    case 'lapsed':
      return `${to === 'your friend' ? 'Your friend' : to} didn’t accept before the event began. ${code} stayed good.`;
    case 'ended':
      return `What you had sent to ${to} ended on ${day}.`;
  }
}

/** Why a ticket can't be sent. */
export const obstacleTexts: Record<NonNullable<OwnTicket['obstacle']>, string> = {
  sent: 'waits for your friend’s answer',
  admitted: 'was used at the gate',
  refunded: 'is refunded, or about to be',
  tooOften: 'was sent too often; write to us',
};
