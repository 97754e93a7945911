/** Email templates: text and HTML with the same content. */

import { formatMoney } from '@holdfast/shared/money';
import type { Reservation } from '@holdfast/shared/reservations';
import { DateTime } from 'luxon';
import type { Reach } from '../content/index.ts';
import type { Marketplace } from '../marketplace/index.ts';
import { escapeHtml } from '../platform/escapeHtml.ts';

export interface Email {
  kind: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Stands for the marketplace's name in subjects and texts; a character that nobody types. `signed` puts the name there. */
export const marketplaceName = '\uE000';
const footPlace = '<!--foot-->';

/** The email as it is sent: with the marketplace's name, and at its foot who it is and where to write to. */
export function signed(
  email: Email,
  {
    name,
    contactEmail,
    postalAddress,
    phone,
    hours,
  }: Pick<Marketplace, 'name' | 'contactEmail' | 'postalAddress'> & Reach,
): Email {
  const lines = [
    name,
    ...(postalAddress?.split('\n') ?? []),
    contactEmail,
    ...[phone, hours].flatMap((line) => line?.split('\n') ?? []),
  ];
  const foot = `<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #d8e0db;font-size:13px;color:#5a6b63">${lines
    .map(escapeHtml)
    .join('<br>')}</p>`;
  const inText = (text: string) => text.replaceAll(marketplaceName, () => name);
  return {
    ...email,
    subject: inText(email.subject),
    text: `${inText(email.text)}\n\n-- \n${lines.join('\n')}\n`,
    html: email.html.replaceAll(marketplaceName, () => escapeHtml(name)).replace(footPlace, () => foot),
  };
}

/** Mail clients ignore style sheets, so styles are inline and simple. */
export function page(title: string, paragraphs: string[], after = ''): string {
  const body = paragraphs.map((line) => `<p style="margin:0 0 14px">${line}</p>`).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:24px;background:#f4f6f4;font:16px/1.5 Archivo,Helvetica,Arial,sans-serif;color:#10241c">
<div style="max-width:560px;margin:0 auto;background:#fff;padding:28px;border-radius:10px">
<p style="margin:0 0 18px;font-weight:700;color:#0d4d3a">${marketplaceName}</p>
<h1 style="margin:0 0 16px;font-size:24px;line-height:1.2">${escapeHtml(title)}</h1>
${body}${after}${footPlace}</div></body></html>`;
}

/** When an event starts, at its venue. */
export function whenOf({ event }: Reservation): string {
  if (event.status === 'postponed') return 'Postponed: the new date isn’t known yet';
  return startText(event, event.venue.timeZone);
}

/** @param startsAt ISO instant */
export function startText(
  { startsAt, timeTbd }: { startsAt: string; timeTbd: boolean },
  zone: string,
): string {
  const start = DateTime.fromISO(startsAt, { zone });
  return timeTbd
    ? `${start.toFormat('cccc, LLLL d, yyyy')}, time to be announced`
    : start.toFormat('cccc, LLLL d, yyyy, h:mm a ZZZZ');
}

/** What went back of an order. It is less than all of it where the fees of tickets weren't given back. */
export const refundedOf = ({ payment, total }: Reservation) =>
  payment && payment.refunded.amount > 0 ? payment.refunded : total;

/** The whole order was refunded, or is void where it was free. */
export function refundEmail(order: Reservation): Email {
  const isFree = order.total.amount === 0;
  const title = `${isFree ? 'Your tickets are void' : 'Refunded'}: ${order.event.name}`;
  const lines = [
    ...(order.event.status === 'cancelled' ? ['The event was canceled.'] : []),
    isFree
      ? 'They were free, so there is nothing to refund.'
      : `${formatMoney(refundedOf(order))} went back to your card. Banks take 5 to 10 days to show it.`,
    `The tickets of order ${order.code} no longer open a gate.`,
  ];
  return {
    kind: 'refund',
    to: order.email ?? '',
    subject: title,
    text: [title, '', ...lines].join('\n'),
    html: page(title, lines.map(escapeHtml)),
  };
}

/**
 * Staff broke a hold, for a named cause.
 * @param charged whether the money had been captured; it is refunded automatically
 */
export function holdBrokenEmail(
  order: Reservation,
  { cause, charged }: { cause: string; charged: boolean },
): Email {
  const title = `We had to end your hold: ${order.event.name}`;
  const lines = [
    `Why: ${cause}.`,
    charged
      ? `Your payment had gone through meanwhile: all of it, ${formatMoney(order.total)}, is refunded to your card automatically. Banks take 5 to 10 days to show it. We are sorry.`
      : 'Nothing was charged. We are sorry.',
  ];
  return {
    kind: 'holdBroken',
    to: order.email ?? '',
    subject: title,
    text: [title, '', ...lines].join('\n'),
    html: page(title, lines.map(escapeHtml)),
  };
}

/** The order's address was changed. Goes to the former one, without the tickets and without the new address. */
export function addressChangedEmail(order: Reservation, formerAddress: string): Email {
  const title = `Your tickets go to another address: ${order.event.name}`;
  const lines = [
    `The email address of order ${order.code} was changed on its page. ${order.items.every(({ way }) => way === 'gateCode') ? 'The tickets' : 'Tickets that aren’t sent yet'} and all further emails go there.`,
    'If that wasn’t you, answer this email.',
  ];
  return {
    kind: 'addressChanged',
    to: formerAddress,
    subject: title,
    text: [title, '', ...lines].join('\n'),
    html: page(title, lines.map(escapeHtml)),
  };
}
