/** What an action on named listings left of them, for the view that its caller shows. */
import type { Listing, ListingFilter } from '@holdfast/shared/listings';
import type { Engine } from '../platform/actors/index.ts';
import { query, type Trx } from '../platform/db/index.ts';
import { listingWhere } from './listingFilter.ts';
import { rowsOf } from './listingQueries.ts';
import { presentListings } from './listingRows.ts';

/** @param me who asks, for `owner=me` @returns the listings as they are now, and those that aren't in the view any more */
export async function listingsAfter(
  trx: Trx,
  engine: Engine,
  ids: readonly string[],
  view: ListingFilter,
  me: string | null,
): Promise<{ now: Listing[]; left: string[] }> {
  const now = await presentListings(trx, engine, await rowsOf(trx, [...ids]));
  const where = listingWhere(view, me);
  const inView = await query<{ id: string }>(
    trx,
    `SELECT l.id FROM ${where.from} WHERE ${where.all} AND l.id = ANY ($${where.values.length + 1}::text[])`,
    [...where.values, ids],
  );
  const stays = new Set(inView.map(({ id }) => id));
  return { now, left: ids.filter((id) => !stays.has(id)) };
}
