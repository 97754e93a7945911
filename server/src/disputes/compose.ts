/** The texts of a pack, from what is known of the purchase. A field of which nothing is known is left out. */
import type { EvidenceTexts } from '@holdfast/shared/disputes';
import { formatMoney } from '@holdfast/shared/money';
import type { Reservation, ReservationItem } from '@holdfast/shared/reservations';
import { DateTime } from 'luxon';
import { seatText } from '../listings/index.ts';
import type { DisputedPurchase } from './gather.ts';

const instantText = (at: Date | string | null, zone: string) =>
  at === null
    ? ''
    : DateTime.fromJSDate(new Date(at), { zone }).setLocale('en-US').toFormat("LLL d, yyyy 'at' h:mm a ZZZZ");

const placeText = ({ section, row, seats, ticketType, quantity }: ReservationItem) =>
  section === null
    ? `${quantity} × ${ticketType}`
    : `section ${section}, row ${row}, seats ${seatText(seats)}`;

/** "2 tickets for …, section 112, row F, seats 5–6". */
export function productText({ items, event }: Reservation): string {
  const count = items.reduce((sum, { quantity }) => sum + quantity, 0);
  return `${count} ${count === 1 ? 'ticket' : 'tickets'} for ${event.name}, ${event.venue.name}, ${event.venue.city}: ${items.map(placeText).join('; ')}`;
}

/** What happened to the order, line by line, as the buyer's page shows it. */
export function activityText({ order, purchase, deliveries, admissions }: DisputedPurchase): string {
  const zone = order.event.venue.timeZone;
  const origin = [
    purchase.ip && `network address ${purchase.ip}`,
    purchase.userAgent && `browser ${purchase.userAgent}`,
  ].filter(Boolean);
  return [
    ...(origin.length > 0 ? [`The purchase was made from ${origin.join(', ')}.`] : []),
    ...order.timeline.map(({ at, text }) => `${instantText(at, zone)}: ${text}`),
    ...deliveries.flatMap(({ way, reference, sent_at }) =>
      sent_at === null
        ? []
        : [
            `${instantText(sent_at, zone)}: delivered by ${way}${reference === null ? '' : `, reference ${reference}`}.`,
          ],
    ),
    ...admissions.map(
      ({ place, gate, at }) =>
        `${instantText(at, zone)}: the ticket (${place}) was scanned at the gate “${gate}”, and its holder let in.`,
    ),
  ].join('\n');
}

/** @param reason Stripe's word for why the cardholder disputes it */
export function composeTexts(purchase: DisputedPurchase, reason: string): EvidenceTexts {
  const { order, buyer, deliveries } = purchase;
  const zone = order.event.venue.timeZone;
  const shipped = deliveries.find(({ way, sent_at }) => way === 'courier' && sent_at !== null);
  const items = order.items.map(
    (item) =>
      `${placeText(item)}: ${formatMoney(item.price)} each, all-in (price ${formatMoney(item.priceParts.price)}, fee ${formatMoney(item.priceParts.fee)})`,
  );
  const texts: EvidenceTexts = {
    product_description: `${productText(order)}. Order ${order.code}, ${formatMoney(order.total)} in all.`,
    customer_name: buyer ?? '',
    customer_email_address: order.email ?? '',
    customer_purchase_ip: purchase.purchase.ip ?? '',
    billing_address: purchase.billingAddress ?? '',
    service_date: instantText(order.event.startsAt, zone),
    access_activity_log: activityText(purchase),
    shipping_date: shipped ? instantText(shipped.sent_at, zone) : '',
    shipping_tracking_number: shipped?.reference ?? '',
    refund_policy_disclosure:
      purchase.purchase.terms === null
        ? ''
        : 'The checkout names the terms beside its button, and links to them and to the refund rules that are part of them. Their wording of that day is attached.',
    refund_refusal_explanation: refusalText(order, reason),
    uncategorized_text: [
      `The checkout showed the whole price before the payment, each ticket with its fee:`,
      ...items,
      `Total: ${formatMoney(order.total)}, paid ${instantText(order.paidAt, zone)} with the card ending ${order.payment?.card?.last4 ?? 'unknown'}.`,
      ...(order.email === null ? [] : [`The tickets went to ${order.email}.`]),
    ].join('\n'),
  };
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}

/** Nothing is claimed that isn't so: of a refunded or canceled order nothing is refused. */
function refusalText({ state, event, payment, total }: Reservation, reason: string): string {
  if (state === 'refunded')
    return `The order was refunded: ${formatMoney(payment?.refunded ?? { ...total, amount: 0 })} went back to the card.`;
  if (event.status === 'cancelled') return '';
  if (reason === 'credit_not_processed')
    return 'The event was not canceled, and no refund was promised. A paid order is final by the terms that the buyer accepted.';
  return 'A paid order is final by the terms that the buyer accepted; the event was not canceled.';
}
