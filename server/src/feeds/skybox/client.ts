/** The SkyBox client: events and an account's inventory. Source: SkyBox OpenAPI 1.0.0, GET /events and /inventory. */
import type { FeedEvent } from '@holdfast/shared/feeds';
import { DateTime } from 'luxon';
import { sidesOf } from '../../catalog/index.ts';
import type { FeedsConfig } from '../../platform/config.ts';
import type { Database } from '../../platform/db/index.ts';
import type { FeedClient, FeedListing, Unreadable } from '../client.ts';
import { askService, type Service } from '../service/askService.ts';
import { rowsAnswer, type SkyboxEvent, type SkyboxListing, skyboxEvent, skyboxLot } from './answers.ts';

/** Its limit of an event search is 1,000. */
const pageSize = 500;

export interface ClientOptions {
  perSecond?: number;
  pageSize?: number;
  timeoutMs?: number;
  retryPauseMs?: number;
}

export function skyboxClient(
  db: Database,
  config: NonNullable<FeedsConfig['skybox']>,
  options: ClientOptions = {},
): FeedClient {
  const limit = options.pageSize ?? pageSize;
  const service: Service = {
    feed: 'skybox',
    apiBase: config.apiBase,
    headers: {
      'X-Account': config.account,
      'X-Api-Token': config.apiToken,
      'X-Application-Token': config.applicationToken,
    },
    query: {},
    keyNames: 'SKYBOX_ACCOUNT, SKYBOX_API_TOKEN and SKYBOX_APPLICATION_TOKEN',
    // Its limits are per endpoint; the strictest that is published is one call a second.
    perSecond: 1,
    perDay: config.requestsPerDay,
    ...options,
  };
  const pageOf = (path: string, page: number, query: Record<string, string>) =>
    askService(
      db,
      service,
      path,
      { limit: String(limit), pageNumber: String(page + 1), ...query },
      rowsAnswer,
    );
  return {
    feed: 'skybox',
    async eventsPage({ since, page }) {
      const { rows, rowCount } = await pageOf('/events', page, {
        eventDateFrom: since.slice(0, 10),
        excludeParking: 'true',
        sortedBy: 'eventDate',
        sortDir: 'ASC',
      });
      return {
        entries: rows.map(eventOf),
        next: rows.length < limit ? null : { since, page: page + 1 },
        pagesTotal: rowCount === null ? null : Math.max(1, Math.ceil(rowCount / limit)),
      };
    },
    listingsPage:
      config.consignorEmail === null
        ? null
        : async (page) => {
            const { rows } = await pageOf('/inventory', page, { sortedBy: 'id', sortDir: 'ASC' });
            const listings: FeedListing[] = [];
            const unreadable: Unreadable[] = [];
            for (const row of rows) {
              const parsed = skyboxLot.safeParse(row);
              if (!parsed.success) unreadable.push(unreadableOf(row, parsed.error.issues[0]));
              else if (isOffered(parsed.data)) listings.push(lotOf(parsed.data));
            }
            return { listings, unreadable, nextPage: rows.length < limit ? null : page + 1 };
          },
  };
}

/** The events of an answer that was saved as a file. @throws ZodError for what is no answer of it */
export const eventsOfAnswer = (answer: unknown): Array<FeedEvent | Unreadable> =>
  rowsAnswer.parse(answer).rows.map(eventOf);

function eventOf(row: unknown): FeedEvent | Unreadable {
  const parsed = skyboxEvent.safeParse(row);
  if (!parsed.success) return unreadableOf(row, parsed.error.issues[0]);
  const event = parsed.data;
  const timeZone = event.venue?.timeZone?.id ?? null;
  const start = startOf(event, timeZone);
  const plainName = event.name.replace(/^\s*\(?(cancell?ed|postponed)\)?\s*[-:–]?\s*/i, '');
  const { home, away } = sidesOf(plainName);
  const isSport = event.performer?.eventType === 'SPORT';
  return {
    feedId: String(event.id),
    name: plainName,
    home: home ?? event.performer?.name ?? (isSport ? null : plainName),
    away,
    venueName: event.venue?.name ?? null,
    city: event.venue?.city ?? null,
    region: event.venue?.state ?? null,
    country: event.venue?.country ?? null,
    timeZone,
    ...start,
    timeTbd: /^\d{4}-\d{2}-\d{2}$/.test(event.date),
    // No column exists for it, so it is written before the name.
    status: /^\s*\(?cancell?ed/i.test(event.name)
      ? 'cancelled'
      : /^\s*\(?postponed/i.test(event.name)
        ? 'postponed'
        : 'scheduled',
    isGame: isSport || (away !== null && event.performer?.eventType !== 'CONCERT'),
    league: isSport ? (event.performer?.category?.name ?? null) : null,
  };
}

/** Its dates are wall times of the venue; where one names an offset, the instant is meant. */
function startOf({ date }: SkyboxEvent, timeZone: string | null): Pick<FeedEvent, 'localStart' | 'startsAt'> {
  const saysOffset = /(Z|[+-]\d{2}:?\d{2})$/.test(date);
  if (!saysOffset) {
    const wall = DateTime.fromISO(date, { zone: 'utc' });
    return { localStart: wall.isValid ? wall.toFormat("yyyy-MM-dd'T'HH:mm") : null, startsAt: null };
  }
  const at = DateTime.fromISO(date, { zone: timeZone ?? 'utc' });
  if (!at.isValid) return { localStart: null, startsAt: null };
  return {
    localStart: timeZone === null ? null : at.toFormat("yyyy-MM-dd'T'HH:mm"),
    startsAt: at.toUTC().toISO(),
  };
}

const isOffered = ({ status, listPrice, quantity }: SkyboxListing) =>
  (status === null || status === 'AVAILABLE') && (listPrice ?? 0) > 0 && quantity > 0;

/** As cells of the SkyBox import format, so that the file rules read them. */
function lotOf(listing: SkyboxListing): FeedListing {
  const cell = (value: string | number | boolean | null | undefined) =>
    value === null || value === undefined
      ? ''
      : typeof value === 'boolean'
        ? value
          ? 'Y'
          : 'N'
        : `${value}`;
  return {
    feedId: String(listing.id),
    outsideEventId: String(listing.eventId),
    name: `${listing.section} / ${listing.row} / ${listing.lowSeat ?? ''}${listing.highSeat === listing.lowSeat ? '' : `–${listing.highSeat ?? ''}`}`,
    line: {
      id: cell(listing.id),
      eventId: cell(listing.eventId),
      quantity: cell(listing.quantity),
      section: cell(listing.section),
      row: cell(listing.row),
      secondRow: cell(listing.secondRow),
      lowSeat: cell(listing.lowSeat),
      highSeat: cell(listing.highSeat),
      faceValue: cell(listing.faceValue),
      stockType: cell(listing.stockType),
      splitType: cell(listing.splitType),
      customSplit: cell(listing.customSplit),
      listPrice: cell(listing.listPrice),
      publicNotes: cell(listing.publicNotes),
      seatType: cell(listing.seatType),
      inHandDate: cell(listing.inHandDate),
      inHandDaysBeforeEvent: listing.inHandDate === null ? cell(listing.inHandDaysBeforeEvent) : '',
      hideSeatNumbers: cell(listing.hideSeatNumbers),
      zoneSeating: cell(listing.zoneSeating),
      electronicTransfer: cell(listing.electronicTransfer),
    },
  };
}

function unreadableOf(row: unknown, issue: { path: PropertyKey[]; message: string } | undefined): Unreadable {
  const { id, name } = (row ?? {}) as { id?: unknown; name?: unknown };
  return {
    feedId: typeof id === 'number' || typeof id === 'string' ? `${id}`.slice(0, 100) : 'without an id',
    name: typeof name === 'string' ? name.slice(0, 200) : 'An entry without a name',
    unreadable: `SkyBox sent an entry that can’t be read: ${issue?.path.join('.')}, ${issue?.message}.`,
  };
}
