/** A view of listings as a file: all its rows in its order, as they stood at one instant. */

import type { Readable } from 'node:stream';
import { splitRuleLabel } from '@holdfast/shared/imports/broker';
import { decimalsOf } from '@holdfast/shared/money';
import { DateTime } from 'luxon';
import { allowLong, type Database } from '../platform/db/index.ts';
import { type Cell, csvOf, type SheetColumn, workbookOf } from '../platform/spreadsheets/index.ts';
import { idsOfView, type ListingQuery, rowsOf } from './listingQueries.ts';
import { type PresentedListing, presentListing } from './listingRows.ts';

/** Rows read at a time: bounds the memory. */
const rowsAtOnce = 1_000;

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

/** @param me who asks, for `owner=me`; page and size of the query don't count @returns a stream of CSV */
export function listingsCsv(db: Database, query: ListingQuery, me: string | null): Readable {
  return csvOf(
    columns.map(({ head }) => head),
    linesOf(db, query, me),
  );
}

/** @throws Problem `too_many_rows` as `workbookOf` */
export function listingsXlsx(db: Database, query: ListingQuery, me: string | null): Promise<Buffer> {
  return workbookOf('Listings', columns, linesOf(db, query, me), { stickyColumns: 1 });
}

async function* linesOf(db: Database, query: ListingQuery, me: string | null): AsyncGenerator<Cell[]> {
  const trx = await db.transaction(undefined, { isolationLevel: 'repeatable read', readOnly: true });
  try {
    await allowLong(trx);
    const ids = await idsOfView(trx, query, me);
    for (let from = 0; from < ids.length; from += rowsAtOnce)
      for (const row of await rowsOf(trx, ids.slice(from, from + rowsAtOnce))) {
        const listing = presentListing(row);
        yield columns.map(({ of }) => of(listing));
      }
  } finally {
    await trx.rollback();
  }
}
