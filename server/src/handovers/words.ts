/** Which email of a handover tells whom what; null where somebody isn't told. */
import type { CatalogEvent } from '@holdfast/shared/catalog';
import { ticketsText } from '@holdfast/shared/handovers';
import type { HandoverMail } from '@holdfast/shared/handovers/machines';
import type { Letter } from '../emailTemplates/index.ts';
import { toFriend } from './friendTemplates.ts';
import type { Handover } from './Handover.ts';
import { toSender } from './senderTemplates.ts';

/** What an email is about. */
export interface About {
  handover: Handover;
  /** Tickets of it. */
  count: number;
  places: readonly string[];
  whereAndWhen: string;
  event: CatalogEvent;
  /** How many of them a refund made void just now. */
  voided: number;
}

const factsOf = ({ handover, count, places, whereAndWhen, event }: About) => ({
  event: event.name,
  whereAndWhen,
  places: places.join('\n'),
  tickets: ticketsText(count),
  isOne: count === 1,
  isCanceled: event.status === 'cancelled',
  isAccepted: handover.acceptedAt !== null,
});

/**
 * @param has the tickets that the friend has now, with their codes
 * @param page the friend's own
 */
export function letterToFriend(
  what: HandoverMail,
  about: About,
  has: ReadonlyArray<{ place: string; code: string }>,
  page: string,
): Letter | null {
  const { handover, event, voided } = about;
  const values = {
    ...factsOf(about),
    from: handover.fromName || 'Somebody',
    friend: handover.toName,
    page,
  };
  const to = handover.toEmail;
  switch (what) {
    case 'sent':
      return handover.acceptedAt === null && handover.endedAt === null
        ? toFriend.sent.letter(to, values)
        : null;
    case 'accepted':
      return has.length === 0
        ? null
        : toFriend.accepted.letter(to, { ...values, isOne: has.length === 1, codes: has });
    case 'takenBack':
      return toFriend.takenBack.letter(to, values);
    case 'ended':
      return toFriend.ended.letter(to, values);
    case 'voided':
      return toFriend.voided.letter(to, { ...values, voided: String(voided), isOneVoided: voided === 1 });
    case 'eventChanged':
      return has.length === 0 ? null : eventTemplate(event).letter(to, values);
    case 'declined':
    case 'lapsed':
      return null;
  }
}

const eventTemplate = ({ status }: CatalogEvent) =>
  status === 'cancelled' ? toFriend.canceled : status === 'postponed' ? toFriend.postponed : toFriend.moved;

/**
 * To the sender: the order's fan, or who had been sent the tickets.
 * @param at the sender's address, and their own page
 */
export function letterToSender(
  what: HandoverMail,
  about: About,
  { to, url }: { to: string; url: string },
): Letter | null {
  if (what === 'takenBack' || what === 'voided' || what === 'eventChanged') return null;
  return toSender[what].letter(to, {
    ...factsOf(about),
    friend: about.handover.toName || 'your friend',
    page: url,
  });
}
