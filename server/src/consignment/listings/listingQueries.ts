/** The desk's lists of listings: a page, its counts by state, and totals over the whole view. */
import type { ListingList, listingQuery } from '@holdfast/shared/consignment';
import type { z } from 'zod';
import { ask, type Database, inTransaction, type Trx } from '../../platform/db/index.ts';
import { joinRules, ruleOfListing, rulesInForce } from '../../pricing/index.ts';
import { type ListingRow, listingColumns, listingTables, presentListing } from './listingRows.ts';

type Query = z.output<typeof listingQuery>;

/** The question as one row: every filter is always there, null where it isn't asked for. */
const asked = `(SELECT $1::text[] AS words, $2::text AS event_id, $3::text AS consignor_id, $4::text AS import_id,
    $5::text AS league) AS asked
  CROSS JOIN listings l JOIN events e ON e.id = l.event_id JOIN consignors c ON c.id = l.consignor_id`;

const matches = `
  (asked.words IS NULL OR (e.search || ' ' || lower(c.name || ' ' || coalesce(l.section, '') || ' ' || l.ticket_type || ' '
    || coalesce(l.external_id, '') || ' ' || l.id)) LIKE ALL (asked.words))
  AND (asked.event_id IS NULL OR l.event_id = asked.event_id)
  AND (asked.consignor_id IS NULL OR l.consignor_id = asked.consignor_id)
  AND (asked.import_id IS NULL OR l.import_id = asked.import_id)
  AND (asked.league IS NULL OR e.league = asked.league OR (asked.league = 'own' AND e.kind = 'own'))`;

const orders: Record<Query['sort'], string> = {
  submittedAt: 'l.submitted_at',
  startsAt: 'e.starts_at',
  price: 'l.price_amount',
  consignor: 'lower(c.name)',
  event: 'e.name',
  section: 'l.section',
};

function parametersOf(query: Query): unknown[] {
  const words = query.q
    ?.toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
  return [
    words?.length ? words : null,
    query.eventId ?? null,
    query.consignorId ?? null,
    query.importId ?? null,
    query.league ?? null,
  ];
}

export async function listListings(db: Database, query: Query): Promise<ListingList> {
  const values = parametersOf(query);
  const states = query.state ? query.state.split(',').map((state) => state.trim()) : null;
  return inTransaction(db, async (trx) => {
    const rows = await pageOf(trx, query, values, states);
    const sums = await sumsByState(trx, values);
    const inView = sums.filter(({ state }) => states === null || states.includes(state));
    const total = (pick: (sum: StateSum) => number) => inView.reduce((all, sum) => all + pick(sum), 0);
    return {
      data: rows.map(presentListing),
      total: total(({ n }) => n),
      totals: {
        tickets: total(({ tickets }) => tickets),
        consignor: total(({ consignor }) => consignor),
        house: total(({ price, consignor }) => price - consignor),
        price: total(({ price }) => price),
        allIn: total(({ price, fee }) => price + fee),
      },
      counts: Object.fromEntries(sums.map(({ state, n }) => [state, n])),
    };
  });
}

/** The page is chosen by few columns; what a row shows is read for its rows only. */
async function pageOf(
  trx: Trx,
  query: Query,
  values: unknown[],
  states: string[] | null,
): Promise<ListingRow[]> {
  const order = `${orders[query.sort]} ${query.order === 'desc' ? 'DESC' : 'ASC'} NULLS LAST`;
  const page = await ask<{ id: string }>(
    trx,
    `SELECT l.id FROM ${asked} WHERE ${matches} AND ($6::text[] IS NULL OR l.state = ANY ($6))
     ORDER BY ${order}, e.starts_at, l.id LIMIT $7 OFFSET $8`,
    [...values, states, query.perPage, (query.page - 1) * query.perPage],
  );
  const ids = page.map(({ id }) => id);
  const rows = await ask<ListingRow>(
    trx,
    `SELECT ${listingColumns} FROM ${listingTables} WHERE l.id = ANY ($1::text[])`,
    [ids],
  );
  const byId = new Map(rows.map((row) => [row.listing_id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
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
 * Counts and sums by state in one reading. Rules and listings are joined as sets, and a share is computed once for all
 * tickets of one price under one rule: a look-up per listing took seconds over 100,000. What can still be sold counts.
 */
function sumsByState(trx: Trx, values: unknown[]): Promise<StateSum[]> {
  return ask<StateSum>(
    trx,
    `WITH ${rulesInForce},
     priced AS MATERIALIZED (
       SELECT l.state, ${ruleOfListing} AS percentages_id, l.price_amount::bigint AS price, count(*) AS n,
         sum(l.available + l.held) AS unsold
       FROM ${asked} ${joinRules} WHERE ${matches} GROUP BY 1, 2, 3
     )
     SELECT m.state, sum(m.n)::int AS n, sum(m.unsold)::bigint AS tickets, sum(m.unsold * m.price)::bigint AS price,
       sum(m.unsold * (m.price - house_share(m.price, p.house_terms)))::bigint AS consignor,
       sum(m.unsold * fan_fee(m.price, p.fee_terms))::bigint AS fee
     FROM priced m JOIN percentages p ON p.id = m.percentages_id GROUP BY m.state`,
    values,
  );
}
