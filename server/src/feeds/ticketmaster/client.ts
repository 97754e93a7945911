/** Ticketmaster Discovery: events by their date. Source: Discovery API v2, search of events; limits of its Getting Started. */
import type { FeedEvent } from '@holdfast/shared/feeds';
import { DateTime } from 'luxon';
import { sidesOf } from '../../catalog/index.ts';
import type { FeedsConfig } from '../../platform/config.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Cursor, FeedClient, Unreadable } from '../client.ts';
import { askService, type Service } from '../service/askService.ts';
import { ServiceError } from '../service/serviceError.ts';
import type { ClientOptions } from '../skybox/client.ts';
import { type DiscoveryEvent, discoveryEvent, searchAnswer } from './answers.ts';

/** The most that one page may have. */
const pageSize = 200;
/** The API answers only while size × page is below this; further pages need a later start date. */
const deepest = 1_000;

export function ticketmasterClient(
  db: Database,
  config: NonNullable<FeedsConfig['ticketmaster']>,
  options: ClientOptions = {},
): FeedClient {
  const size = options.pageSize ?? pageSize;
  const service: Service = {
    feed: 'ticketmaster',
    apiBase: config.apiBase,
    headers: {},
    query: { apikey: config.apiKey },
    keyNames: 'TICKETMASTER_API_KEY',
    perSecond: 5,
    perDay: config.requestsPerDay,
    ...options,
  };
  return {
    feed: 'ticketmaster',
    listingsPage: null,
    async eventsPage(cursor) {
      const answer = await askService(
        db,
        service,
        '/events.json',
        {
          ...Object.fromEntries(new URLSearchParams(config.search)),
          // Whole seconds: the API refuses milliseconds.
          startDateTime: `${cursor.since.slice(0, 19)}Z`,
          sort: 'date,asc',
          size: String(size),
          page: String(cursor.page),
        },
        searchAnswer,
      );
      const entries = (answer._embedded?.events ?? []).map(eventOf);
      return {
        entries,
        next: nextOf(cursor, size, answer.page.totalPages, entries),
        pagesTotal: answer.page.totalPages,
      };
    },
  };
}

/** @throws ServiceError when more start at one instant than it can page through */
function nextOf(
  cursor: Cursor,
  size: number,
  totalPages: number,
  entries: Array<FeedEvent | Unreadable>,
): Cursor | null {
  const page = cursor.page + 1;
  if (page >= totalPages) return null;
  if (page * size < deepest) return { since: cursor.since, page };
  const last = entries.findLast((entry) => !('unreadable' in entry) && entry.startsAt !== null);
  const since = last && !('unreadable' in last) ? last.startsAt : null;
  if (since === null || since <= cursor.since)
    throw new ServiceError(
      'refused',
      `More than ${deepest} events start at once, and Ticketmaster shows no more of them. Narrow TICKETMASTER_SEARCH.`,
    );
  return { since, page: 0 };
}

const statuses: Record<string, FeedEvent['status']> = {
  canceled: 'cancelled',
  cancelled: 'cancelled',
  postponed: 'postponed',
  rescheduled: 'moved',
};

/** What Ticketmaster calls a kind that it doesn't know. */
const unsaid = /^(undefined|other|miscellaneous)$/i;

function eventOf(row: unknown): FeedEvent | Unreadable {
  const parsed = discoveryEvent.safeParse(row);
  if (!parsed.success) {
    const { id, name } = (row ?? {}) as { id?: unknown; name?: unknown };
    const [issue] = parsed.error.issues;
    return {
      feedId: typeof id === 'string' ? id.slice(0, 100) : 'without an id',
      name: typeof name === 'string' ? name.slice(0, 200) : 'An entry without a name',
      unreadable: `Ticketmaster sent an entry that can’t be read: ${issue?.path.join('.')}, ${issue?.message}.`,
    };
  }
  const event = parsed.data;
  const venue = event._embedded?.venues?.[0];
  const [first, second] = (event._embedded?.attractions ?? []).flatMap(({ name }) => name ?? []);
  const named = sidesOf(event.name);
  const isSport = event.classifications?.[0]?.segment?.name === 'Sports';
  const subGenre = event.classifications?.[0]?.subGenre?.name;
  return {
    feedId: event.id,
    name: event.name,
    // The order of attractions isn't guaranteed, so the event's name decides the home team.
    home: named.home ?? first ?? null,
    away: named.away ?? second ?? null,
    venueName: venue?.name ?? null,
    city: venue?.city?.name ?? null,
    region: venue?.state?.stateCode ?? null,
    country: venue?.country?.countryCode ?? null,
    timeZone: event.dates.timezone ?? venue?.timezone ?? null,
    ...startOf(event),
    status: statuses[event.dates.status?.code ?? ''] ?? 'scheduled',
    isGame: isSport,
    league: isSport && subGenre && !unsaid.test(subGenre) ? subGenre : null,
  };
}

function startOf({ dates }: DiscoveryEvent): Pick<FeedEvent, 'localStart' | 'startsAt' | 'timeTbd'> {
  const { start } = dates;
  const timeTbd = Boolean(start?.timeTBA || start?.noSpecificTime) || !start?.localTime;
  if (!start?.localDate || start.dateTBD || start.dateTBA)
    return { localStart: null, startsAt: null, timeTbd: true };
  const at = start.dateTime === null ? null : DateTime.fromISO(start.dateTime, { zone: 'utc' });
  return {
    localStart: `${start.localDate}T${timeTbd ? '00:00' : (start.localTime ?? '').slice(0, 5)}`,
    startsAt: at?.isValid && !timeTbd ? at.toISO() : null,
    timeTbd,
  };
}
