/** Seeds the demo's packages and listings; messages bring each listing to its state. */
import { listingMachine } from '@holdfast/shared/listings/machines';
import { addEvents } from '../src/catalog/index.ts';
import { createListings, type NewListing } from '../src/listings/index.ts';
import { type Engine, type MessageOf, messageTo, timerMessage } from '../src/platform/actors/index.ts';
import { queryPrepared, records, type Trx } from '../src/platform/db/index.ts';
import { newId } from '../src/platform/ids.ts';
import type { DemoItem, DemoListing, DemoOwnEvent, DemoPackage } from './consignment/demoConsignment.ts';
import { randomFor } from './consignment/random.ts';
import { demoSource, known, type SeededCatalog } from './seedCatalog.ts';

/** What the seeding steps share. */
export interface SeedContext {
  trx: Trx;
  engine: Engine;
  /** ISO instant. */
  now: string;
  by: string;
  catalog: SeededCatalog;
  consignorIds: Map<string, string>;
}

const hourMs = 3_600_000;
/**
 * Hours before now at which today's listings were submitted, so that the queue has ages. Some are past a
 * day's limit.
 */
const agesHours = [0.4, 1.5, 3, 6, 11, 20, 30, 52] as const;
/** Hours before now at which the already decided listings were submitted. */
const agesOfDecided = [8, 30, 75, 130, 220, 340, 500, 680] as const;
const pauseReason = 'The club releases these tickets for transfer later.';

/** @returns the packages' ids by the demo's keys */
export async function seedPackages(
  { trx, by, now, catalog, consignorIds }: SeedContext,
  items: readonly DemoItem[],
): Promise<Map<string, string>> {
  const packages = items
    .filter((item): item is DemoPackage => item.kind === 'package')
    .map((each) => ({
      ...each,
      id: newId('package'),
      consignorId: known(consignorIds, each.consignorKey),
      seasonId: known(catalog.seasonIds, `${each.performerKey} ${each.season}`),
      lowSeat: Math.min(...each.seats.map(Number)),
      highSeat: Math.max(...each.seats.map(Number)),
    }));
  const { from, value } = records(packages, {
    id: 'text',
    consignorId: 'text',
    seasonId: 'text',
    section: 'text',
    row: 'text',
    lowSeat: 'integer',
    highSeat: 'integer',
    faceValue: 'integer',
  });
  await queryPrepared(
    trx,
    `INSERT INTO packages (id, consignor_id, season_id, section, "row", low_seat, high_seat, face_value_amount, price,
       created_by, created_at, confirmed_by, confirmed_at)
     SELECT n.*, $2::jsonb, $3, $4::timestamptz, $3, $4::timestamptz FROM ${from}`,
    [
      value,
      JSON.stringify({ by: 'face', bps: 1_500 }),
      by,
      new Date(Date.parse(now) - 30 * 24 * hourMs).toISOString(),
    ],
  );
  return new Map(packages.map(({ key, id }) => [key, id]));
}

/** @returns how many listings were created */
export async function seedListings(
  context: SeedContext,
  items: readonly DemoItem[],
  packageIds: Map<string, string>,
): Promise<number> {
  const listings = items.filter((item): item is DemoListing => item.kind === 'listing');
  const firstGame = context.catalog.games[0]?.startsAt ?? context.now;
  const beforeAll = new Date(Date.parse(firstGame) - 5 * 24 * hourMs).toISOString();
  const groups = Map.groupBy(listings, ({ wantedState, key }) =>
    wantedState === 'ended'
      ? beforeAll
      : hoursBefore(
          context.now,
          randomFor('age', key).pick(wantedState === 'submitted' ? agesHours : agesOfDecided),
        ),
  );
  for (const [at, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
    await bringToStates(context, group, packageIds, at);
  await closeExpired(context);
  return listings.length;
}

function hoursBefore(now: string, hours: number): string {
  return new Date(Date.parse(now) - hours * hourMs).toISOString();
}

async function bringToStates(
  { trx, engine, by, catalog, consignorIds }: SeedContext,
  group: DemoListing[],
  packageIds: Map<string, string>,
  at: string,
): Promise<void> {
  const ids = await createListings(
    trx,
    engine,
    group.map((listing): NewListing => {
      const packageId = listing.packageKey === null ? null : known(packageIds, listing.packageKey);
      return {
        eventId: known(catalog.eventIds, listing.gameId),
        consignorId: known(consignorIds, listing.consignorKey),
        packageId,
        offer: {
          kind: 'seated',
          section: listing.section,
          row: listing.row,
          seats: listing.seats.map(Number),
          splitRule: listing.splitRule,
        },
        priceAmount: listing.price,
        faceValueAmount: listing.faceValue,
        delivery: listing.delivery,
        disclosure: listing.disclosure,
        inHandOn: listing.deliverableFrom,
        source: packageId === null ? 'Marketplace' : 'Season package',
      };
    }),
    { by, at },
  );
  const messages = group.flatMap(({ wantedState, reason }, i) => {
    const id = ids[i] as string;
    const send = (message: MessageOf<typeof listingMachine>) =>
      messageTo(listingMachine, id, message, { by, reason: 'reason' in message ? message.reason : null });
    const approve = send({ type: 'approve' });
    if (wantedState === 'submitted') return [];
    if (wantedState === 'rejected') return [send({ type: 'reject', reason: reason ?? '' })];
    if (wantedState === 'paused') return [approve, send({ type: 'pause', reason: pauseReason })];
    if (wantedState === 'withdrawn') return [approve, send({ type: 'withdraw', reason: reason ?? '' })];
    return [approve];
  });
  // Staff decided 15 minutes after the submission.
  const decidedAt = new Date(Date.parse(at) + hourMs / 4).toISOString();
  const outcomes = await engine.apply(trx, messages, { at: decidedAt });
  const refused = outcomes.find(({ kind }) => kind !== 'applied');
  if (refused) throw new Error(`${refused.id} answered ${refused.kind} while the demo was seeded`);
}

/** Ends the sales of past games at their starts, as the sweeper would have. */
async function closeExpired({ trx, engine, now }: SeedContext): Promise<void> {
  const due = await queryPrepared<{ actor_id: string; timer_id: string; fire_at: Date }>(
    trx,
    `SELECT actor_id, timer_id, fire_at FROM timers WHERE actor_type = 'listing' AND fire_at <= $1::timestamptz`,
    [now],
  );
  for (const [at, timers] of Map.groupBy(due, ({ fire_at }) => fire_at.toISOString()))
    await engine.apply(
      trx,
      timers.map(({ actor_id, timer_id }) => timerMessage('listing', actor_id, timer_id)),
      { at },
    );
}

/** Seeds the marketplace's own events with general admission; their tickets are on sale. */
export async function seedOwnEvents(
  { trx, engine, now, by, catalog, consignorIds }: SeedContext,
  items: readonly DemoItem[],
): Promise<void> {
  const events = items.filter((item): item is DemoOwnEvent => item.kind === 'ownEvent');
  const eventIds = await addEvents(
    trx,
    events.map(({ key, name, venueKey, startsAt }) => ({
      source: demoSource,
      sourceId: key,
      name,
      kind: 'own' as const,
      league: null,
      seasonId: null,
      homeId: null,
      awayId: null,
      venueId: known(catalog.venueIds, venueKey),
      startsAt,
      timeTbd: false,
    })),
  );
  const listings = events.flatMap(({ key, consignorKey, ticketTypes }) =>
    ticketTypes.map(
      ({ name, price, quantity }): NewListing => ({
        eventId: known(eventIds, key),
        consignorId: known(consignorIds, consignorKey),
        offer: { kind: 'generalAdmission', ticketType: name, quantity },
        priceAmount: price,
        delivery: 'Tickets ready now',
        source: 'Marketplace',
      }),
    ),
  );
  const at = hoursBefore(now, 72);
  const ids = await createListings(trx, engine, listings, { by, at });
  await engine.apply(
    trx,
    ids.map((id) => messageTo(listingMachine, id, { type: 'approve' }, { by })),
    { at: hoursBefore(now, 71) },
  );
}
