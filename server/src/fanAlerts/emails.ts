/** The emails of alerts. Figures are those of the moment in which the email is written. */
import type { EventSummary } from '@holdfast/shared/catalog';
import { formatMoney } from '@holdfast/shared/money';
import { DateTime } from 'luxon';
import { eventsById } from '../catalog/index.ts';
import { seatText } from '../listings/index.ts';
import { plainEmail, startText } from '../notifications/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import type { Trx } from '../platform/db/index.ts';
import type { Offer } from '../reservations/index.ts';
import type { FanAlert } from './FanAlert.ts';
import { alertLink } from './token.ts';

type App = Pick<AppContext, 'publicUrl' | 'secret'>;

/** Events that one email names; the page has all. */
const mostNamed = 10;

const ticketsText = (size: number) => (size === 1 ? '1 ticket costs' : `${size} tickets cost`);

/** What the alert waits for, as the end of a sentence. */
async function wishOf(trx: Trx, { eventId, size, limitAmount, currency }: FanAlert): Promise<string> {
  if (eventId === null || size === null || limitAmount === null || currency === null)
    return 'a search finds events that it didn’t find before';
  const event = (await eventsById(trx, [eventId])).get(eventId);
  return `${ticketsText(size)} at most ${formatMoney({ amount: limitAmount, currency })} each, with all fees, for ${event?.name ?? 'an event'}`;
}

const stopLink = (app: App, id: string) => ({ text: 'Stop this alert', url: alertLink(app, id, 'stop') });

/** A guest asked for it: the link turns it on, or shows the one that is on. */
export async function askedEmail(trx: Trx, app: App, alert: FanAlert) {
  const isOn = alert.confirmedAt !== null;
  return plainEmail({
    kind: 'alertAsked',
    to: alert.email,
    subject: isOn ? 'Your alert is on' : 'Turn your alert on',
    paragraphs: [
      `Somebody asked to be emailed at this address when ${await wishOf(trx, alert)}.`,
      ...(isOn
        ? ['You have this alert already, and it is on.']
        : [
            'It begins when you open the link below. If that wasn’t you, do nothing: without it you get no email.',
          ]),
      'You get at most one email a day of it.',
    ],
    link: { text: isOn ? 'Your alert' : 'Turn it on', url: alertLink(app, alert.id) },
    more: isOn ? [stopLink(app, alert.id)] : [],
  });
}

/** Tickets cost what the fan would pay. */
export async function priceEmail(
  trx: Trx,
  app: App,
  alert: FanAlert,
  offer: Offer,
  seats: number[],
  at: Date,
) {
  const event = (await eventsById(trx, [offer.eventId])).get(offer.eventId);
  if (!event) throw new Error(`${offer.eventId} is gone`);
  const size = alert.size as number;
  const price = formatMoney({ amount: offer.sum.allIn, currency: offer.currency });
  const total = formatMoney({ amount: offer.sum.allIn * size, currency: offer.currency });
  const places =
    offer.section === null || offer.row === null
      ? offer.ticketType
      : `Section ${offer.section}, row ${offer.row}, ${size === 1 ? 'seat' : 'seats'} ${seatText(seats)}`;
  const now = DateTime.fromJSDate(at, { zone: event.venue.timeZone }).toFormat('cccc, h:mm a ZZZZ');
  return plainEmail({
    kind: 'alertPrice',
    to: alert.email,
    subject: `${size === 1 ? `A ticket for ${price}` : `${size} tickets for ${price} each`}: ${event.name}`,
    paragraphs: [
      `${startText(event, event.venue.timeZone)}, ${event.venue.name}, ${event.venue.city}.`,
      `${places}: ${price} each${size === 1 ? '' : `, ${total} in all`}, with all fees. It is the cheapest of what fits.`,
      `You asked for ${formatMoney({ amount: alert.limitAmount as number, currency: offer.currency })} or less. This is the price of ${now}. Nothing is held for you: anybody can buy it.`,
    ],
    link: { text: 'See the tickets', url: `${app.publicUrl}/games/${event.slug}?quantity=${size}` },
    more: [stopLink(app, alert.id)],
  });
}

/** A search finds events that it didn't find before. */
export function searchEmail(app: App, alert: FanAlert, found: readonly EventSummary[]) {
  const more = found.length - mostNamed;
  const lines = found.slice(0, mostNamed).map((event) => {
    const from =
      event.fromPrice === null ? 'nothing on sale yet' : `from ${formatMoney(event.fromPrice)} with all fees`;
    return `${event.name}\n${startText(event, event.venue.timeZone)}, ${event.venue.name}, ${event.venue.city}: ${from}\n${app.publicUrl}/games/${event.slug}`;
  });
  return plainEmail({
    kind: 'alertSearch',
    to: alert.email,
    subject: found.length === 1 ? `New: ${found[0]?.name}` : `${found.length} new events of your search`,
    paragraphs: [
      'Your search finds what it didn’t find before:',
      ...lines,
      ...(more > 0 ? [`And ${more} more on the page.`] : []),
    ],
    link: { text: 'The whole search', url: `${app.publicUrl}/games?${alert.search}` },
    more: [stopLink(app, alert.id)],
  });
}
