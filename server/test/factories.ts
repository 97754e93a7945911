/** Test data, created by the rooms' own commands; names and keys are unique. */
import type { ConsignedWay } from '@holdfast/shared/deliveries';
import type { SplitRule } from '@holdfast/shared/listings';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { plainComponents } from '@holdfast/shared/pricing';
import type { HeldReservation } from '@holdfast/shared/reservations';
import { addEvents } from '../src/catalog/index.ts';
import { createListings, type NewListing } from '../src/listings/index.ts';
import { type MessageOf, messageTo } from '../src/platform/actors/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { inTransaction, queryPrepared } from '../src/platform/db/index.ts';
import { newId, randomText } from '../src/platform/ids.ts';
import { createHoldRequests } from '../src/reservations/index.ts';

type Built = Pick<AppContext, 'db' | 'engine'>;

let count = 0;
const next = () => ++count;

/** An hour, ms. */
export const hourMs = 3_600_000;
/** A day, ms. */
export const dayMs = 24 * hourMs;
/** An instant from now, ISO 8601. */
export const fromNow = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** @returns its id */
export async function buildVenue(
  { db }: Built,
  { name = `Arena ${randomText(6)}`, city = 'Pittsburgh', timeZone = 'America/New_York' } = {},
): Promise<string> {
  const id = newId('venue');
  await db('venues').insert({
    id,
    source: 'test',
    source_id: id,
    name,
    city,
    region: 'PA',
    country: 'US',
    time_zone: timeZone,
    capacity: 60_000,
  });
  return id;
}

/** @returns its id */
export async function buildPerformer(
  { db }: Built,
  {
    name = `Team ${randomText(6)}`,
    shortName,
    city = 'Pittsburgh',
    league = 'NFL',
  }: { name?: string; shortName?: string; city?: string; league?: string } = {},
): Promise<string> {
  const id = newId('performer');
  await db('performers').insert({
    id,
    source: 'test',
    source_id: id,
    name,
    short_name: shortName ?? name,
    slug: id,
    city,
    league,
  });
  return id;
}

/** @returns its id */
export async function buildSeason({ db }: Built, performerId: string): Promise<string> {
  const id = newId('season');
  await db('seasons').insert({ id, performer_id: performerId, league: 'NFL', name: `NFL ${next()}` });
  return id;
}

/** How to create an event. */
export interface EventOptions {
  name?: string;
  /** ISO instant; default: in ten days. */
  startsAt?: string;
  venueId?: string;
  homeId?: string | null;
  awayId?: string | null;
  seasonId?: string | null;
  maxPerType?: number;
  holdMs?: number;
}

/** @returns its id */
export async function buildEvent(app: Built, options: EventOptions = {}): Promise<string> {
  const venueId = options.venueId ?? (await buildVenue(app));
  const sourceId = `test-${randomText(10)}`;
  const ids = await inTransaction(app.db, (trx) =>
    addEvents(trx, [
      {
        source: 'test',
        sourceId,
        name: options.name ?? `Game ${sourceId}`,
        kind: options.homeId ? 'game' : 'own',
        league: options.homeId ? 'NFL' : null,
        seasonId: options.seasonId ?? null,
        homeId: options.homeId ?? null,
        awayId: options.awayId ?? null,
        venueId,
        startsAt: options.startsAt ?? fromNow(10 * dayMs),
        timeTbd: false,
        ...(options.maxPerType === undefined ? {} : { maxPerType: options.maxPerType }),
        ...(options.holdMs === undefined ? {} : { holdMs: options.holdMs }),
      },
    ]),
  );
  return ids.get(sourceId) as string;
}

/** How to create a game. */
export interface GameOptions {
  home?: string;
  away?: string;
  venue?: string;
  startsAt?: string;
}

/** A game of two teams, with the season of the home team. */
export async function buildGame(
  app: Built,
  {
    home = `Home ${randomText(5)}`,
    away = `Guests ${randomText(5)}`,
    venue = `Field ${randomText(5)}`,
    startsAt = fromNow(10 * dayMs),
  }: GameOptions = {},
): Promise<{ eventId: string; seasonId: string; homeId: string; venueId: string }> {
  const short = (name: string) => name.split(' ').at(-1) ?? name;
  const homeId = await buildPerformer(app, { name: home, shortName: short(home) });
  const awayId = await buildPerformer(app, { name: away, shortName: short(away) });
  const venueId = await buildVenue(app, { name: venue });
  const seasonId = await buildSeason(app, homeId);
  const name = `${away} at ${home}`;
  const eventId = await buildEvent(app, { name, startsAt, venueId, homeId, awayId, seasonId });
  return { eventId, seasonId, homeId, venueId };
}

/** @returns its id */
export async function buildConsignor({ db }: Built, { name = `Consignor ${next()}` } = {}): Promise<string> {
  const id = newId('consignor');
  await db('consignors').insert({ id, name, email: `${id}@example.com` });
  return id;
}

/** A plan of a consignor that began before all tests. */
export async function buildPlan({ db }: Built, consignorId: string, plan: string): Promise<void> {
  await db('consignor_plans').insert({
    id: newId('consignorPlan'),
    consignor_id: consignorId,
    plan,
    effective_from: '2010-01-01T00:00:00Z',
    reason: 'For a test',
    created_by: 'system',
  });
}

/**
 * A rule of a consignor or of the marketplace that begins before all tests, so that a test can ask for any
 * instant.
 */
export async function buildPercentages(
  { db }: Built,
  {
    consignorId,
    commissionBps,
    feeBps,
  }: { consignorId: string | null; commissionBps: number; feeBps: number },
): Promise<void> {
  await db('percentages').insert({
    id: newId('percentages'),
    scope: consignorId === null ? 'marketplace' : 'consignor',
    target: consignorId ?? '',
    components: JSON.stringify(plainComponents(commissionBps, feeBps)),
    effective_from: '2010-01-01T00:00:00Z',
    reason: 'For a test',
    created_by: 'system',
  });
}

/** How to create a listing. */
export interface ListingOptions {
  eventId?: string;
  consignorId?: string;
  section?: string;
  row?: string;
  seats?: number[];
  splitRule?: SplitRule;
  /** Makes it general admission. */
  ticketType?: string;
  quantity?: number;
  priceAmount?: number;
  faceValueAmount?: number | null;
  /** How the tickets of a game reach their fan; those of other events by our gate code. */
  deliveryWay?: ConsignedWay;
  inHandOn?: string;
  externalId?: string | null;
  state?: 'submitted' | 'live' | 'paused' | 'withdrawn' | 'rejected';
}

/** A created listing. */
export interface BuiltListing {
  id: string;
  eventId: string;
  consignorId: string;
}

/**
 * A seated listing of two seats, or general admission when a ticket type or a quantity is given; live by
 * default.
 */
export async function buildListing(app: Built, options: ListingOptions = {}): Promise<BuiltListing> {
  const [listing] = await buildListings(app, [options]);
  return listing as BuiltListing;
}

/** Creates several listings together. */
export async function buildListings(app: Built, wanted: ListingOptions[]): Promise<BuiltListing[]> {
  const eventId = wanted.every((options) => options.eventId) ? '' : await buildEvent(app);
  const consignorId = wanted.every((options) => options.consignorId) ? '' : await buildConsignor(app);
  const listings = wanted.map((options): NewListing => {
    const general = options.ticketType !== undefined || options.quantity !== undefined;
    return {
      eventId: options.eventId ?? eventId,
      consignorId: options.consignorId ?? consignorId,
      externalId: options.externalId ?? null,
      offer: general
        ? {
            kind: 'generalAdmission',
            ticketType: options.ticketType ?? 'General admission',
            quantity: options.quantity ?? 100,
          }
        : {
            kind: 'seated',
            section: options.section ?? '101',
            row: options.row ?? `R${next()}`,
            seats: options.seats ?? [1, 2],
            splitRule: options.splitRule ?? 'any',
          },
      priceAmount: options.priceAmount ?? 10_000,
      faceValueAmount: options.faceValueAmount ?? null,
      delivery: 'Tickets ready now',
      deliveryWay: options.deliveryWay ?? 'transfer',
      inHandOn: options.inHandOn ?? null,
      source: 'Test',
    };
  });
  return inTransaction(app.db, async (trx) => {
    const ids = await createListings(trx, app.engine, listings, { by: 'system' });
    const messages = wanted.flatMap(({ state = 'live' }, i) => {
      const send = (message: MessageOf<typeof listingMachine>) =>
        messageTo(listingMachine, ids[i] as string, message, { by: 'system' });
      const reason = 'For a test';
      if (state === 'submitted') return [];
      if (state === 'rejected') return [send({ type: 'reject', reason })];
      if (state === 'live') return [send({ type: 'approve' })];
      return [send({ type: 'approve' }), send({ type: state === 'paused' ? 'pause' : 'withdraw', reason })];
    });
    const outcomes = await app.engine.apply(trx, messages);
    if (outcomes.some(({ kind }) => kind !== 'applied')) throw new Error('a requested state was refused');
    return ids.map((id, i) => ({
      id,
      eventId: (listings[i] as NewListing).eventId,
      consignorId: (listings[i] as NewListing).consignorId,
    }));
  });
}

/** A hold by a new fan, made by the reservations' own command. */
export async function buildHold(
  app: AppContext,
  items: Array<{ listingId: string; quantity: number }>,
): Promise<HeldReservation> {
  const holdRequests = createHoldRequests(app);
  const answer = await holdRequests.submit({
    fanId: newId('fan'),
    network: null,
    email: null,
    items,
    key: null,
    hash: '',
  });
  await holdRequests.close();
  if ('refused' in answer) throw answer.refused;
  return answer.held;
}

/** How many tickets of a listing are in each state. */
export interface ListingCounts {
  state: string;
  version: number;
  price_amount: number;
  quantity: number;
  available: number;
  held: number;
  sold: number;
  withdrawn: number;
}

/** Reads the counts of a listing. */
export async function listingCounts({ db }: Built, id: string): Promise<ListingCounts> {
  const [row] = await inTransaction(db, (trx) =>
    queryPrepared<ListingCounts>(
      trx,
      'SELECT state, version, price_amount, quantity, available, held, sold, withdrawn FROM listings WHERE id = $1',
      [id],
    ),
  );
  return row as ListingCounts;
}
