/** A seat of an event is listed once. Checked before the constraint, so that the error names the listing. */
import { query, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { listingLabel, seatText } from './label.ts';
import type { ListingsOffered } from './views.ts';

export interface WantedSeats {
  eventId: string;
  section: string;
  row: string;
  seats: readonly number[];
}

/** Two listings that name the same seats, for display side by side. */
export interface SeatConflict {
  /** Which of the wanted listings, by its place in the list. */
  index: number;
  wanted: { eventName: string; section: string; row: string; seats: number[] };
  /** The seats that both name. */
  seats: number[];
  existing: {
    listingId: string;
    label: string;
    /** All seats of it, and how many are held or sold. */
    seats: number[];
    taken: number;
    consignorId: string;
    consignor: string;
    state: string;
    /** Where it came from, in words. */
    source: string;
    importId: string | null;
    externalId: string | null;
    /** ISO instant. */
    createdAt: string;
    /** Minor units. */
    priceAmount: number;
    currency: string;
  };
}

interface TakenRow
  extends Pick<
    ListingsOffered,
    | 'state'
    | 'consignor_id'
    | 'source'
    | 'import_id'
    | 'external_id'
    | 'created_at'
    | 'price_amount'
    | 'currency'
    | 'ticket_type'
    | 'quantity'
  > {
  index: number;
  seats: number[];
  event_name: string;
  listing_id: string;
  consignor: string;
  section: string;
  row: string;
  listing_seats: number[];
  taken: number;
}

/** What of the wanted seats other listings of the same event have; in the order of the wanted listings. */
export async function findSameSeats(trx: Trx, wanted: readonly WantedSeats[]): Promise<SeatConflict[]> {
  const seats = wanted.flatMap((listing, index) => listing.seats.map((seat) => ({ listing, index, seat })));
  if (seats.length === 0) return [];
  // One array per column instead of `records`: an import asks for every seat of its file. Planned for each call: a cached plan from an empty table read every ticket for each seat.
  const rows = await query<TakenRow>(
    trx,
    `SELECT taken.*, l.section, l."row", l.seats AS listing_seats, l.ticket_type, l.quantity, l.state, c.name AS consignor,
       l.consignor_id, l.held + l.sold AS taken, l.source, l.import_id, l.external_id, l.created_at, l.price_amount, l.currency,
       e.short_name AS event_name
     FROM (
       SELECT w.index, t.listing_id, array_agg(t.seat ORDER BY t.seat) AS seats
       FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::int[]) AS w (index, event_id, section, "row", seat)
       CROSS JOIN LATERAL (
         SELECT listing_id, seat FROM tickets_admissions t WHERE t.event_id = w.event_id AND place_key(t.section) = place_key(w.section)
           AND place_key(t."row") = place_key(w."row") AND t.seat = w.seat AND t.seat IS NOT NULL
           AND t.state NOT IN ('refunded', 'withdrawn') OFFSET 0) t
       GROUP BY w.index, t.listing_id
     ) taken
     JOIN listings l ON l.id = taken.listing_id JOIN consignors_named c ON c.id = l.consignor_id
     JOIN catalog_events_named e ON e.id = l.event_id
     ORDER BY taken.index, taken.listing_id`,
    [
      seats.map(({ index }) => index),
      seats.map(({ listing }) => listing.eventId),
      seats.map(({ listing }) => listing.section),
      seats.map(({ listing }) => listing.row),
      seats.map(({ seat }) => seat),
    ],
  );
  return rows.map((row) => {
    const listing = wanted[row.index] as WantedSeats;
    return {
      index: row.index,
      wanted: {
        eventName: row.event_name,
        section: listing.section,
        row: listing.row,
        seats: [...listing.seats],
      },
      seats: row.seats,
      existing: {
        listingId: row.listing_id,
        label: listingLabel({
          eventName: row.event_name,
          section: row.section,
          row: row.row,
          seats: row.listing_seats,
          ticketType: row.ticket_type,
          quantity: row.quantity,
        }),
        seats: row.listing_seats,
        taken: row.taken,
        consignorId: row.consignor_id,
        consignor: row.consignor,
        state: row.state,
        source: row.source,
        importId: row.import_id,
        externalId: row.external_id,
        createdAt: row.created_at.toISOString(),
        priceAmount: row.price_amount,
        currency: row.currency,
      },
    };
  });
}

/** One sentence per conflict. */
export function sameSeatsText({ seats, existing }: SeatConflict): string {
  const noun = seats.length === 1 ? 'Seat' : 'Seats';
  return `${noun} ${seatText(seats)} ${seats.length === 1 ? 'is' : 'are'} listed already: ${existing.label} of ${existing.consignor}, ${existing.state}.`;
}

export function sameSeatsProblem(conflicts: SeatConflict[]): Problem {
  const [first] = conflicts;
  const text = first ? sameSeatsText(first) : 'Two of these listings name the same seat.';
  const more = conflicts.length > 1 ? ` So it is with ${conflicts.length - 1} more.` : '';
  return new Problem('same_seats', `${text}${more} Nothing was changed.`, { conflicts });
}
