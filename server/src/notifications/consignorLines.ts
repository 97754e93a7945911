/** What a consignor's email says of each notification, by chapter. */
import { wayNames } from '@holdfast/shared/deliveries';
import { formatMoney } from '@holdfast/shared/money';
import { DateTime } from 'luxon';
import { seatText } from '../listings/index.ts';
import type { DigestLine } from './consignorDigest.ts';

type Kind = DigestLine['kind'];
type LineOf<K extends Kind> = Extract<DigestLine, { kind: K }>;

interface Chapter {
  kinds: readonly Kind[];
  head: string;
  after: string;
}

/** In the order of the email. */
export const chapters: readonly Chapter[] = [
  {
    kinds: ['deliveryLate'],
    head: 'Late: sold, and not sent yet',
    after: 'Send them now under “To deliver” on your page, or tell us there that you can’t. Their fan waits.',
  },
  {
    kinds: ['deliveryRefused'],
    head: 'The fan can’t accept them',
    after: 'Send them again under “To deliver” on your page, or answer this email.',
  },
  {
    kinds: ['deliveryWay'],
    head: 'Please send them another way',
    after: 'Our team changed how these reach their fan. Your page takes the new proof under “To deliver”.',
  },
  {
    kinds: ['deliveryReplaced'],
    head: 'Not delivered: their fan has other tickets now',
    after: 'You aren’t paid for these, and they are off sale. Answer this email if something is wrong.',
  },
  {
    kinds: ['deliveryRefunded'],
    head: 'Not delivered: their fan has the money back',
    after: 'You aren’t paid for these, and they are off sale. Answer this email if something is wrong.',
  },
  {
    kinds: ['toDeliver'],
    head: 'Sold: please send the tickets',
    after: 'Your page says under “To deliver” to whom, and takes the proof.',
  },
  {
    kinds: ['rejected'],
    head: 'Not put on sale',
    after: 'Answer this email if something is wrong; we can look again.',
  },
  {
    kinds: ['returned'],
    head: 'Please look again',
    after: 'Answer this email with what is missing, and we offer them again.',
  },
  {
    kinds: ['pausedByMove'],
    head: 'Off sale for now: the event moved',
    after:
      'Answer this email with the section, row and seats that these are there, and we put them on sale again. Or take them off sale on your page.',
  },
  {
    kinds: ['delistDeclined'],
    head: 'Still on sale, though you asked for them back',
    after: 'Answer this email if you still want them back.',
  },
  {
    kinds: ['withdrawn', 'seatsWithdrawn'],
    head: 'Taken off sale',
    after: 'Nobody can buy these here any more.',
  },
  {
    kinds: ['withdrawnSold'],
    head: 'Sold although you withdrew them',
    after:
      'A fan held these when you withdrew them, and may finish then. They stay sold, and you are paid for them.',
  },
  { kinds: ['approved'], head: 'Now on sale', after: 'Fans see them now.' },
  {
    kinds: ['repriced'],
    head: 'New prices',
    after: 'The price of each ticket, before the service fee that fans pay on top.',
  },
];

/** Under which head the email lists a notification. */
export const headOf = (kind: Kind): string =>
  chapters.find(({ kinds }) => kinds.includes(kind))?.head ?? 'News of your listing';

/** Several prices of one listing are one line: from the first to the last. An approval names the last price. */
export function foldPrices(lines: readonly DigestLine[]): DigestLine[] {
  const last = new Map<string, LineOf<'approved'> | LineOf<'repriced'>>();
  const folded: DigestLine[] = [];
  for (const line of lines) {
    const earlier = last.get(line.listingId);
    if (line.kind === 'repriced' && earlier) {
      if (earlier.kind === 'approved') earlier.facts = { price: line.facts.to };
      else earlier.facts = { from: earlier.facts.from, to: line.facts.to };
      continue;
    }
    if (line.kind !== 'approved' && line.kind !== 'repriced') {
      folded.push(line);
      continue;
    }
    const copy = { ...line };
    // An approval takes the place of the prices before it.
    const replaced = line.kind === 'approved' && earlier ? folded.indexOf(earlier) : -1;
    if (replaced >= 0) folded.splice(replaced, 1);
    last.set(line.listingId, copy);
    folded.push(copy);
  }
  return folded;
}

/** One line of the email. */
export function itemOf(line: DigestLine): string {
  switch (line.kind) {
    case 'rejected':
    case 'returned':
    case 'delistDeclined':
      return `${place(line)}: ${line.facts.reason ?? 'no reason was given'}`;
    case 'approved':
      return `${place(line)}: at ${formatMoney(line.facts.price)} each`;
    case 'repriced':
      return line.facts.from.amount === line.facts.to.amount
        ? `${place(line)}: back at ${formatMoney(line.facts.to)} each`
        : `${place(line)}: from ${formatMoney(line.facts.from)} to ${formatMoney(line.facts.to)} each`;
    case 'withdrawn':
    case 'seatsWithdrawn':
      return leftSale(line);
    case 'withdrawnSold':
      return soldThoughWithdrawn(line);
    case 'pausedByMove':
      return `${place(line)}: ${line.facts.venue} isn’t known to have this section`;
    case 'toDeliver':
    case 'deliveryLate':
    case 'deliveryRefused':
    case 'deliveryWay':
    case 'deliveryReplaced':
    case 'deliveryRefunded':
      return toSend(line);
  }
}

const count = (n: number) => (n === 1 ? '1 ticket' : `${n} tickets`);

/** What left at once, what leaves later, what stays sold, and why. */
function leftSale(line: LineOf<'withdrawn' | 'seatsWithdrawn'>): string {
  const { reason, asked, seats, left, held } = line.facts;
  const which =
    seats.length > 0 ? `${seats.length === 1 ? 'seat' : 'seats'} ${seatText(seats)}` : count(left);
  const parts = [
    left > 0 || seats.length > 0
      ? `${which} left the sale${asked ? ', as you asked' : ''}.`
      : `It left the sale${asked ? ', as you asked' : ''}.`,
    held === 0
      ? ''
      : `${held === 1 ? '1 is' : `${held} are`} held by a fan: ${held === 1 ? 'it leaves' : 'they leave'} the sale unless the fan pays.`,
    soldBefore(line.facts),
    reason === null ? '' : `Why: ${reason.replace(/\.$/, '')}.`,
  ];
  return `${place(line)}: ${parts.filter(Boolean).join(' ')}`;
}

function soldBefore({ sold, soldAreRefunded }: LineOf<'withdrawn' | 'seatsWithdrawn'>['facts']): string {
  if (sold === 0) return '';
  const one = sold === 1;
  const before = `${sold} had been sold before`;
  if (soldAreRefunded)
    return `${before}: ${one ? 'its fan gets' : 'their fans get'} the money back, so you are not paid for ${one ? 'it' : 'them'}.`;
  return `${before} and ${one ? 'stays' : 'stay'} sold: you are paid for ${one ? 'it' : 'them'}.`;
}

type DeliveryKind =
  | 'toDeliver'
  | 'deliveryLate'
  | 'deliveryRefused'
  | 'deliveryWay'
  | 'deliveryReplaced'
  | 'deliveryRefunded';

/** Which of a listing's tickets, how they are sent, and until when. */
function toSend(line: LineOf<DeliveryKind>): string {
  const { seats, quantity, way, dueBy } = line.facts;
  const which =
    seats.length > 0 ? `${seats.length === 1 ? 'seat' : 'seats'} ${seatText(seats)}` : count(quantity);
  const until =
    dueBy === null
      ? 'as soon as its date is known'
      : `by ${DateTime.fromISO(dueBy, { zone: line.timeZone }).toFormat('ccc, LLL d, h:mm a ZZZZ')}`;
  const isToSend = line.kind === 'toDeliver' || line.kind === 'deliveryWay';
  const { section, row, ticketType, eventName } = line;
  const where = section === null ? ticketType : `section ${section}, row ${row}`;
  return `${eventName}, ${where}, ${which}: ${wayNames[way]}${isToSend ? `, ${until}` : ''}`;
}

function soldThoughWithdrawn(line: LineOf<'withdrawnSold'>): string {
  const { withdrawnAt, heldSince, paidAt, seats, quantity } = line.facts;
  const time = (iso: string) =>
    DateTime.fromISO(iso, { zone: line.timeZone }).toFormat('LLL d, yyyy, h:mm:ss a ZZZZ');
  const sold =
    seats.length > 0 ? `${seats.length === 1 ? 'seat' : 'seats'} ${seatText(seats)}` : count(quantity);
  return `${place(line)}: ${sold} sold. Withdrawn ${time(withdrawnAt)}; held by the fan since ${time(heldSince)}; paid ${time(paidAt)}.`;
}

function place({ eventName, section, row, seats, ticketType }: DigestLine): string {
  return section === null
    ? `${eventName}, ${ticketType}`
    : `${eventName}, section ${section}, row ${row}, ${seats.length === 1 ? 'seat' : 'seats'} ${seatText(seats)}`;
}
