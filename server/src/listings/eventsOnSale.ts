/** Events as fans and staff look for them: with their lowest all-in price and their free tickets. */
import type { EventList, EventSummary } from '@holdfast/shared/catalog';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { type EventRow, eventColumns, presentEvent } from '../catalog/index.ts';
import { type Database, inTransaction, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { canBeKept } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { facetsOf } from './eventFacets.ts';
import {
  asked,
  askedWith,
  type Filters,
  filtersOf,
  type ListQuery,
  matches,
  onSaleTables,
} from './eventFilters.ts';
import { listingRules } from './listingRules.ts';
import { offersLately } from './offersByQuantity.ts';

interface SummaryRow extends EventRow {
  from_amount: number | null;
  listing_count: number;
  ticket_count: number;
}

function presentSummary(row: SummaryRow): EventSummary {
  return {
    ...presentEvent(row),
    fromPrice: row.from_amount === null ? null : { amount: row.from_amount, currency: row.currency },
    listingCount: row.listing_count,
    ticketCount: row.ticket_count,
  };
}

const orders: Record<ListQuery['sort'], string> = {
  startsAt: 'e.starts_at',
  fromPrice: 'from_amount',
  name: 'e.name',
};

/** Upcoming events with facets. Facets count with every other filter kept. */
export async function listEvents(db: Database, listQuery: ListQuery): Promise<EventList> {
  const onSale = listQuery.onSale === 'true' ? 'AND sale.ticket_count > 0' : '';
  const direction = listQuery.order === 'desc' ? 'DESC' : 'ASC';
  // What is filtered by is what is shown.
  const from =
    listQuery.quantity === undefined && listQuery.maxPrice === undefined
      ? 'sale.from_amount'
      : 'offer.amount';
  const offers = await offersLately(db);
  return inTransaction(db, async (trx) => {
    const filters = await filtersOf(trx, listQuery, offers);
    const { values } = filters;
    const rows = await query<SummaryRow & { total: number }>(
      trx,
      `${askedWith} SELECT ${eventColumns('e')}, ${from} AS from_amount, sale.listing_count, sale.ticket_count, count(*) OVER ()::int AS total FROM ${asked} ${onSaleTables}
       WHERE ${matches(filters)} ${onSale}
       ORDER BY ${orders[listQuery.sort]} ${direction} NULLS LAST, e.starts_at, e.id LIMIT $${values.length + 1} OFFSET $${values.length + 2}`,
      [...values, listQuery.perPage, (listQuery.page - 1) * listQuery.perPage],
    );
    return {
      data: rows.map(presentSummary),
      currency: marketplaceCurrency,
      total: rows[0]?.total ?? (listQuery.page > 1 ? await countEvents(trx, filters, onSale) : 0),
      corrected: filters.corrected,
      facets: await facetsOf(trx, filters, onSale),
    };
  });
}

async function countEvents(trx: Trx, filters: Filters, onSale: string): Promise<number> {
  const [row] = await query<{ total: number }>(
    trx,
    `${askedWith} SELECT count(*)::int AS total FROM ${asked} ${onSale && onSaleTables} WHERE ${matches(filters)} ${onSale}`,
    filters.values,
  );
  return row?.total ?? 0;
}

/**
 * One event, past ones too.
 * @param idOrSlug its id, or the slug of its address
 * @throws Problem `not_found`
 */
export async function getEvent(db: Database, idOrSlug: string): Promise<EventSummary> {
  // Pages pass any text from their URL.
  if (!canBeKept(idOrSlug)) throw notFound('event');
  const event = await findEvent(db, idOrSlug);
  if (!event) throw notFound('event');
  return event;
}

/** The same; null where there is none. */
export const findEvent = (db: Database, idOrSlug: string): Promise<EventSummary | null> =>
  inTransaction(db, (trx) => eventOnSale(trx, idOrSlug));

/** The same in a transaction. */
export async function eventOnSale(trx: Trx, idOrSlug: string): Promise<EventSummary | null> {
  const [row] = await queryPrepared<SummaryRow>(
    trx,
    `WITH ${listingRules.with} SELECT ${eventColumns('e')}, sale.* FROM catalog_events_named e ${onSaleTables} WHERE e.id = $1 OR e.slug = $1`,
    [idOrSlug],
  );
  return row ? presentSummary(row) : null;
}
