/** The emails of alerts. Figures are those of the moment in which the email is written. */
import type { EventSummary } from '@holdfast/shared/catalog';
import { formatMoney } from '@holdfast/shared/money';
import { DateTime } from 'luxon';
import { eventsById } from '../catalog/index.ts';
import {
  defineEmail,
  flag,
  type Letter,
  link,
  list,
  optionalLink,
  type RegisteredEmail,
  registered,
  text,
} from '../emailTemplates/index.ts';
import { seatText } from '../listings/index.ts';
import { startText } from '../notifications/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import type { Trx } from '../platform/db/index.ts';
import type { Offer } from '../reservations/index.ts';
import { FanAlert } from './FanAlert.ts';
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

const stop = link('Stops this alert', 'https://tickets.example/alerts/stop');

const asked = defineEmail({
  key: 'alert.asked',
  kind: 'alertAsked',
  name: 'Turn an alert on',
  to: 'fan',
  when: 'Somebody without an account asks for an alert.',
  placeholders: {
    wish: text(
      'What it waits for, as the end of a sentence',
      '2 tickets cost at most $150.00 each, with all fees, for Denver Peaks vs. Portland Pilots',
    ),
    isOn: flag('Whether they have this alert already'),
    alert: link('Turns the alert on, or shows it', 'https://tickets.example/alerts'),
    stop: optionalLink('Stops this alert', 'https://tickets.example/alerts/stop'),
  },
  subject: '{{#isOn}}Your alert is on{{/isOn}}{{^isOn}}Turn your alert on{{/isOn}}',
  text: `
Somebody asked to be emailed at this address when {{wish}}.

{{#isOn}}
You have this alert already, and it is on.
{{/isOn}}
{{^isOn}}
It begins when you open the link below. If that wasn’t you, do nothing: without it you get no email.
{{/isOn}}

You get at most one email a day of it.

[{{#isOn}}Your alert{{/isOn}}{{^isOn}}Turn it on{{/isOn}}]({{alert}})

{{#isOn}}
[Stop this alert]({{stop}})
{{/isOn}}
`,
});

const price = defineEmail({
  key: 'alert.price',
  kind: 'alertPrice',
  name: 'Tickets cost what a fan would pay',
  to: 'fan',
  when: 'Tickets of an event cost what a fan’s alert waits for.',
  placeholders: {
    event: text('The event’s name', 'Denver Peaks vs. Portland Pilots'),
    whereAndWhen: text(
      'When it starts and where, as a sentence',
      'Saturday, November 21, 2026, 7:00 PM MST, Summit Arena, Denver.',
    ),
    tickets: text('How many for how much', '2 tickets for $126.50 each'),
    places: text('Where they are', 'Section 112, row F, seats 7–8'),
    price: text('What each costs, with all fees', '$126.50'),
    total: text('What they cost together; empty for one ticket', '$253.00'),
    limit: text('What the fan would pay', '$150.00'),
    now: text('When that was so', 'Friday, 4:05 PM MST'),
    ticketsPage: link(
      'The event’s page, with these tickets',
      'https://tickets.example/games/denver-peaks-portland-pilots?quantity=2',
    ),
    stop,
  },
  subject: '{{tickets}}: {{event}}',
  text: `
{{whereAndWhen}}

{{places}}: {{price}} each{{#total}}, {{total}} in all{{/total}}, with all fees. It is the cheapest of what fits.

You asked for {{limit}} or less. This is the price of {{now}}. Nothing is held for you: anybody can buy it.

[See the tickets]({{ticketsPage}})

[Stop this alert]({{stop}})
`,
});

const search = defineEmail({
  key: 'alert.search',
  kind: 'alertSearch',
  name: 'A search finds something new',
  to: 'fan',
  when: 'A search that a fan keeps finds events that it didn’t find before.',
  placeholders: {
    title: text('What is new, in a few words', '2 new events of your search'),
    events: list(
      'The events, ten at most',
      {
        event: text('Its name', 'Denver Peaks vs. Portland Pilots'),
        when: text('When and where', 'Saturday, November 21, 2026, 7:00 PM MST, Summit Arena, Denver'),
        price: text('From which price', 'from $84.00 with all fees'),
        eventPage: link('Its page', 'https://tickets.example/games/denver-peaks-portland-pilots'),
      },
      [
        {
          event: 'Denver Peaks vs. Portland Pilots',
          when: 'Saturday, November 21, 2026, 7:00 PM MST, Summit Arena, Denver',
          price: 'from $84.00 with all fees',
          eventPage: 'https://tickets.example/games/denver-peaks-portland-pilots',
        },
      ],
    ),
    more: text('How many more there are; empty where all are named', ''),
    searchPage: link('The whole search', 'https://tickets.example/games?q=peaks'),
    stop,
  },
  subject: '{{title}}',
  text: `
Your search finds what it didn’t find before:

{{#events}}
{{event}}
{{when}}: {{price}}
{{eventPage}}

{{/events}}
{{#more}}
And {{more}} more on the page.

{{/more}}
[The whole search]({{searchPage}})

[Stop this alert]({{stop}})
`,
});

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
