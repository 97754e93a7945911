/** What the emails of a handover say; null where somebody isn't told. */
import type { CatalogEvent } from '@holdfast/shared/catalog';
import { ticketsText } from '@holdfast/shared/handovers';
import type { HandoverMail } from '@holdfast/shared/handovers/machines';
import type { Handover } from './Handover.ts';

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

/** An email's words. */
export interface Words {
  title: string;
  lines: string[];
  /** What the link is called. */
  link: string;
}

const named = (name: string, otherwise: string): string => (name === '' ? otherwise : name);

/** @param has how many of the tickets the friend has now */
export function wordsToFriend(what: HandoverMail, about: About, has: number): Words | null {
  const { handover, count, places, whereAndWhen, event, voided } = about;
  const from = named(handover.fromName, 'Somebody');
  const [it, they] = count === 1 ? ['it', 'it'] : ['them', 'they'];
  const link = 'Your tickets';
  switch (what) {
    case 'sent':
      return handover.acceptedAt === null && handover.endedAt === null
        ? {
            title: `${from} sent you ${count === 1 ? 'a ticket' : ticketsText(count)}`,
            lines: [
              `${named(handover.toName, 'Hello')}, ${from} wants you to have ${ticketsText(count)} of ${event.name}.`,
              whereAndWhen,
              places.join('\n'),
              `Accept ${it}, and ${they} ${count === 1 ? 'is' : 'are'} yours, with ${count === 1 ? 'a code of its own' : 'codes of their own'}. You pay nothing here. Until then ${from} can take ${it} back, and once the event begins ${they} can’t be accepted any more.`,
              'You don’t know who that is? Decline, or do nothing: without the link nothing happens.',
            ],
            link: `See ${it}, and accept or decline`,
          }
        : null;
    case 'accepted':
      return has === 0
        ? null
        : {
            title: has === 1 ? 'Your ticket' : 'Your tickets',
            lines: [
              whereAndWhen,
              `${from} sent ${has === 1 ? 'it' : 'them'} to you. Show ${has === 1 ? 'this code' : 'each code'} at the gate; ${from}’s no longer ${has === 1 ? 'opens' : 'open'} it. Whoever has this email’s link has the tickets, so keep it to yourself.`,
            ],
            link,
          };
    case 'takenBack':
      return {
        title: `${from} took ${count === 1 ? 'a ticket' : 'tickets'} back`,
        lines: [`What ${from} sent you can’t be accepted any more. You needn’t do anything.`, whereAndWhen],
        link,
      };
    case 'ended':
      return {
        title:
          handover.acceptedAt === null ? 'Tickets can’t be accepted any more' : 'Your tickets have ended',
        lines: [
          handover.acceptedAt === null
            ? `What ${from} sent you has ended${event.status === 'cancelled' ? ', because the event was canceled' : ''}. You needn’t do anything.`
            : `We ended what ${from} had sent you: your codes no longer open the gate. Answer this email if you have a question about it.`,
          whereAndWhen,
        ],
        link,
      };
    case 'voided':
      return {
        title: `${voided === 1 ? 'A ticket of yours was' : `${voided} tickets of yours were`} refunded`,
        lines: [
          `${voided === 1 ? 'It no longer opens' : 'They no longer open'} the gate. The money goes back to the card that paid for ${voided === 1 ? 'it' : 'them'}, not to you; ask ${from} about it.`,
          whereAndWhen,
        ],
        link,
      };
    case 'eventChanged':
      return has === 0 ? null : eventWords(about, from, link);
    case 'declined':
    case 'lapsed':
      return null;
  }
}

function eventWords({ event, whereAndWhen }: About, from: string, link: string): Words {
  switch (event.status) {
    case 'cancelled':
      return {
        title: 'Your event was canceled',
        lines: [
          `It doesn’t take place, and your tickets open no gate. The money goes back to the card that paid for them, not to you; ask ${from} about it.`,
        ],
        link,
      };
    case 'postponed':
      return {
        title: 'Your event is postponed',
        lines: ['The new date isn’t known yet. Keep your tickets: they are good for it.'],
        link,
      };
    default:
      return {
        title: 'Your event has a new date',
        lines: [whereAndWhen, 'Your tickets are good for it.'],
        link,
      };
  }
}

/** To the sender: the order's fan, or who had been sent the tickets. */
export function wordsToSender(what: HandoverMail, about: About): Words | null {
  const { handover, count, places, whereAndWhen, event } = about;
  const to = named(handover.toName, 'your friend');
  const one = count === 1;
  const link = 'See how it stands';
  const facts = [whereAndWhen, places.join('\n')];
  switch (what) {
    case 'sent':
      return {
        title: `You sent ${one ? 'a ticket' : ticketsText(count)} to ${to}`,
        lines: [
          `We emailed ${to} a link to accept or decline. Until ${to} accepts, your ${one ? 'code stays' : 'codes stay'} good, and you can take ${one ? 'it' : 'them'} back on the page.`,
          ...facts,
          'That wasn’t you? Take it back at once, and answer this email.',
        ],
        link,
      };
    case 'accepted':
      return {
        title: `${to} has your ${one ? 'ticket' : 'tickets'}`,
        lines: [
          `${to} accepted. Your ${one ? 'code no longer opens' : 'codes no longer open'} the gate; ${to} has ${one ? 'a new one' : 'new ones'}. If money ever goes back for ${one ? 'it' : 'them'}, it goes to the card that paid.`,
          ...facts,
        ],
        link,
      };
    case 'declined':
      return {
        title: `${to} declined`,
        lines: [
          `Your ${one ? 'ticket is' : 'tickets are'} still yours, and your ${one ? 'code is' : 'codes are'} good.`,
          ...facts,
        ],
        link,
      };
    case 'lapsed':
      return {
        title: `${to} didn’t accept in time`,
        lines: [
          `The event begins, so what you sent can’t be accepted any more. Your ${one ? 'code is' : 'codes are'} good.`,
          ...facts,
        ],
        link,
      };
    case 'ended':
      return {
        title: `What you sent to ${to} has ended`,
        lines: [
          event.status === 'cancelled'
            ? 'The event was canceled.'
            : handover.acceptedAt === null
              ? `${to} can’t accept ${one ? 'it' : 'them'} any more.`
              : `We took back what ${to} still had. Those tickets are yours again, with new codes: they are on the page.`,
          ...facts,
        ],
        link,
      };
    case 'takenBack':
    case 'voided':
    case 'eventChanged':
      return null;
  }
}
