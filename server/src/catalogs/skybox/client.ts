/** SkyBox: events of its catalogue, and the lots of an account. Source: SkyBox OpenAPI 1.0.0, GET /events and /inventory. */
import type { OutsideEvent } from '@holdfast/shared/catalogs';
import { DateTime } from 'luxon';
import type { CataloguesConfig } from '../../platform/config.ts';
import type { Database } from '../../platform/db/index.ts';
import type { CatalogueClient, OutsideLot, Unreadable } from '../client.ts';
import { sidesOf } from '../matching/names.ts';
import { askService, type Service } from '../service/askService.ts';
import { rowsAnswer, type SkyboxEvent, type SkyboxLot, skyboxEvent, skyboxLot } from './answers.ts';

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
  config: NonNullable<CataloguesConfig['skybox']>,
  options: ClientOptions = {},
): CatalogueClient {
  const limit = options.pageSize ?? pageSize;
  const service: Service = {
    catalogue: 'skybox',
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
    catalogue: 'skybox',
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
    lotsPage:
      config.consignorEmail === null
        ? null
        : async (page) => {
            const { rows } = await pageOf('/inventory', page, { sortedBy: 'id', sortDir: 'ASC' });
            const lots: OutsideLot[] = [];
            const unreadable: Unreadable[] = [];
            for (const row of rows) {
              const parsed = skyboxLot.safeParse(row);
              if (!parsed.success) unreadable.push(unreadableOf(row, parsed.error.issues[0]));
              else if (isOffered(parsed.data)) lots.push(lotOf(parsed.data));
            }
            return { lots, unreadable, nextPage: rows.length < limit ? null : page + 1 };
          },
  };
}

function eventOf(row: unknown): OutsideEvent | Unreadable {
  const parsed = skyboxEvent.safeParse(row);
  if (!parsed.success) return unreadableOf(row, parsed.error.issues[0]);
  const event = parsed.data;
  const timeZone = event.venue?.timeZone?.id ?? null;
  const start = startOf(event, timeZone);
  const plainName = event.name.replace(/^\s*\(?(cancell?ed|postponed)\)?\s*[-:–]?\s*/i, '');
  const { home, away } = sidesOf(plainName);
  return {
    outsideId: String(event.id),
    name: plainName,
    home: home ?? event.performer?.name ?? plainName,
    away,
    venueName: event.venue?.name ?? null,
    city: event.venue?.city ?? null,
    region: event.venue?.state ?? null,
    country: event.venue?.country ?? null,
    timeZone,
    ...start,
    timeTbd: false,
    // The catalogue has no column for it: it is written before the name.
    status: /^\s*\(?cancell?ed/i.test(event.name)
      ? 'cancelled'
      : /^\s*\(?postponed/i.test(event.name)
        ? 'postponed'
        : 'scheduled',
    isGame: away !== null && event.performer?.eventType !== 'CONCERT',
  };
}

/** Its dates are wall times of the venue; where one names an offset, the instant is meant. */
function startOf(
  { date }: SkyboxEvent,
  timeZone: string | null,
): Pick<OutsideEvent, 'localStart' | 'startsAt'> {
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

const isOffered = ({ status, listPrice, quantity }: SkyboxLot) =>
  (status === null || status === 'AVAILABLE') && (listPrice ?? 0) > 0 && quantity > 0;

/** In the columns of the desk's SkyBox format, so that the file's own rules read it. */
function lotOf(lot: SkyboxLot): OutsideLot {
  const cell = (value: string | number | boolean | null | undefined) =>
    value === null || value === undefined
      ? ''
      : typeof value === 'boolean'
        ? value
          ? 'Y'
          : 'N'
        : `${value}`;
  return {
    outsideId: String(lot.id),
    outsideEventId: String(lot.eventId),
    name: `${lot.section} / ${lot.row} / ${lot.lowSeat ?? ''}${lot.highSeat === lot.lowSeat ? '' : `–${lot.highSeat ?? ''}`}`,
    line: {
      id: cell(lot.id),
      eventId: cell(lot.eventId),
      quantity: cell(lot.quantity),
      section: cell(lot.section),
      row: cell(lot.row),
      secondRow: cell(lot.secondRow),
      lowSeat: cell(lot.lowSeat),
      highSeat: cell(lot.highSeat),
      faceValue: cell(lot.faceValue),
      stockType: cell(lot.stockType),
      splitType: cell(lot.splitType),
      customSplit: cell(lot.customSplit),
      listPrice: cell(lot.listPrice),
      publicNotes: cell(lot.publicNotes),
      seatType: cell(lot.seatType),
      inHandDate: cell(lot.inHandDate),
      inHandDaysBeforeEvent: lot.inHandDate === null ? cell(lot.inHandDaysBeforeEvent) : '',
      hideSeatNumbers: cell(lot.hideSeatNumbers),
      zoneSeating: cell(lot.zoneSeating),
      electronicTransfer: cell(lot.electronicTransfer),
    },
  };
}

function unreadableOf(row: unknown, issue: { path: PropertyKey[]; message: string } | undefined): Unreadable {
  const { id, name } = (row ?? {}) as { id?: unknown; name?: unknown };
  return {
    outsideId: typeof id === 'number' || typeof id === 'string' ? `${id}`.slice(0, 100) : 'without an id',
    name: typeof name === 'string' ? name.slice(0, 200) : 'An entry without a name',
    unreadable: `SkyBox sent an entry that can’t be read: ${issue?.path.join('.')}, ${issue?.message}.`,
  };
}
