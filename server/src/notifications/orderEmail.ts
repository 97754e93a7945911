/** The email of a paid order: its codes where the gate is ours, and how the other tickets come. */
import { goodTicketsOf, type Reservation, type ReservationItem } from '@holdfast/shared/reservations';
import {
  code,
  defineEmail,
  flag,
  type Letter,
  link,
  list,
  registered,
  text,
} from '../emailTemplates/index.ts';
import { orderLink } from '../orders/index.ts';
import { itemText, placesOf } from './itemEmails.ts';
import { ofLatestOrder, orderPlaceholders, orderValues } from './orderFacts.ts';

function placeOf(item: ReservationItem, seat: number | null): string {
  return item.kind === 'seated'
    ? `Section ${item.section}, row ${item.row}, seat ${seat}`
    : `${item.ticketType}, general admission`;
}

const order = defineEmail({
  key: 'order.tickets',
  kind: 'order',
  name: 'Your tickets',
  to: 'fan',
  when: 'An order is paid, or its tickets go to another address, or support sends them again.',
  placeholders: {
    ...orderPlaceholders,
    seatsChanged: text('What to know where other seats were given; empty where none were', ''),
    tickets: list(
      'Tickets with codes of ours, which open our own gates',
      {
        place: text('Where the ticket is', 'Section 112, row F, seat 7'),
        code: code('Its code, with its picture', '8QK2M9T4RW'),
      },
      [
        { place: 'Section 112, row F, seat 7', code: '8QK2M9T4RW' },
        { place: 'Section 112, row F, seat 8', code: '5ZC7H1VXND' },
      ],
    ),
    toCome: list(
      'Tickets that come another way, which open others’ gates',
      {
        places: text('Which tickets', 'Section 140, row B, seats 3–4'),
        how: text(
          'How and until when they come',
          'Your tickets are transferred to you by Thursday, November 19.',
        ),
      },
      [],
    ),
    hasToCome: flag('Whether there are tickets that come another way'),
    hasCodes: flag('Whether there are tickets with codes of ours', true),
    orderLink: link('Opens the order’s page, for this fan alone', 'https://tickets.example/order'),
  },
  subject: '{{#hasToCome}}Your order{{/hasToCome}}{{^hasToCome}}Your tickets{{/hasToCome}}: {{event}}',
  text: `
{{#seatsChanged}}
{{seatsChanged}}

{{/seatsChanged}}
{{when}}

{{venue}}, {{city}}

Order {{order}}, {{#isFree}}free{{/isFree}}{{^isFree}}{{total}} paid{{/isFree}}.

{{#tickets}}
> {{place}}
> {{code}}

{{/tickets}}
{{#toCome}}
> {{places}}
> {{how}}

{{/toCome}}
{{#hasCodes}}
Show each code at the gate, or open your order:

{{/hasCodes}}
[Open your order]({{orderLink}})
`,
});

/** Tickets of another's gate have no code of ours: the email says what comes, how and when. */
export function orderEmail(paid: Reservation, url: string): Letter {
  const tickets = paid.items.flatMap((item) =>
    item.tickets.flatMap(({ state, seat, code: ours }) =>
      item.way === 'gateCode' && state === 'sold' && ours !== null
        ? [{ place: placeOf(item, seat), code: ours }]
        : [],
    ),
  );
  const toCome = paid.items
    .filter(({ way }) => way !== 'gateCode')
    .filter((item) => goodTicketsOf(item).quantity > 0)
    .map((item) => ({ places: placesOf({ ...item, ...goodTicketsOf(item) }), how: itemText(paid, item) }));
  return order.letter(paid.email, {
    ...orderValues(paid),
    seatsChanged: paid.seatsChanged,
    tickets,
    toCome,
    hasToCome: toCome.length > 0,
    hasCodes: tickets.length > 0,
    orderLink: url,
  });
}

export const orderEmails = [
  registered(
    order,
    ofLatestOrder((paid, app) => orderEmail(paid, orderLink(app, paid.id))),
  ),
];
