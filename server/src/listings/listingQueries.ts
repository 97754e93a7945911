/** Staff's lists of listings: a page, its counts by state, and totals over the whole view. */
import type { ListingList, listingQuery } from '@holdfast/shared/listings';
import type { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import {
  inTransaction,
  type OrderKey,
  type PlacedRow,
  pageOfRows,
  pageText,
  query,
  type Trx,
} from '../platform/db/index.ts';
import { rulesOfMany } from '../pricing/index.ts';
import { listingWhere, namesOf } from './listingFilter.ts';
import { type ListingRow, listingColumns, listingTables, presentListings } from './listingRows.ts';
import { marketAmount } from './market.ts';

export type ListingQuery = z.output<typeof listingQuery>;

interface Order {
  keys: readonly Omit<OrderKey, 'order'>[];
  needs: Parameters<typeof listingWhere>[2];
}
const instantOf = (by: string): Omit<OrderKey, 'order'> => ({ by, type: 'timestamptz', nullable: true });
const placeOf = (by: string): Omit<OrderKey, 'order'> => ({
  by,
  type: 'text',
  nullable: true,
  collate: 'place_order',
});
/** The keys behind the first ascend in both directions, and the id follows. */
const orders: Record<ListingQuery['sort'], Order> = {
  submittedAt: { keys: [instantOf('l.submitted_at')], needs: [] },
  startsAt: { keys: [instantOf('e.starts_at'), { by: 'l.event_id', type: 'text' }], needs: ['event'] },
  price: { keys: [{ by: 'l.price_amount', type: 'integer' }], needs: [] },
  consignor: { keys: [{ by: 'lower(c.name)', type: 'text' }], needs: ['consignor'] },
  event: { keys: [{ by: 'e.name', type: 'text' }], needs: ['event'] },
  section: { keys: [placeOf('l.section'), placeOf('l."row"')], needs: [] },
  market: {
    keys: [{ by: `l.price_amount::float8 / ${marketAmount}`, type: 'float8', nullable: true }],
    needs: ['market'],
  },
  free: { keys: [{ by: 'l.available', type: 'integer' }], needs: [] },
  createdAt: { keys: [instantOf('l.created_at')], needs: [] },
  pricedAt: { keys: [instantOf('l.priced_at')], needs: [] },
  delistRequestedAt: { keys: [instantOf('l.delist_requested_at')], needs: [] },
  inHandOn: { keys: [{ by: 'l.in_hand_on', type: 'date', nullable: true }], needs: [] },
};

const keysOf = ({ sort, order }: Pick<ListingQuery, 'sort' | 'order'>): OrderKey[] => [
  ...orders[sort].keys.map((key, at) => ({ ...key, order: at === 0 ? order : ('asc' as const) })),
  { by: 'l.id', type: 'text', order: 'asc' },
];

/**
 * The page and its totals are read side by side, on two connections: over 100,000 listings each takes a core its while.
 * @param me who asks, for `owner=me`
 */
export async function listListings(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  listQuery: ListingQuery,
  me: string | null,
): Promise<ListingList> {
  const page = inTransaction(db, async (trx) => {
    const { ids, next } = await pageOf(trx, listQuery, me);
    return { data: await presentListings(trx, engine, await rowsOf(trx, ids)), next };
  });
  if (!listQuery.totals) {
    const [shown, total] = await Promise.all([page, inTransaction(db, (trx) => countOf(trx, listQuery, me))]);
    return { ...shown, total, totals: null, counts: null };
  }
  const [shown, sums] = await Promise.all([
    page,
    inTransaction(db, (trx) => sumsByState(trx, listQuery, me)),
  ]);
  const states = namesOf(listQuery.state);
  const inView = sums.filter(({ state }) => states === undefined || states.includes(state));
  const total = (pick: (sum: StateSum) => number) => inView.reduce((all, sum) => all + pick(sum), 0);
  return {
    ...shown,
    total: total(({ n }) => n),
    totals: {
      tickets: total(({ tickets }) => tickets),
      proceeds: total(({ consignor }) => consignor),
      commission: total(({ price, consignor }) => price - consignor),
      price: total(({ price }) => price),
      allIn: total(({ price, fee }) => price + fee),
    },
    counts: Object.fromEntries(sums.map(({ state, n }) => [state, n])),
  };
}

/** The page is chosen by few columns; what a row shows is read for its rows only. */
async function pageOf(
  trx: Trx,
  listQuery: ListingQuery,
  me: string | null,
): Promise<{ ids: string[]; next: string | null }> {
  const keys = keysOf(listQuery);
  const where = listingWhere(listQuery, me, orders[listQuery.sort].needs);
  const page = pageText(keys, listQuery, where.values.length);
  const placed = await query<PlacedRow & { id: string }>(
    trx,
    `SELECT l.id, ${page.place} FROM ${where.from} WHERE ${where.all} AND ${page.after} ORDER BY ${page.order} ${page.limit}`,
    [...where.values, ...page.values],
  );
  const { rows, next } = pageOfRows(placed, keys, listQuery);
  return { ids: rows.map(({ id }) => id), next };
}

/** All listings of a view in its order. */
export async function idsOfView(trx: Trx, listQuery: ListingQuery, me: string | null): Promise<string[]> {
  const where = listingWhere(listQuery, me, orders[listQuery.sort].needs);
  const { order } = pageText(keysOf(listQuery), listQuery);
  const rows = await query<{ id: string }>(
    trx,
    `SELECT l.id FROM ${where.from} WHERE ${where.all} ORDER BY ${order}`,
    where.values,
  );
  return rows.map(({ id }) => id);
}

/** Loads the rows to show, in the given order. */
export async function rowsOf(trx: Trx, ids: string[]): Promise<ListingRow[]> {
  const rows = await query<ListingRow>(
    trx,
    `SELECT ${listingColumns} FROM ${listingTables} WHERE l.id = ANY ($1::text[])`,
    [ids],
  );
  const byId = new Map(rows.map((row) => [row.listing_id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function countOf(trx: Trx, listQuery: ListingQuery, me: string | null): Promise<number> {
  const where = listingWhere(listQuery, me);
  const [count] = await query<{ n: number }>(
    trx,
    `SELECT count(*)::int AS n FROM ${where.from} WHERE ${where.all}`,
    where.values,
  );
  return count?.n ?? 0;
}

interface StateSum {
  state: string;
  n: number;
  tickets: number;
  price: number;
  consignor: number;
  fee: number;
}

/**
 * Counts and sums by state in one reading, whatever state is asked for. Rules and listings are joined as sets, and a
 * share is computed once for all tickets of one price under one rule: a look-up per listing took seconds over 100,000.
 * What can still be sold counts.
 */
async function sumsByState(trx: Trx, listQuery: ListingQuery, me: string | null): Promise<StateSum[]> {
  const rules = await rulesOfMany(trx, {
    listingId: 'l.id',
    eventId: 'l.event_id',
    packageId: 'l.package_id',
    consignorId: 'l.consignor_id',
  });
  const where = listingWhere({ ...listQuery, state: undefined }, me);
  return query<StateSum>(
    trx,
    `WITH ${rules.with},
     priced AS MATERIALIZED (
       SELECT l.state, ${rules.ruleId} AS percentages_id, l.price_amount::bigint AS price, count(*) AS n,
         sum(l.quantity - l.sold - l.withdrawn) AS unsold
       FROM ${where.from} ${rules.join} WHERE ${where.all} GROUP BY 1, 2, 3
     )
     SELECT m.state, sum(m.n)::int AS n, sum(m.unsold)::bigint AS tickets, sum(m.unsold * m.price)::bigint AS price,
       sum(m.unsold * (m.price - commission_share(m.price, p.commission_terms)))::bigint AS consignor,
       sum(m.unsold * fan_fee(m.price, p.fee_terms))::bigint AS fee
     FROM priced m JOIN pricing_percentages p ON p.id = m.percentages_id GROUP BY m.state`,
    where.values,
  );
}
