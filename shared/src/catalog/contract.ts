/** The catalog: venues, performers, seasons and events. */
import { z } from 'zod';
import { day, idOf, instant, listOf, listQuery } from '../http/index.ts';
import { currencyCode, money } from '../money/index.ts';

/** The id of a picture: the hash of its content. `pictureAddress` makes the address of it. */
export const pictureId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .nullable()
  .meta({ description: 'Shown at /api/pictures/{id}/{320, 640 or 1280}; null: there is none' });
/** The answer to setting or removing a picture. */
export const pictureOf = z.object({ pictureId });

/** A place of events. `timeZone` is an IANA zone; every wall time of its events is in it. */
export const venue = z
  .object({
    id: idOf('venue'),
    slug: z.string().meta({ description: 'For its page’s address', example: 'acrisure-stadium' }),
    name: z.string(),
    city: z.string(),
    region: z.string().nullable().meta({ description: 'State or province' }),
    country: z.string(),
    timeZone: z.string().meta({ description: 'IANA zone', example: 'America/New_York' }),
  })
  .meta({ id: 'Venue' });
/** A place of events. */
export type Venue = z.infer<typeof venue>;

/** A team or an artist. `slug` identifies it in page addresses. */
export const performer = z
  .object({
    id: idOf('performer'),
    name: z.string(),
    shortName: z.string(),
    slug: z.string(),
    league: z.string().nullable(),
    primaryColor: z.string().nullable(),
    secondaryColor: z.string().nullable(),
    logoId: pictureId,
  })
  .meta({ id: 'Performer' });
/** A team or an artist. */
export type Performer = z.infer<typeof performer>;

/** What the organizer says of an event. `moved`: it has another start than first announced. */
export const eventStatus = z.enum(['scheduled', 'moved', 'postponed', 'cancelled']);

/** One event as fans see it. Availability isn't part of it, because it changes with every hold. */
export const catalogEvent = z
  .object({
    id: idOf('event'),
    slug: z.string().meta({ description: 'For page addresses', example: 'bills-at-steelers-2026-11-29' }),
    name: z
      .string()
      .meta({ description: 'Visitor at home for a game', example: 'Buffalo Bills at Pittsburgh Steelers' }),
    kind: z
      .enum(['game', 'own'])
      .meta({ description: 'game: of tickets that are consigned; own: the marketplace’s' }),
    status: eventStatus,
    league: z.string().nullable(),
    seasonName: z.string().nullable(),
    home: performer.nullable().meta({ description: 'The home team, or the artist of a show' }),
    away: performer.nullable(),
    venue,
    pictureId,
    startsAt: instant,
    timeTbd: z.boolean().meta({ description: 'The day is known, the time is not' }),
    doorsAt: instant.nullable().meta({ description: 'When the doors open; null: not known' }),
    previousStartsAt: instant.nullable(),
    maxPerType: z.int().meta({ description: 'Tickets of a type that one fan may hold' }),
    holdMs: z.int().meta({ description: 'How long a hold lasts, in milliseconds' }),
    currency: z.string(),
  })
  .meta({ id: 'Event' });
/** One event as fans see it. */
export type CatalogEvent = z.infer<typeof catalogEvent>;

/** An event in a list, with what is on sale. The figures are at most a few seconds old. */
export const eventSummary = catalogEvent
  .extend({
    fromPrice: money.nullable().meta({
      description:
        'Lowest all-in price at which one ticket is sold, or each of several where none is sold alone; of the number that the list is filtered by, each; null: nothing on sale',
    }),
    listingCount: z.int(),
    ticketCount: z.int(),
  })
  .meta({ id: 'EventSummary' });
/** An event in a list, with what is on sale. */
export type EventSummary = z.infer<typeof eventSummary>;

/** Miles that are near enough unless a search says otherwise: an hour's drive. */
export const usualMiles = 50;

/** The query of the event list. Days are calendar days at the venue. */
export const eventQuery = listQuery(['startsAt', 'fromPrice', 'name'], {
  q: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ description: 'Text in teams, cities or venues; or a date' }),
  league: z.string().max(20).optional().meta({ description: 'A league’s code, or own' }),
  performer: z.string().max(100).optional().meta({ description: "A performer's slug" }),
  venue: z.string().max(100).optional().meta({ description: "A venue's slug" }),
  city: z.string().max(100).optional(),
  from: day.optional().meta({ description: "First day, in the venue's zone" }),
  to: day.optional().meta({ description: "Last day, in the venue's zone" }),
  weekday: z
    .string()
    .regex(/^[1-7](,[1-7])*$/)
    .optional()
    .meta({ description: 'Days of the week, Monday 1 … Sunday 7, comma-separated' }),
  quantity: z.coerce
    .number()
    .int()
    .min(1, 'At least 1 ticket.')
    .max(20, 'At most 20 tickets.')
    .optional()
    .meta({ description: 'Events that sell so many together now; prices are each of so many' }),
  maxPrice: z.coerce
    .number()
    .int('Give minor units, such as 15000 for $150.00.')
    .min(0)
    .max(100_000_000)
    .optional()
    .meta({ description: 'Events with an all-in price of at most this, each, minor units' }),
  near: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ description: 'Near a position in degrees, such as 40.4,-80.0, or near a city' }),
  within: z.coerce
    .number()
    .int()
    .min(1, 'At least 1 mile.')
    .max(1000, 'At most 1,000 miles.')
    .default(usualMiles)
    .meta({ description: 'How near, in miles' }),
  onSale: z.enum(['true', 'false']).optional(),
  status: z.enum(['calledOff']).optional().meta({
    description: 'Canceled and postponed events, past ones too, in the place of those ahead',
  }),
});
/** The query of the event list as a client sends it. */
export type EventQuery = z.input<typeof eventQuery>;
/** One page of events with the facet counts. */
export const eventList = listOf(eventSummary).extend({
  currency: currencyCode.meta({ description: 'Of the prices of filters and facets' }),
  corrected: z
    .string()
    .nullable()
    .optional()
    .meta({ description: 'The search text with its slips corrected, when it was' }),
  facets: z
    .object({
      leagues: z.array(
        z.object({
          value: z.string().meta({ description: 'A league’s code, or own' }),
          name: z.string(),
          sport: z
            .string()
            .nullable()
            .meta({ description: 'What fans call it by; null where another league is of the same sport' }),
          count: z.int(),
        }),
      ),
      cities: z.array(z.object({ value: z.string(), count: z.int() })),
      performers: z.array(
        z.object({
          slug: z.string(),
          name: z.string(),
          count: z.int(),
          primaryColor: z.string().nullable(),
          secondaryColor: z.string().nullable(),
          logoId: pictureId.nullable(),
        }),
      ),
      towns: z
        .array(z.object({ value: z.string(), count: z.int() }))
        .meta({ description: 'Cities with venues whose position is known; events within so many miles' }),
      distances: z
        .array(z.object({ value: z.int(), count: z.int() }))
        .meta({ description: 'Miles from what the search is near; empty where it is near nothing' }),
      quantities: z.array(z.object({ value: z.int(), count: z.int() })),
      prices: z
        .array(z.object({ value: z.int(), count: z.int() }))
        .meta({ description: 'Events that cost at most this, minor units' }),
      months: z.array(z.object({ value: z.string().meta({ example: '2026-11' }), count: z.int() })),
      weekdays: z.array(z.object({ value: z.int(), count: z.int() })),
    })
    .meta({ description: 'Events that each choice would show, with the other filters unchanged' }),
});
/** One page of events with the facet counts. */
export type EventList = z.infer<typeof eventList>;

/** What is typed into the search. */
export const suggestionQuery = z.object({ q: z.string().trim().min(1).max(100) });
/** The next events, the teams and artists, and the venues that a typed text means. */
export const eventSuggestions = z
  .object({
    corrected: z.string().nullable().meta({ description: 'The text with its slips corrected, when it was' }),
    teams: z.array(z.object({ slug: z.string(), name: z.string() })).meta({ description: 'Artists too' }),
    venues: z.array(z.object({ slug: z.string(), name: z.string(), city: z.string() })),
    events: z.array(
      z.object({
        slug: z.string(),
        name: z.string(),
        startsAt: instant,
        timeTbd: z.boolean(),
        venue: z.object({ name: z.string(), city: z.string(), timeZone: z.string() }),
      }),
    ),
  })
  .meta({ id: 'EventSuggestions' });
/** The next events, the teams and artists, and the venues that a typed text means. */
export type EventSuggestions = z.infer<typeof eventSuggestions>;

/** When an event starts, as a form gives it. */
export const localStart = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}([+-]\d{2}:\d{2})?$/,
    'Give the local date and time, such as 2026-12-05T19:30.',
  )
  .meta({
    description:
      'Wall time at the venue; with its offset where the clocks show it twice: 2026-11-01T01:30-04:00',
    example: '2026-12-05T19:30',
  });

/** Which entries a list of the catalogue shows. */
export const catalogState = z
  .enum(['current', 'retired', 'all'])
  .default('current')
  .meta({ description: 'Retired ones can’t be chosen for anything new' });
/** A team's season: what a season package covers. */
export const season = z
  .object({
    id: idOf('season'),
    name: z.string(),
    league: z.string(),
    performer,
    upcomingHomeGames: z.int(),
    retiredAt: instant.nullable(),
  })
  .meta({ id: 'Season' });
/** A team's season. */
export type Season = z.infer<typeof season>;
const seasonWindow = z
  .object({ from: z.iso.date('Give the first day.'), until: z.iso.date('Give the last day.') })
  .refine(({ from, until }) => from <= until, {
    path: ['until'],
    error: 'This ends before it begins. Give the first day or a later one.',
  })
  .nullable();
/**
 * When a season is sold, played and decided. Both days of a window are included, at the venue; null: not
 * known yet.
 */
export const seasonWindows = z
  .object({ selling: seasonWindow, regular: seasonWindow, playoffs: seasonWindow })
  .refine(({ regular, playoffs }) => regular === null || playoffs === null || regular.until < playoffs.from, {
    path: ['playoffs', 'from'],
    error: 'The play-offs begin after the regular season. Give a later first day.',
  })
  .meta({ id: 'SeasonWindows' });
/** The windows of a season, validated. */
export type SeasonWindows = z.output<typeof seasonWindows>;
/** The query of the season list. */
export const seasonQuery = listQuery(
  ['name'],
  {
    q: z.string().max(100).optional(),
    performerId: idOf('performer').optional().meta({ description: 'Seasons of this team' }),
    state: catalogState,
  },
  { perPage: 100 },
);
/** One page of seasons. */
export const seasonList = listOf(season);
/** All home games of one season, by start. */
export const seasonGames = z.object({ data: z.array(catalogEvent) });
