/** Listings for tests, created by the rooms' own commands; names and keys are unique. */
import type { ConsignedWay } from '@holdfast/shared/deliveries';
import type { SplitRule } from '@holdfast/shared/listings';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { createListings, type NewListing } from '../../src/listings/index.ts';
import { type MessageOf, messageTo } from '../../src/platform/actors/index.ts';
import type { AppContext } from '../../src/platform/appContext.ts';
import { inTransaction, queryPrepared } from '../../src/platform/db/index.ts';
import { buildEvent } from './catalog.ts';
import { buildConsignor } from './consignors.ts';

type Built = Pick<AppContext, 'db' | 'engine'>;

let count = 0;
const next = () => ++count;

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
