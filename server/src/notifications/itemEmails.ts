/** Emails to fans about the tickets of one line of their order, and how such tickets are named. */
import { fanDeliveryText } from '@holdfast/shared/deliveries';
import { goodTicketsOf, type Reservation, type ReservationItem } from '@holdfast/shared/reservations';
import { DateTime } from 'luxon';
import {
  defineEmail,
  type FindLatest,
  type Letter,
  link,
  registered,
  text,
} from '../emailTemplates/index.ts';
import { seatText } from '../listings/index.ts';
import { orderLink } from '../orders/index.ts';
import { ofLatestOrder, orderPlaceholders, orderValues } from './orderFacts.ts';

/** Which tickets of an order, in words. */
export const placesOf = ({ section, row, seats, ticketType, quantity }: ReservationItem): string =>
  section === null
    ? `${ticketType}, ${quantity === 1 ? '1 ticket' : `${quantity} tickets`}`
    : `Section ${section}, row ${row}, ${seats.length === 1 ? 'seat' : 'seats'} ${seatText(seats)}`;

/** What an email says of how an item's tickets come. */
export function itemText({ event, email, serverNow }: Reservation, item: ReservationItem): string {
  if (item.tracking === null) return item.delivery;
  const written = (format: string) => (instant: string) =>
    DateTime.fromISO(instant, { zone: event.venue.timeZone }).toFormat(format);
  const [when, day] = [written('cccc, LLLL d, h:mm a ZZZZ'), written('cccc, LLLL d')];
  return fanDeliveryText({
    delivery: item.tracking,
    count: goodTicketsOf(item).quantity,
    email,
    when,
    day,
    now: serverNow,
  }).text;
}

const placeholders = {
  ...orderPlaceholders,
  places: text('Which tickets', 'Section 140, row B, seats 3–4'),
  how: text('How they come, and until when', 'They are transferred to your account at the team.'),
  orderLink: link('Opens the order’s page, for this fan alone', 'https://tickets.example/order'),
} as const;

const valuesOf = (order: Reservation, item: ReservationItem, url: string) => ({
  ...orderValues(order),
  places: placesOf({ ...item, ...goodTicketsOf(item) }),
  how: itemText(order, item),
  orderLink: url,
});

const toAnswer = `
{{places}}

{{when}}

{{how}}

Tell us on your order’s page that you have them, or that you can’t accept them.

[Open your order]({{orderLink}})
`;

const sent = defineEmail({
  key: 'delivery.sent',
  kind: 'deliverySent',
  name: 'Tickets were sent',
  to: 'fan',
  when: 'Tickets of an order were sent to its fan another way than by email.',
  placeholders,
  subject: 'Your tickets were sent: {{event}}',
  text: toAnswer,
});

const reminder = defineEmail({
  key: 'delivery.reminder',
  kind: 'deliveryReminder',
  name: 'Do you have your tickets?',
  to: 'fan',
  when: 'Tickets that were sent wait for their fan to say that they are there.',
  placeholders,
  subject: 'Do you have your tickets?: {{event}}',
  text: toAnswer,
});

/** Tickets were sent, or wait for the fan's answer. */
export const fanDeliveryEmail = (
  order: Reservation,
  item: ReservationItem,
  kind: 'sent' | 'reminder',
  url: string,
): Letter => (kind === 'sent' ? sent : reminder).letter(order.email, valuesOf(order, item, url));

const replaced = defineEmail({
  key: 'delivery.replaced',
  kind: 'deliveryReplaced',
  name: 'Other seats',
  to: 'fan',
  when: 'The seller can’t deliver, and the fan has other tickets in place of theirs.',
  placeholders: {
    ...placeholders,
    former: text('Which tickets they had; empty where it isn’t known', 'Section 140, row B, seats 3–4'),
    why: text(
      'By which rule the others are equal or better',
      'They are in the same section, closer to the field',
    ),
  },
  subject: 'Other seats for you: {{event}}',
  text: `
The seller can’t deliver your tickets{{#former}} ({{former}}){{/former}}, so we give you others for the same event.

You have these now: {{places}}. {{why}}.

{{when}}

You pay nothing more, and order {{order}} stays as it is. The former tickets don’t open a gate; if you have any of them, don’t use them.

{{how}}

Answer this email if these seats don’t suit you.

[Open your order]({{orderLink}})
`,
});

/** The fan has other tickets in place of some. @param why by which rule they are equal or better */
export const replacedEmail = (order: Reservation, item: ReservationItem, why: string, url: string): Letter =>
  replaced.letter(order.email, {
    ...valuesOf(order, item, url),
    places: placesOf(item),
    former: item.insteadOf,
    why,
  });

const way = defineEmail({
  key: 'delivery.way',
  kind: 'deliveryWay',
  name: 'Tickets come another way',
  to: 'fan',
  when: 'Staff changed the way on which a fan’s tickets come.',
  placeholders,
  subject: 'Your tickets come another way: {{event}}',
  text: `
Your tickets come another way than we told you. You don’t need to do anything now.

{{places}}

{{when}}

{{how}}

[Open your order]({{orderLink}})
`,
});

/** The tickets come another way. */
export const wayEmail = (order: Reservation, item: ReservationItem, url: string): Letter =>
  way.letter(order.email, { ...valuesOf(order, item, url), places: placesOf(item) });

const ofLatestItem = (
  letterOf: (order: Reservation, item: ReservationItem, url: string) => Letter,
): FindLatest =>
  ofLatestOrder((order, app) => {
    const item = order.items.find((each) => goodTicketsOf(each).quantity > 0);
    return item ? letterOf(order, item, orderLink(app, order.id)) : null;
  });

export const itemEmails = [
  registered(
    sent,
    ofLatestItem((order, item, url) => fanDeliveryEmail(order, item, 'sent', url)),
  ),
  registered(
    reminder,
    ofLatestItem((order, item, url) => fanDeliveryEmail(order, item, 'reminder', url)),
  ),
  registered(
    replaced,
    ofLatestItem((order, item, url) => replacedEmail(order, item, replaced.placeholders.why.example, url)),
  ),
  registered(way, ofLatestItem(wayEmail)),
];
