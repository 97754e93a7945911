/** A view of listings as a file: all its rows in its order. */
import { splitRuleLabel } from '@holdfast/shared/imports/broker';
import { listingQuery } from '@holdfast/shared/listings';
import { decimalsOf } from '@holdfast/shared/money';
import { DateTime } from 'luxon';
import { z } from 'zod';
import {
  type Cell,
  exportedTable,
  type SheetColumn,
  type TableInPages,
} from '../platform/spreadsheets/index.ts';
import { idsOfView, type ListingQuery, rowsOf } from './listingQueries.ts';
import { type PresentedListing, presentListing } from './listingRows.ts';

/** Listings read at a time: bounds the memory. */
const listingsAtOnce = 1_000;

interface Column extends SheetColumn {
  of: (listing: PresentedListing) => Cell;
}

const money = (of: (listing: PresentedListing) => number | null): Pick<Column, 'format' | 'of'> => ({
  format: '#,##0.00',
  // In whole units, as spreadsheets count: minor units are ours.
  of: (listing) => {
    const amount = of(listing);
    return amount === null ? null : amount / 10 ** decimalsOf(listing.price.currency);
  },
});
const at = (instant: string, timeZone: string) =>
  DateTime.fromISO(instant, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm');

const columns: Column[] = [
  { head: 'Game', width: 34, of: ({ event }) => event.name },
  { head: 'Starts, there', width: 17, of: ({ event }) => at(event.startsAt, event.venue.timeZone) },
  { head: 'Venue', width: 24, of: ({ event }) => event.venue.name },
  { head: 'Ticket type', of: ({ ticketType }) => ticketType },
  { head: 'Section', of: ({ section }) => section },
  { head: 'Row', of: ({ row }) => row },
  { head: 'Seats', of: ({ seats }) => (seats.length > 0 ? seats.join(', ') : null) },
  { head: 'Tickets', of: ({ quantity }) => quantity },
  { head: 'Free', of: ({ available }) => available },
  { head: 'Held', of: ({ held }) => held },
  { head: 'Sold', of: ({ sold }) => sold },
  { head: 'State', of: ({ state }) => state },
  { head: 'Consignor', width: 24, of: ({ consignor }) => consignor.name },
  { head: 'Owner', width: 18, of: ({ owner }) => owner?.name ?? null },
  { head: 'Commission', format: '0.##%', of: ({ commissionBps }) => commissionBps / 10_000 },
  { head: 'Consignor gets', ...money(({ sum }) => sum.proceeds) },
  { head: 'Commission', ...money(({ sum }) => sum.commission) },
  { head: 'Price', ...money(({ price }) => price.amount) },
  { head: 'Fan pays', ...money(({ sum }) => sum.allIn) },
  { head: 'Currency', of: ({ price }) => price.currency },
  { head: 'Market', ...money(({ market }) => market) },
  { head: 'Floor', ...money(({ floor }) => floor) },
  { head: 'Ceiling', ...money(({ ceiling }) => ceiling) },
  { head: 'Legal cap', ...money(({ cap }) => cap) },
  { head: 'May be sold', of: ({ splitRule }) => splitRuleLabel(splitRule) },
  { head: 'In hand on', of: ({ inHandOn }) => inHandOn },
  { head: 'Priced, UTC', width: 17, of: ({ pricedAt }) => at(pricedAt, 'UTC') },
  { head: 'Listing', width: 32, of: ({ id }) => id },
];

const fixedAs = z.object({ ids: z.array(z.string()) });

/**
 * The listings that were in the view at the beginning, in its order then: which they are and their order stay, also where a price
 * changes meanwhile. A small file is of one instant; of a large one each page is as it stands when it is read.
 */
const listings: TableInPages<ListingQuery> = {
  async begin(trx, query, { personId }) {
    const ids = await idsOfView(trx, query, personId);
    return { rows: ids.length, fixed: { ids } };
  },
  async page(trx, _query, { fixed, after }) {
    const { ids } = fixedAs.parse(fixed);
    const from = Number(after ?? 0);
    const until = from + listingsAtOnce;
    const rows = await rowsOf(trx, ids.slice(from, until));
    return {
      lines: rows.map((row) => {
        const listing = presentListing(row);
        return columns.map(({ of }) => of(listing));
      }),
      next: until < ids.length ? String(until) : null,
    };
  },
};

/** A view of listings as files; `owner=me` is whoever asks, and page and size of the query don't count. */
export const listingTable = exportedTable({
  path: '/admin/listings',
  tag: 'Admin: listings',
  roles: ['staff'],
  summary: 'All rows of a view in its order',
  query: listingQuery,
  noun: 'listing',
  fileName: () => 'listings',
  sheet: () => ({ name: 'Listings', columns, stickyColumns: 1 }),
  rows: listings,
});
