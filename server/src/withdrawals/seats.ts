/** The seats of listings with the holds and sales that they stand in: what decides whether a seat can leave the sale. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

export interface UnsoldSeat {
  seat: number;
  state: 'free' | 'held';
  /** Taken back before, and still held. */
  leaving: boolean;
  /** Of the hold, where it is held. */
  held_since: Date | null;
  expires_at: Date | null;
  paying: boolean;
}

/** The seats of a listing that are free or held, in the order of their numbers. */
export function unsoldSeats(trx: Trx, listingId: string): Promise<UnsoldSeat[]> {
  return queryPrepared<UnsoldSeat>(
    trx,
    `SELECT t.seat, t.state, t.taken_back_at IS NOT NULL AS leaving, r.created_at AS held_since, r.expires_at,
       coalesce(reservation_is_underway(r.state), false) AS paying
     FROM tickets_admissions t LEFT JOIN reservations_orders r ON r.id = t.reservation_id
     WHERE t.listing_id = $1 AND t.state IN ('free', 'held') ORDER BY t.seat`,
    [listingId],
  );
}

/** One seat of a listing that is still on sale, held or sold. */
export interface ListedSeat {
  listing_id: string;
  seat: number;
  state: 'free' | 'held' | 'sold';
  held_since: Date | null;
  /** Of the hold, where it is held; while it is paid for it may take longer. */
  expires_at: Date | null;
  sold_at: Date | null;
}

/** The seats of these listings that their consignor hasn't taken back, by listing and number. */
export function listedSeats(trx: Trx, listingIds: readonly string[]): Promise<ListedSeat[]> {
  return queryPrepared<ListedSeat>(
    trx,
    `SELECT t.listing_id, t.seat, t.state, CASE WHEN t.state = 'held' THEN r.created_at END AS held_since,
       CASE WHEN t.state = 'held' THEN r.expires_at END AS expires_at, CASE WHEN t.state = 'sold' THEN r.paid_at END AS sold_at
     FROM tickets_admissions t LEFT JOIN reservations_orders r ON r.id = t.reservation_id
     WHERE t.listing_id = ANY($1::text[]) AND t.seat IS NOT NULL
       AND (t.state IN ('free', 'sold') OR t.state = 'held' AND t.taken_back_at IS NULL)
     ORDER BY t.listing_id, t.seat`,
    [listingIds],
  );
}

/** When the admissions of a listing without seats were last sold, and until when fans hold some. */
export interface AdmissionTimes {
  listing_id: string;
  sold_at: Date | null;
  held_until: Date | null;
}

export function admissionTimes(trx: Trx, listingIds: readonly string[]): Promise<AdmissionTimes[]> {
  return queryPrepared<AdmissionTimes>(
    trx,
    `SELECT asked.id AS listing_id,
       (SELECT max(r.paid_at) FROM tickets_admissions t JOIN reservations_orders r ON r.id = t.reservation_id
        WHERE t.listing_id = asked.id AND t.state = 'sold') AS sold_at,
       (SELECT max(r.expires_at) FROM reservations_orders r JOIN reservations_lines i ON i.reservation_id = r.id
        WHERE reservation_is_open(r.state) AND i.listing_id = asked.id) AS held_until
     FROM unnest($1::text[]) AS asked (id)`,
    [listingIds],
  );
}
