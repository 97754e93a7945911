/** What the fan of a paid order is told when its event is called off, postponed, moved or on again. */
import { formatMoney } from '@holdfast/shared/money';
import { goodTicketsOf, type Reservation, refundableOf } from '@holdfast/shared/reservations';
import { DateTime } from 'luxon';
import { type Letter, registered } from '../emailTemplates/index.ts';
import type { ChangeToMail } from '../eventChanges/index.ts';
import { orderLink } from '../orders/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { canceled, moved, postponed, restored } from './eventChangeTemplates.ts';
import { placesOf } from './itemEmails.ts';
import { orderEmail } from './orderEmail.ts';
import { ofLatestOrder, orderValues, refundedOf, startText } from './orderFacts.ts';

const asCanceled = (order: Reservation): ChangeToMail => ({
  kind: 'cancel',
  fromStartsAt: order.event.startsAt,
  fromTimeTbd: false,
  isOtherStart: false,
  fromVenue: null,
});

/** The tickets of a paid order; of a canceled event what becomes of its money. @param url of the order's page */
export const ticketsEmail = (order: Reservation, url: string): Letter =>
  order.event.status === 'cancelled'
    ? eventChangeEmail(order, asCanceled(order), url)
    : orderEmail(order, url);

/** @param url of the order's page */
export function eventChangeEmail(order: Reservation, change: ChangeToMail, url: string): Letter {
  const values = { ...orderValues(order), tickets: ticketsOf(order), orderLink: url };
  switch (change.kind) {
    case 'cancel':
      return canceled.letter(order.email, { ...values, money: moneyText(order) });
    case 'postpone':
      return postponed.letter(order.email, values);
    case 'move':
      return moved.letter(order.email, {
        ...values,
        what: movedSubject(change),
        before: beforeText(order, change),
        yourTickets: lowered(ticketsOf(order)),
        choiceUntil: choiceText(order),
        moneyLeft: moneyLeft(order),
      });
    case 'restore':
      return restored.letter(order.email, values);
  }
}

const movedSubject = ({ fromVenue, isOtherStart }: ChangeToMail): string =>
  fromVenue === null ? 'New date' : isOtherStart ? 'New venue and date' : 'New venue';

function beforeText(
  order: Reservation,
  { fromStartsAt, fromTimeTbd, isOtherStart, fromVenue }: ChangeToMail,
) {
  const former = startText({ startsAt: fromStartsAt, timeTbd: fromTimeTbd }, order.event.venue.timeZone);
  return [isOtherStart ? former : '', fromVenue === null ? '' : `at ${fromVenue}`].filter(Boolean).join(', ');
}

/** Until when the fan may choose; null: there is no choice. */
function choiceText({ moveChoice, event }: Reservation): string | null {
  if (!moveChoice?.isOpen) return null;
  const until = DateTime.fromISO(moveChoice.until, { zone: event.venue.timeZone });
  return until.toFormat('cccc, LLLL d, yyyy, h:mm a ZZZZ');
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

const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** What of the money is left to give back, in words. */
const moneyLeft = (order: Reservation): string =>
  `${isPartlyRefunded(order) ? 'the rest' : 'all'} of your money back, ${formatMoney(refundableOf(order))}`;

/** What of an order's money didn't go back yet. */
const leftOf = ({ payment, total }: Reservation) => ({
  ...total,
  amount: total.amount - (payment?.refunded.amount ?? 0),
});

/** A bank that disputes the payment decides over the money, so nothing is promised then; nor where nothing was paid. */
function moneyText(order: Reservation): string {
  const { state, payment, total } = order;
  if (total.amount === 0) return 'They were free, so there is nothing to refund.';
  if (state === 'refunded')
    return `${formatMoney(refundedOf(order))} went back to the card that paid. Banks take 5 to 10 days to show it.`;
  if (payment?.withheld)
    return 'You disputed this payment at your bank, so the money goes back by your bank’s decision. Answer this email if you have a question about it.';
  return `You get ${isPartlyRefunded(order) ? 'the rest' : 'all'} of your money back, ${formatMoney(leftOf(order))}, to the card that paid. You don’t need to do anything; we email you when it is sent. Banks take 5 to 10 days to show it.`;
}

const ofLatestAs = (kind: ChangeToMail['kind']) =>
  ofLatestOrder((order, app) =>
    eventChangeEmail(order, { ...asCanceled(order), kind, isOtherStart: true }, orderLink(app, order.id)),
  );

export const eventChangeEmails = [
  registered(canceled, ofLatestAs('cancel')),
  registered(postponed, ofLatestAs('postpone')),
  registered(moved, ofLatestAs('move')),
  registered(restored, ofLatestAs('restore')),
];
