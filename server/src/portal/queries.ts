/** The consignor portal's queries. Every statement is filtered by one consignor. */

import { isMovePause } from '@holdfast/shared/listings';
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { OwnListing, Selling, sellingQuery } from '@holdfast/shared/portal';
import type { z } from 'zod';
import { owedToConsignor } from '../ledger/index.ts';
import { delistable, type ListingRow, listingRows, presentListing } from '../listings/index.ts';
import { type Database, inTransaction, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';

type Query = z.output<typeof sellingQuery>;

/**
 * The consignor's terms, totals, counts and a page of their listings, as of one moment. Money is in minor units of the
 * currency that the listings have.
 * @throws Problem `not_found` when there is no such consignor; `forbidden` for a deactivated one
 */
export async function sellingOf(db: Database, consignorId: string, listQuery: Query): Promise<Selling> {
  return inTransaction(db, async (trx) => {
    const consignor = await termsOf(trx, consignorId);
    const sums = await sumsOf(trx, consignorId);
    const total = (pick: (sum: Sum) => number) => sums.reduce((all, sum) => all + pick(sum), 0);
    const money = (amount: number) => ({ amount, currency: sums[0]?.currency ?? marketplaceCurrency });
    const asked = sums.filter(
      ({ past, state }) =>
        (listQuery.when === undefined || past === (listQuery.when === 'past')) &&
        (listQuery.state === undefined || listQuery.state.includes(state)),
    );
    const counts = (wanted: boolean) =>
      Object.fromEntries(
        sums.filter(({ past }) => past === wanted).map(({ state, listings }) => [state, listings]),
      );
    return {
      consignor,
      totals: {
        listed: total(({ listed }) => listed),
        waiting: total(({ waiting }) => waiting),
        held: total(({ held }) => held),
        sold: total(({ sold }) => sold),
        soldProceeds: money(await soldFor(trx, consignorId)),
        owed: money((await owedToConsignor(trx, consignorId)).reduce((all, { amount }) => all + amount, 0)),
        potentialProceeds: money(total(({ could_get }) => could_get)),
      },
      counts: { upcoming: counts(false), past: counts(true) },
      listings: {
        data: await pageOf(trx, consignorId, listQuery),
        total: asked.reduce((all, { listings }) => all + listings, 0),
      },
    };
  });
}

async function termsOf(trx: Trx, consignorId: string): Promise<Selling['consignor']> {
  const [row] = await queryPrepared<{
    name: string;
    plan: string;
    over: boolean;
    commission_bps: number;
    fee_bps: number;
  }>(
    trx,
    `SELECT c.name, c.plan, c.deactivated_at IS NOT NULL AS over, p.commission_bps, p.fee_bps FROM consignors_named c CROSS JOIN LATERAL percentages_at(NULL, NULL, NULL, c.id, now()) p
     WHERE c.id = $1`,
    [consignorId],
  );
  if (!row) throw notFound('consignor');
  if (row.over) throw new Problem('forbidden', `${row.name} is deactivated. Ask our team.`);
  return { name: row.name, plan: row.plan, commissionBps: row.commission_bps, feeBps: row.fee_bps };
}

interface Sum {
  past: boolean;
  state: OwnListing['state'];
  currency: string;
  listings: number;
  listed: number;
  waiting: number;
  held: number;
  sold: number;
  could_get: number;
}

/** What can't be sold any more (rejected, over, or of an event that has begun) could bring nothing; what is held still can. */
function sumsOf(trx: Trx, consignorId: string): Promise<Sum[]> {
  return queryPrepared<Sum>(
    trx,
    `WITH own AS (
       SELECT e.starts_at <= now() AS past, l.state, l.currency, l.held, l.sold,
         CASE WHEN listing_is_sellable(l.state) AND e.starts_at > now() AND e.status IN ('scheduled', 'moved')
           THEN l.available ELSE 0 END AS listed,
         CASE WHEN l.state IN ('draft', 'submitted', 'paused') AND e.starts_at > now() AND e.status <> 'cancelled'
           THEN l.available ELSE 0 END AS waiting,
         l.price_amount - commission_share(l.price_amount, p.commission_terms) AS share
       FROM listings_offered l JOIN catalog_calendar e ON e.id = l.event_id CROSS JOIN LATERAL percentages_at(l.id, l.event_id, l.package_id, l.consignor_id, now()) p
       WHERE l.consignor_id = $1
     )
     SELECT past, state, max(currency) AS currency, count(*)::int AS listings, sum(listed)::int AS listed,
       sum(waiting)::int AS waiting, sum(held)::int AS held, sum(sold)::int AS sold,
       sum((listed + waiting + held) * share)::bigint AS could_get
     FROM own GROUP BY past, state`,
    [consignorId],
  );
}

/** The line of its order has the proceeds of a sold ticket; a refunded ticket is sold no longer. */
const soldTickets = `FROM tickets_admissions t
  JOIN reservations_current_lines i ON i.reservation_id = t.reservation_id AND i.listing_id = t.listing_id`;

async function soldByListing(trx: Trx, listingIds: string[]): Promise<Map<string, number>> {
  const rows = await queryPrepared<{ id: string; amount: number }>(
    trx,
    `SELECT t.listing_id AS id, sum(i.proceeds_amount)::bigint AS amount ${soldTickets}
     WHERE t.state = 'sold' AND t.listing_id = ANY($1::text[]) GROUP BY t.listing_id`,
    [listingIds],
  );
  return new Map(rows.map(({ id, amount }) => [id, amount]));
}

async function soldFor(trx: Trx, consignorId: string): Promise<number> {
  const [row] = await queryPrepared<{ amount: number }>(
    trx,
    `SELECT coalesce(sum(i.proceeds_amount), 0)::bigint AS amount ${soldTickets}
     WHERE t.state = 'sold' AND t.listing_id IN (SELECT id FROM listings_offered WHERE consignor_id = $1 AND sold > 0)`,
    [consignorId],
  );
  return row?.amount ?? 0;
}

/** The page is chosen by few columns; what a row shows is read for its rows only. */
async function pageOf(trx: Trx, consignorId: string, listQuery: Query): Promise<OwnListing[]> {
  const order = `e.starts_at ${listQuery.order === 'desc' ? 'DESC' : 'ASC'}, l.id`;
  const page = await query<{ id: string }>(
    trx,
    `SELECT l.id FROM listings_offered l JOIN catalog_calendar e ON e.id = l.event_id
     WHERE l.consignor_id = $1 AND ($2::text[] IS NULL OR l.state = ANY ($2))
       AND ($3::bool IS NULL OR (e.starts_at <= now()) = $3)
     ORDER BY ${order} LIMIT $4 OFFSET $5`,
    [
      consignorId,
      listQuery.state ?? null,
      listQuery.when === undefined ? null : listQuery.when === 'past',
      listQuery.perPage,
      (listQuery.page - 1) * listQuery.perPage,
    ],
  );
  const ids = page.map(({ id }) => id);
  const sold = await soldByListing(trx, ids);
  return (await listingRows(trx, ids)).map((row) => presentOwn(row, sold.get(row.listing_id) ?? 0));
}

/** The listing as staff see it, less what is the marketplace's own: sources, versions, messages. */
function presentOwn(row: ListingRow, soldAmount: number): OwnListing {
  const { id, event, kind, ticketType, section, row: seatRow, seats, ...shown } = presentListing(row);
  const { currency } = shown.price;
  return {
    id,
    event,
    kind,
    ticketType,
    section,
    row: seatRow,
    seats,
    state: shown.state,
    stateReason: shown.stateReason,
    isPausedByMove: shown.state === 'paused' && isMovePause(shown.stateReason),
    delistRequested: shown.delistRequested,
    mayAskDelist: shown.delistRequested === null && !row.event_begun && delistable.includes(shown.state),
    quantity: shown.quantity,
    available: shown.available,
    held: shown.held,
    sold: shown.sold,
    price: shown.price,
    allIn: { amount: shown.sum.allIn, currency },
    proceedsEach: { amount: shown.sum.proceeds, currency },
    soldProceeds: { amount: soldAmount, currency },
  };
}
