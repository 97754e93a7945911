/** The email of a paid order: its codes where the gate is ours, and how the other tickets come. */
import { formatMoney } from '@holdfast/shared/money';
import { goodTicketsOf, type Reservation, type ReservationItem } from '@holdfast/shared/reservations';
import { escapeHtml } from '../platform/escapeHtml.ts';
import { itemText, placesOf } from './itemEmails.ts';
import { type Email, page, whenOf } from './templates.ts';
import { codedStub, stub } from './ticketStub.ts';

function placeOf(item: ReservationItem, seat: number | null): string {
  return item.kind === 'seated'
    ? `Section ${item.section}, row ${item.row}, seat ${seat}`
    : `${item.ticketType}, general admission`;
}

/**
 * HTML names the picture of each code of ours as `cid:CODE`, which the sender attaches. Tickets of another's gate have no
 * code of ours: the email says what comes, how and when.
 */
export function orderEmail(order: Reservation, link: string): Email {
  const { event } = order;
  const ours = order.items.flatMap((item) =>
    item.tickets.flatMap(({ state, seat, code }) =>
      item.way === 'gateCode' && state === 'sold' && code !== null
        ? [{ place: placeOf(item, seat), code }]
        : [],
    ),
  );
  const toCome = order.items
    .filter(({ way }) => way !== 'gateCode')
    .filter((item) => goodTicketsOf(item).quantity > 0)
    .map((item) => ({ places: placesOf({ ...item, ...goodTicketsOf(item) }), text: itemText(order, item) }));
  const title = `${toCome.length === 0 ? 'Your tickets' : 'Your order'}: ${event.name}`;
  const facts = [
    ...(order.seatsChanged === null ? [] : [order.seatsChanged]),
    `${whenOf(order)}`,
    `${event.venue.name}, ${event.venue.city}`,
    order.total.amount === 0
      ? `Order ${order.code}, free.`
      : `Order ${order.code}, ${formatMoney(order.total)} paid.`,
  ];
  const text = [
    title,
    '',
    ...facts,
    '',
    ...ours.map(({ place, code }) => `${place}\n${code}`),
    ...toCome.map(({ places, text: how }) => `${places}\n${how}`),
    '',
    ours.length > 0 ? `Show each code at the gate, or open your order: ${link}` : `Your order: ${link}`,
  ].join('\n');
  const stubs = [
    ...ours.map(codedStub),
    ...toCome.map(({ places, text: how }) => stub(places, `<p style="margin:0">${escapeHtml(how)}</p>`)),
  ].join('\n');
  const button = `<p style="margin:18px 0 0"><a href="${escapeHtml(link)}" style="color:#0d4d3a;font-weight:700">Open your order</a></p>`;
  return {
    kind: 'order',
    to: order.email ?? '',
    subject: title,
    text,
    html: page(title, facts.map(escapeHtml), stubs + button),
  };
}
