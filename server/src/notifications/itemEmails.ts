/** Emails to fans about the tickets of one line of their order, and how such tickets are named. */
import { fanDeliveryText } from '@holdfast/shared/deliveries';
import { goodTicketsOf, type Reservation, type ReservationItem } from '@holdfast/shared/reservations';
import { DateTime } from 'luxon';
import { seatText } from '../listings/index.ts';
import { escapeHtml } from '../platform/escapeHtml.ts';
import { type Email, page, whenOf } from './templates.ts';

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

function itemEmail(
  order: Reservation,
  { kind, title, lines, link }: { kind: string; title: string; lines: string[]; link: string },
): Email {
  const subject = `${title}: ${order.event.name}`;
  const button = `<p style="margin:18px 0 0"><a href="${escapeHtml(link)}" style="color:#0d4d3a;font-weight:700">Open your order</a></p>`;
  return {
    kind,
    to: order.email ?? '',
    subject,
    text: [subject, '', ...lines, '', `Your order: ${link}`].join('\n'),
    html: page(subject, lines.map(escapeHtml), button),
  };
}

/** The fan has other tickets in place of some. @param why by which rule they are equal or better */
export function replacedEmail(order: Reservation, item: ReservationItem, why: string, link: string): Email {
  const lines = [
    `The seller can’t deliver your tickets${item.insteadOf === null ? '' : ` (${item.insteadOf})`}, so we give you others for the same event.`,
    `You have these now: ${placesOf(item)}. ${why}.`,
    whenOf(order),
    `You pay nothing more, and order ${order.code} stays as it is. The former tickets don’t open a gate; if you have any of them, don’t use them.`,
    itemText(order, item),
    'Answer this email if these seats don’t suit you.',
  ];
  return itemEmail(order, { kind: 'deliveryReplaced', title: 'Other seats for you', lines, link });
}

/** The tickets come another way. */
export function wayEmail(order: Reservation, item: ReservationItem, link: string): Email {
  const lines = [
    'Your tickets come another way than we told you. You don’t need to do anything now.',
    placesOf(item),
    whenOf(order),
    itemText(order, item),
  ];
  return itemEmail(order, { kind: 'deliveryWay', title: 'Your tickets come another way', lines, link });
}
