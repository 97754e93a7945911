/** What the fan of a paid order is told when its event is called off, postponed, moved or on again. */
import { formatMoney } from '@holdfast/shared/money';
import { goodTicketsOf, type Reservation, refundableOf } from '@holdfast/shared/reservations';
import { DateTime } from 'luxon';
import type { ChangeToMail } from '../eventChanges/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { escapeHtml } from '../platform/escapeHtml.ts';
import { placesOf } from './itemEmails.ts';
import { orderEmail } from './orderEmail.ts';
import { type Email, page, refundedOf, startText, whenOf } from './templates.ts';

/** The tickets of a paid order; of a canceled event what becomes of its money. @param link to the order's page */
export const ticketsEmail = (order: Reservation, link: string): Email =>
  order.event.status === 'cancelled'
    ? eventChangeEmail(
        order,
        {
          kind: 'cancel',
          fromStartsAt: order.event.startsAt,
          fromTimeTbd: false,
          isOtherStart: false,
          fromVenue: null,
        },
        link,
      )
    : orderEmail(order, link);

/** @param link to the order's page */
export function eventChangeEmail(order: Reservation, change: ChangeToMail, link: string): Email {
  const { subject, lines } = wordsOf(order, change);
  const title = `${subject}: ${order.event.name}`;
  const button = `<p style="margin:18px 0 0"><a href="${escapeHtml(link)}" style="color:#0d4d3a;font-weight:700">Open your order</a></p>`;
  return {
    kind: 'eventChange',
    to: order.email ?? '',
    subject: title,
    text: [title, '', ...lines, '', `Your order: ${link}`].join('\n'),
    html: page(title, lines.map(escapeHtml), button),
  };
}

function wordsOf(order: Reservation, change: ChangeToMail): { subject: string; lines: string[] } {
  const former = startText(
    { startsAt: change.fromStartsAt, timeTbd: change.fromTimeTbd },
    order.event.venue.timeZone,
  );
  switch (change.kind) {
    case 'cancel':
      return {
        subject: 'Canceled',
        lines: [`This event does not take place. ${ticketsOf(order)} don’t open a gate.`, moneyText(order)],
      };
    case 'postpone':
      return {
        subject: 'Postponed',
        lines: [
          'This event does not take place on its date. The new one isn’t known yet; we email it to you.',
          `${goodForNewDate(order)}${isFree(order) ? '' : ' If the event is canceled instead, you get all of your money back.'}`,
        ],
      };
    case 'move':
      return {
        subject: movedSubject(change),
        lines: [
          `It starts ${whenOf(order)} now, at ${order.event.venue.name}, ${order.event.venue.city}.`,
          `Before, it was ${[change.isOtherStart ? former : '', change.fromVenue === null ? '' : `at ${change.fromVenue}`].filter(Boolean).join(', ')}.`,
          ...choiceLines(order),
        ],
      };
    case 'restore':
      return {
        subject: 'It takes place',
        lines: [
          `This event takes place after all: ${whenOf(order)}, at ${order.event.venue.name}, ${order.event.venue.city}.`,
          `${ticketsOf(order)} are good.`,
        ],
      };
  }
}

const movedSubject = ({ fromVenue, isOtherStart }: ChangeToMail): string =>
  fromVenue === null ? 'New date' : isOtherStart ? 'New venue and date' : 'New venue';

/** What the fan may choose, with the last day; without a choice, that the tickets stay good. */
function choiceLines(order: Reservation): string[] {
  const { moveChoice, event } = order;
  if (!moveChoice?.isOpen) return [goodForNewDate(order)];
  const until = DateTime.fromISO(moveChoice.until, { zone: event.venue.timeZone });
  return [
    `You can keep ${lowered(ticketsOf(order))}, or have ${moneyLeft(order)}, to the card that paid.`,
    `Choose on your order’s page, at the latest ${until.toFormat('cccc, LLLL d, yyyy, h:mm a ZZZZ')}. If you don’t, you keep your tickets.`,
  ];
}

/** An order has one email of each change. */
export const causeOfChange = (changeId: string, reservationId: string): string =>
  `eventChange/${changeId}/${reservationId}`;

/** The changes of which an order has an email. */
export async function changesMailed(trx: Trx, reservationId: string): Promise<string[]> {
  const rows = await queryPrepared<{ cause: string }>(
    trx,
    `SELECT cause FROM emails WHERE reservation_id = $1 AND kind = 'eventChange' AND cause LIKE 'eventChange/%'`,
    [reservationId],
  );
  return rows.flatMap(({ cause }) => cause.split('/')[1] ?? []);
}

const isPartlyRefunded = ({ items }: Reservation): boolean =>
  items.some((item) => goodTicketsOf(item).quantity < item.quantity);

/** The tickets that an order still holds: named where others of it were refunded. */
function ticketsOf(order: Reservation): string {
  if (!isPartlyRefunded(order)) return `The tickets of order ${order.code}`;
  const held = order.items
    .map((item) => ({ ...item, ...goodTicketsOf(item) }))
    .filter(({ quantity }) => quantity > 0);
  return `The tickets that you still hold of order ${order.code} (${held.map(placesOf).join('; ')})`;
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What of the money is left to give back, in words. */
const moneyLeft = (order: Reservation): string =>
  `${isPartlyRefunded(order) ? 'the rest' : 'all'} of your money back, ${formatMoney(refundableOf(order))}`;

const isFree = ({ total }: Reservation): boolean => total.amount === 0;

const goodForNewDate = (order: Reservation): string =>
  `${ticketsOf(order)} are good for the new date${isFree(order) ? '' : ', and your payment stays as it is'}.`;

/** What of an order's money didn't go back yet. */
const leftOf = ({ payment, total }: Reservation) => ({
  ...total,
  amount: total.amount - (payment?.refunded.amount ?? 0),
});

/** A bank that disputes the payment decides over the money, so nothing is promised then; nor where nothing was paid. */
function moneyText(order: Reservation): string {
  const { state, payment } = order;
  if (isFree(order)) return 'They were free, so there is nothing to refund.';
  if (state === 'refunded')
    return `${formatMoney(refundedOf(order))} went back to the card that paid. Banks take 5 to 10 days to show it.`;
  if (payment?.withheld)
    return 'You disputed this payment at your bank, so the money goes back by your bank’s decision. Answer this email if you have a question about it.';
  return `You get ${isPartlyRefunded(order) ? 'the rest' : 'all'} of your money back, ${formatMoney(leftOf(order))}, to the card that paid. You don’t need to do anything; we email you when it is sent. Banks take 5 to 10 days to show it.`;
}
