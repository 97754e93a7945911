/** The emails of alerts. Figures are those of the moment in which the email is written. */
import type { EventSummary } from '@holdfast/shared/catalog';
import { formatMoney } from '@holdfast/shared/money';
import { DateTime } from 'luxon';
import { eventsById } from '../catalog/index.ts';
import { type Letter, type RegisteredEmail, registered } from '../emailTemplates/index.ts';
import { seatText } from '../listings/index.ts';
import { startText } from '../notifications/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import type { Trx } from '../platform/db/index.ts';
import type { Offer } from '../reservations/index.ts';
import { FanAlert } from './FanAlert.ts';
import { asked, price, search } from './templates.ts';
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

/** A guest asked for it: the link turns it on, or shows the one that is on. */
export async function askedEmail(trx: Trx, app: App, alert: FanAlert): Promise<Letter> {
  return asked.letter(alert.email, {
    wish: await wishOf(trx, alert),
    isOn: alert.confirmedAt !== null,
    alert: alertLink(app, alert.id),
    stop: alertLink(app, alert.id, 'stop'),
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
): Promise<Letter> {
  const event = (await eventsById(trx, [offer.eventId])).get(offer.eventId);
  if (!event) throw new Error(`${offer.eventId} is gone`);
  const size = alert.size as number;
  const each = formatMoney({ amount: offer.sum.allIn, currency: offer.currency });
  const total = formatMoney({ amount: offer.sum.allIn * size, currency: offer.currency });
  const places =
    offer.section === null || offer.row === null
      ? offer.ticketType
      : `Section ${offer.section}, row ${offer.row}, ${size === 1 ? 'seat' : 'seats'} ${seatText(seats)}`;
  const now = DateTime.fromJSDate(at, { zone: event.venue.timeZone }).toFormat('cccc, h:mm a ZZZZ');
  return price.letter(alert.email, {
    event: event.name,
    whereAndWhen: `${startText(event, event.venue.timeZone)}, ${event.venue.name}, ${event.venue.city}.`,
    tickets: size === 1 ? `A ticket for ${each}` : `${size} tickets for ${each} each`,
    places,
    price: each,
    total: size === 1 ? null : total,
    limit: formatMoney({ amount: alert.limitAmount as number, currency: offer.currency }),
    now,
    ticketsPage: `${app.publicUrl}/games/${event.slug}?quantity=${size}`,
    stop: alertLink(app, alert.id, 'stop'),
  });
}

/** A search finds events that it didn't find before. */
export function searchEmail(app: App, alert: FanAlert, found: readonly EventSummary[]): Letter {
  const more = found.length - mostNamed;
  return search.letter(alert.email, {
    title: found.length === 1 ? `New: ${found[0]?.name}` : `${found.length} new events of your search`,
    events: found.slice(0, mostNamed).map((event) => ({
      event: event.name,
      when: `${startText(event, event.venue.timeZone)}, ${event.venue.name}, ${event.venue.city}`,
      price:
        event.fromPrice === null
          ? 'nothing on sale yet'
          : `from ${formatMoney(event.fromPrice)} with all fees`,
      eventPage: `${app.publicUrl}/games/${event.slug}`,
    })),
    more: more > 0 ? String(more) : null,
    searchPage: `${app.publicUrl}/games?${alert.search}`,
    stop: alertLink(app, alert.id, 'stop'),
  });
}

export const fanAlertEmails: readonly RegisteredEmail[] = [
  registered(asked, async (trx, app) => {
    const alert = await FanAlert.query(trx).whereNot({ email: '' }).orderBy('id', 'desc').first();
    return alert ? askedEmail(trx, app, alert) : null;
  }),
  registered(price),
  registered(search),
];
