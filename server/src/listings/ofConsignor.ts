/** The listings of a consignor as a whole: what a deactivation and a merge concern. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** What a consignor has: listings, and tickets of them. */
export interface ConsignorStock {
  onSale: number;
  ticketsOnSale: number;
  waiting: number;
  /** Tickets in carts. */
  held: number;
  /** Tickets sold for events that are ahead. */
  soldAhead: number;
  all: number;
}

export async function stockOf(trx: Trx, consignorId: string): Promise<ConsignorStock> {
  const [row] = await queryPrepared<ConsignorStock>(
    trx,
    `SELECT count(*) FILTER (WHERE listing_is_sellable(l.state))::int AS "onSale",
       coalesce(sum(l.available) FILTER (WHERE listing_is_sellable(l.state)), 0)::int AS "ticketsOnSale",
       count(*) FILTER (WHERE l.state IN ('draft', 'submitted'))::int AS waiting,
       coalesce(sum(l.held), 0)::int AS held,
       coalesce(sum(l.sold) FILTER (WHERE e.starts_at > now()), 0)::int AS "soldAhead",
       count(*)::int AS "all"
     FROM listings l JOIN catalog_calendar e ON e.id = l.event_id WHERE l.consignor_id = $1`,
    [consignorId],
  );
  return row as ConsignorStock;
}

/** Until the transaction ends nobody holds, sells or changes a listing of these consignors. */
export async function lockListingsOf(trx: Trx, consignorIds: readonly string[]): Promise<void> {
  await queryPrepared(
    trx,
    'SELECT count(*) FROM (SELECT 1 FROM listings WHERE consignor_id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE) locked',
    [consignorIds],
  );
}

/** The ids of those on sale. */
export async function listingsOnSale(trx: Trx, consignorId: string): Promise<string[]> {
  const rows = await queryPrepared<{ id: string }>(
    trx,
    'SELECT id FROM listings WHERE consignor_id = $1 AND listing_is_sellable(state) ORDER BY id',
    [consignorId],
  );
  return rows.map(({ id }) => id);
}

/** The brokers' own ids under which both consignors have an open listing, the first ones; a consignor has each at most once. */
export async function sharedExternalIds(trx: Trx, oneId: string, otherId: string): Promise<string[]> {
  const rows = await queryPrepared<{ external_id: string }>(
    trx,
    `SELECT a.external_id FROM listings a JOIN listings b ON b.external_id = a.external_id AND b.consignor_id = $2
     WHERE a.consignor_id = $1 AND a.external_id IS NOT NULL AND a.state NOT IN ('withdrawn', 'ended') AND b.state NOT IN ('withdrawn', 'ended')
     ORDER BY 1 LIMIT 4`,
    [oneId, otherId],
  );
  return rows.map(({ external_id }) => external_id);
}

/** Gives every listing of one consignor to another one, and points saved price rules at that one. */
export async function moveListings(trx: Trx, fromId: string, intoId: string): Promise<void> {
  await queryPrepared(trx, 'UPDATE listings SET consignor_id = $2 WHERE consignor_id = $1', [fromId, intoId]);
  await queryPrepared(
    trx,
    `UPDATE saved_price_rules SET filter = jsonb_set(filter, '{consignorId}', to_jsonb($2::text)) WHERE filter ->> 'consignorId' = $1`,
    [fromId, intoId],
  );
}
