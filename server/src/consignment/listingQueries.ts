/** The desk's lists of listings: a page, its counts by state, and totals over the whole view. */
import type { ListingList, listingQuery } from '@holdfast/shared/consignment';
import type { z } from 'zod';
import { type Database, inTransaction, run, type Trx } from '../platform/db/index.ts';
import { type ListingRow, listingColumns, listingTables, presentListing } from './listingRows.ts';

type Query = z.output<typeof listingQuery>;

/** The question as one row: every filter is always there, null where it isn't asked for. */
const asked = `(SELECT $1::text[] AS words, $2::text[] AS states, $3::text AS event_id, $4::text AS consignor_id,
  $5::text AS import_id, $6::text AS league) AS asked CROSS JOIN ${listingTables}`;

const matchesAllButState = `
  (asked.words IS NULL OR (e.search || ' ' || lower(c.name || ' ' || coalesce(l.section, '') || ' ' || l.ticket_type || ' '
    || coalesce(l.external_id, '') || ' ' || l.id)) LIKE ALL (asked.words))
  AND (asked.event_id IS NULL OR l.event_id = asked.event_id)
  AND (asked.consignor_id IS NULL OR l.consignor_id = asked.consignor_id)
  AND (asked.import_id IS NULL OR l.import_id = asked.import_id)
  AND (asked.league IS NULL OR e.league = asked.league OR (asked.league = 'own' AND e.kind = 'own'))`;
const matches = `${matchesAllButState} AND (asked.states IS NULL OR l.state = ANY (asked.states))`;

/** Rounded as `quoteTicket` rounds: the consignor's part and the fee half up, the house's is the remainder. */
const consignorPart = '((l.price_amount::bigint * (10000 - p.house_bps) + 5000) / 10000)';
const feePart = '((l.price_amount::bigint * p.fee_bps + 5000) / 10000)';
/** What can still be sold of a listing. */
const unsold = '(l.available + l.held)';

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
    query.state ? query.state.split(',').map((state) => state.trim()) : null,
    query.eventId ?? null,
    query.consignorId ?? null,
    query.importId ?? null,
    query.league ?? null,
  ];
}

export async function listListings(db: Database, query: Query): Promise<ListingList> {
  const values = parametersOf(query);
  return inTransaction(db, async (trx) => {
    const direction = query.order === 'desc' ? 'DESC' : 'ASC';
    const rows = await run<ListingRow>(
      trx,
      `SELECT ${listingColumns} FROM ${asked} WHERE ${matches}
       ORDER BY ${orders[query.sort]} ${direction} NULLS LAST, e.starts_at, l.id LIMIT $7 OFFSET $8`,
      [...values, query.perPage, (query.page - 1) * query.perPage],
    );
    const { total, ...totals } = await totalsOf(trx, values);
    return { data: rows.map(presentListing), total, totals, counts: await countsOf(trx, values) };
  });
}

interface Totals {
  total: number;
  tickets: number;
  consignor: number;
  house: number;
  price: number;
  allIn: number;
}

async function totalsOf(trx: Trx, values: unknown[]): Promise<Totals> {
  const [row] = await run<Totals>(
    trx,
    `SELECT count(*)::int AS total, coalesce(sum(${unsold}), 0)::bigint AS tickets,
       coalesce(sum(${unsold} * ${consignorPart}), 0)::bigint AS consignor,
       coalesce(sum(${unsold} * (l.price_amount - ${consignorPart})), 0)::bigint AS house,
       coalesce(sum(${unsold}::bigint * l.price_amount), 0)::bigint AS price,
       coalesce(sum(${unsold} * (l.price_amount + ${feePart})), 0)::bigint AS "allIn"
     FROM ${asked} WHERE ${matches}`,
    values,
  );
  return row as Totals;
}

async function countsOf(trx: Trx, values: unknown[]): Promise<Record<string, number>> {
  const rows = await run<{ state: string; n: number }>(
    trx,
    // The states' parameter is in `asked` whether it is compared or not.
    `SELECT l.state, count(*)::int AS n FROM ${asked} WHERE ${matchesAllButState} GROUP BY l.state`,
    values,
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}
