/** What tests need to be there, made by the house's own commands; names and keys are each unlike all others. */

import type { SplitRule } from '@holdfast/shared/consignment';
import { listingMachine } from '@holdfast/shared/consignment/machines';
import { plainParts } from '@holdfast/shared/pricing';
import type { HeldReservation } from '@holdfast/shared/reservations';
import { addEvents } from '../src/catalog/index.ts';
import { createListings, type NewListing } from '../src/consignment/index.ts';
import { type MessageOf, messageTo } from '../src/platform/actors/index.ts';
import { inTransaction, run } from '../src/platform/db/index.ts';
import type { House } from '../src/platform/house.ts';
import { newId, randomText } from '../src/platform/ids.ts';
import { createReserver } from '../src/reservations/index.ts';

type Built = Pick<House, 'db' | 'engine'>;

let count = 0;
const next = () => ++count;

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
/** An instant from now, ISO 8601. */
export const fromNow = (ms: number): string => new Date(Date.now() + ms).toISOString();

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

export async function buildPerformer(
  { db }: Built,
  {
    name = `Team ${randomText(6)}`,
    shortName,
    city = 'Pittsburgh',
  }: { name?: string; shortName?: string; city?: string } = {},
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
    league: 'NFL',
  });
  return id;
}

export async function buildSeason({ db }: Built, performerId: string): Promise<string> {
  const id = newId('season');
  await db('seasons').insert({ id, performer_id: performerId, league: 'NFL', name: `NFL ${next()}` });
  return id;
}

export interface EventWishes {
  name?: string;
  /** ISO instant; in ten days if not said. */
  startsAt?: string;
  venueId?: string;
  homeId?: string | null;
  awayId?: string | null;
  seasonId?: string | null;
  maxPerType?: number;
  holdMs?: number;
}

/** @returns its id */
export async function buildEvent(house: Built, wishes: EventWishes = {}): Promise<string> {
  const venueId = wishes.venueId ?? (await buildVenue(house));
  const sourceId = `test-${randomText(10)}`;
  const ids = await inTransaction(house.db, (trx) =>
    addEvents(trx, [
      {
        source: 'test',
        sourceId,
        name: wishes.name ?? `Game ${sourceId}`,
        kind: wishes.homeId ? 'game' : 'own',
        league: wishes.homeId ? 'NFL' : null,
        seasonId: wishes.seasonId ?? null,
        homeId: wishes.homeId ?? null,
        awayId: wishes.awayId ?? null,
        venueId,
        startsAt: wishes.startsAt ?? fromNow(10 * dayMs),
        timeTbd: false,
        ...(wishes.maxPerType === undefined ? {} : { maxPerType: wishes.maxPerType }),
        ...(wishes.holdMs === undefined ? {} : { holdMs: wishes.holdMs }),
      },
    ]),
  );
  return ids.get(sourceId) as string;
}

export interface GameWishes {
  home?: string;
  away?: string;
  venue?: string;
  startsAt?: string;
}

/** A game of two teams, with the season of the home team. */
export async function buildGame(
  house: Built,
  {
    home = `Home ${randomText(5)}`,
    away = `Guests ${randomText(5)}`,
    venue = `Field ${randomText(5)}`,
    startsAt = fromNow(10 * dayMs),
  }: GameWishes = {},
): Promise<{ eventId: string; seasonId: string; homeId: string; venueId: string }> {
  const short = (name: string) => name.split(' ').at(-1) ?? name;
  const homeId = await buildPerformer(house, { name: home, shortName: short(home) });
  const awayId = await buildPerformer(house, { name: away, shortName: short(away) });
  const venueId = await buildVenue(house, { name: venue });
  const seasonId = await buildSeason(house, homeId);
  const name = `${away} at ${home}`;
  const eventId = await buildEvent(house, { name, startsAt, venueId, homeId, awayId, seasonId });
  return { eventId, seasonId, homeId, venueId };
}

/** @returns its id */
export async function buildConsignor({ db }: Built, { name = `Consignor ${next()}` } = {}): Promise<string> {
  const id = newId('consignor');
  await db('consignors').insert({ id, name, email: `${id}@example.com`, plan: 'Standard' });
  return id;
}

/** A rule of their own, or of the house, from the house's beginning, so that a test may ask at any moment. */
export async function buildPercentages(
  { db }: Built,
  { consignorId, houseBps, feeBps }: { consignorId: string | null; houseBps: number; feeBps: number },
): Promise<void> {
  await db('percentages').insert({
    id: newId('percentages'),
    reaches: consignorId === null ? 'house' : 'consignor',
    target: consignorId ?? '',
    parts: JSON.stringify(plainParts(houseBps, feeBps)),
    effective_from: '2010-01-01T00:00:00Z',
    reason: 'For a test',
    created_by: 'house',
  });
}

export interface ListingWishes {
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
  externalId?: string | null;
  state?: 'submitted' | 'live' | 'paused' | 'withdrawn' | 'rejected';
}

export interface BuiltListing {
  id: string;
  eventId: string;
  consignorId: string;
}

/** A seated listing of two seats, or general admission where a type or a quantity is wished; live unless said. */
export async function buildListing(house: Built, wishes: ListingWishes = {}): Promise<BuiltListing> {
  const [listing] = await buildListings(house, [wishes]);
  return listing as BuiltListing;
}

export async function buildListings(house: Built, wanted: ListingWishes[]): Promise<BuiltListing[]> {
  const eventId = wanted.every((wishes) => wishes.eventId) ? '' : await buildEvent(house);
  const consignorId = wanted.every((wishes) => wishes.consignorId) ? '' : await buildConsignor(house);
  const listings = wanted.map((wishes): NewListing => {
    const general = wishes.ticketType !== undefined || wishes.quantity !== undefined;
    return {
      eventId: wishes.eventId ?? eventId,
      consignorId: wishes.consignorId ?? consignorId,
      externalId: wishes.externalId ?? null,
      lot: general
        ? {
            kind: 'generalAdmission',
            ticketType: wishes.ticketType ?? 'General admission',
            quantity: wishes.quantity ?? 100,
          }
        : {
            kind: 'seated',
            section: wishes.section ?? '101',
            row: wishes.row ?? `R${next()}`,
            seats: wishes.seats ?? [1, 2],
            splitRule: wishes.splitRule ?? 'any',
          },
      priceAmount: wishes.priceAmount ?? 10_000,
      faceValueAmount: wishes.faceValueAmount ?? null,
      delivery: 'Tickets ready now',
      source: 'Test',
    };
  });
  return inTransaction(house.db, async (trx) => {
    const ids = await createListings(trx, house.engine, listings, { by: 'house' });
    const messages = wanted.flatMap(({ state = 'live' }, i) => {
      const send = (message: MessageOf<typeof listingMachine>) =>
        messageTo(listingMachine, ids[i] as string, message, { by: 'house' });
      const reason = 'For a test';
      if (state === 'submitted') return [];
      if (state === 'rejected') return [send({ type: 'reject', reason })];
      if (state === 'live') return [send({ type: 'approve' })];
      return [send({ type: 'approve' }), send({ type: state === 'paused' ? 'pause' : 'withdraw', reason })];
    });
    const outcomes = await house.engine.apply(trx, messages);
    if (outcomes.some(({ kind }) => kind !== 'applied')) throw new Error('a wished state was refused');
    return ids.map((id, i) => ({
      id,
      eventId: (listings[i] as NewListing).eventId,
      consignorId: (listings[i] as NewListing).consignorId,
    }));
  });
}

/** A hold by a new fan, as the house's own command makes it. */
export async function buildHold(
  house: House,
  items: Array<{ listingId: string; quantity: number }>,
): Promise<HeldReservation> {
  const reserver = createReserver(house);
  const answer = await reserver.submit({ fanId: newId('fan'), email: null, items, key: null, hash: '' });
  await reserver.close();
  if ('refused' in answer) throw answer.refused;
  return answer.held;
}

export interface ListingStanding {
  state: string;
  version: number;
  price_amount: number;
  quantity: number;
  available: number;
  held: number;
  sold: number;
  withdrawn: number;
}

export async function listingStanding({ db }: Built, id: string): Promise<ListingStanding> {
  const [row] = await inTransaction(db, (trx) =>
    run<ListingStanding>(
      trx,
      'SELECT state, version, price_amount, quantity, available, held, sold, withdrawn FROM listings WHERE id = $1',
      [id],
    ),
  );
  return row as ListingStanding;
}
