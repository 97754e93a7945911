/** What a fan reads of a delivery: what comes, how, until when, and what to do. The order's page and the emails say the same. */
import type { FanDelivery } from './contract.ts';
import type { DeliveryWay } from './ways.ts';

/** What the words are about. */
export interface DeliveryWords {
  delivery: Pick<FanDelivery, 'way' | 'state' | 'dueBy' | 'inHandAt' | 'reference' | 'note' | 'receivedBy'>;
  count: number;
  /** The order's email; null: there is none. */
  email: string | null;
  /** Writes an instant as the venue's time. */
  when: (instant: string) => string;
  /** Writes the day of an instant at the venue: tickets come to hand on a day, without a time. */
  day: (instant: string) => string;
  /** ISO instant. */
  now: string;
}

/** A delivery in words. */
export interface DeliveryText {
  /** Two or three words, for a tag. */
  label: string;
  text: string;
}

/** How they come, until when. */
function comingText(way: DeliveryWay, one: boolean, email: string | null, until: string): string {
  const they = one ? 'it' : 'them';
  switch (way) {
    case 'transfer':
      return `The seller transfers ${they} to you${email === null ? '' : `, to ${email},`} in the app of the team or its ticket seller, ${until}. You accept ${they} there.`;
    case 'file':
      return `You download ${they} on this order’s page, ${until}.`;
    case 'barcode':
      return `${one ? 'Its barcode appears' : 'Their barcodes appear'} on this order’s page, ${until}.`;
    case 'willCall':
      return `You pick ${they} up at the venue. Where, and under which name, stands on this order’s page ${until}.`;
    case 'courier':
      return `A courier brings ${they} to you. The tracking number stands on this order’s page ${until}.`;
    case 'gateCode':
      return `${one ? 'Its code is' : 'Their codes are'} on this order’s page.`;
  }
}

function sentText(way: DeliveryWay, one: boolean, { delivery, email }: DeliveryWords): string {
  const they = one ? 'it' : 'them';
  const number = delivery.reference === null ? '' : ` Number: ${delivery.reference}.`;
  switch (way) {
    case 'transfer':
      return `The seller transferred ${they}${email === null ? '' : ` to ${email}`}. Look for the email of the team or its ticket seller, and accept ${they} in their app.${number}`;
    case 'file':
      return `Download ${they} on this order’s page, and show ${they} at the gate.`;
    case 'barcode':
      return `Show ${one ? 'this barcode' : 'these barcodes'} at the gate, or read ${one ? 'its number' : 'their numbers'} out.`;
    case 'willCall':
      return `Pick ${they} up at the venue.`;
    case 'courier':
      return `${one ? 'It is' : 'They are'} with the courier.${number}`;
    case 'gateCode':
      return comingText(way, one, null, '');
  }
}

const withNote = (text: string, note: string | null): string => (note === null ? text : `${text} ${note}`);

/** A delivery in words for its fan. */
export function fanDeliveryText(words: DeliveryWords): DeliveryText {
  const { delivery, count, email, when, day, now } = words;
  const { way, dueBy, inHandAt } = delivery;
  const one = count === 1;
  const these = one ? 'This ticket' : 'These tickets';
  const until = dueBy === null ? 'once the new date is known' : `by ${when(dueBy)}`;
  switch (delivery.state) {
    case 'waiting':
    case 'due': {
      const isAhead = inHandAt !== null && inHandAt > now;
      const since =
        isAhead && way !== 'willCall' ? ` The seller gets ${one ? 'it' : 'them'} on ${day(inHandAt)}.` : '';
      return { label: 'Not sent yet', text: `${comingText(way, one, email, until)}${since}` };
    }
    case 'overdue':
      return {
        label: 'Late',
        text: `${these} should have been sent by now. Our team was alarmed and is after ${one ? 'it' : 'them'}: you get ${one ? 'it' : 'them'}, or we find another way with you. You don’t need to do anything.`,
      };
    case 'sent':
      return { label: 'Sent', text: withNote(sentText(way, one, words), delivery.note) };
    case 'received':
      return {
        label: way === 'gateCode' ? 'Ready' : 'With you',
        text:
          delivery.receivedBy === 'silence' || delivery.receivedBy === 'before'
            ? ''
            : withNote(
                way === 'transfer'
                  ? `You have ${one ? 'it' : 'them'} in the app.`
                  : sentText(way, one, words),
                delivery.note,
              ),
      };
    case 'refused':
      return {
        label: 'You can’t accept',
        text: `You told us that something is wrong with ${one ? 'this ticket' : 'these tickets'}. Our team and the seller know, and get back to you.`,
      };
    case 'failed':
      return {
        label: 'Can’t be delivered',
        text: `${these} can’t be delivered. Our team decides what you get instead and writes to you. We are sorry.`,
      };
    case 'replaced':
      return { label: 'Replaced', text: `You have other tickets in place of ${one ? 'this one' : 'these'}.` };
    case 'refunded':
      return { label: 'Refunded', text: '' };
  }
}
