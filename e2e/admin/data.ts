/** The tests' own data, which no other test uses and no price cap limits. */
import { buildGame } from '@holdfast/server/test/factories/catalog';
import { buildConsignor } from '@holdfast/server/test/factories/consignors';
import { buildListings, type ListingOptions } from '@holdfast/server/test/factories/listings';
import { Fan } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Role } from '@holdfast/shared/accounts';
import { accountOf } from '../profiles.ts';

/** A consignor with listings of one game. */
export interface OwnListings {
  consignorId: string;
  eventId: string;
  /** The ids of the listings, in the given order. */
  ids: string[];
}

/** Creates a game, a consignor of this name and their listings. */
export async function consignorWith(
  { context }: TestApp,
  name: string,
  listings: ListingOptions[],
): Promise<OwnListings> {
  const consignorId = await buildConsignor(context, { name });
  const { eventId } = await buildGame(context);
  const built = await buildListings(
    context,
    listings.map((options) => ({ eventId, consignorId, ...options })),
  );
  return { consignorId, eventId, ids: built.map(({ id }) => id) };
}

/** Seated listings of two in sections from 101 on, each dearer than the one before. */
export function sectionsOf(count: number, more: ListingOptions = {}): ListingOptions[] {
  return Array.from({ length: count }, (_, at) => ({
    section: `${101 + at}`,
    priceAmount: 10_000 + at * 500,
    ...more,
  }));
}

/** A client of the API, signed in with the demo account of this role. */
export async function clientOf(app: TestApp, role: Role): Promise<Fan> {
  const client = new Fan(app);
  const { email, password } = accountOf(role);
  await client.signIn(email, password);
  return client;
}
