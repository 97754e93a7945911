/** Some seats of a listing go back to its consignor while the rest stays on sale. The caller has locked the listing. */
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
     FROM tickets t LEFT JOIN reservations r ON r.id = t.reservation_id
     WHERE t.listing_id = $1 AND t.state IN ('free', 'held') ORDER BY t.seat`,
    [listingId],
  );
}

/** Free seats leave the sale now; held ones are marked, and leave when they are free. */
export async function takeSeatsBack(trx: Trx, listingId: string, seats: readonly number[]): Promise<void> {
  await queryPrepared(
    trx,
    `WITH gone AS (
       UPDATE tickets SET state = CASE WHEN state = 'free' THEN 'withdrawn' ELSE state END, taken_back_at = now()
       WHERE listing_id = $1 AND seat = ANY($2::int[]) AND state IN ('free', 'held')
       RETURNING state
     ),
     counted AS (SELECT count(*)::int AS n FROM gone WHERE state = 'withdrawn')
     UPDATE listings SET available = available - n, withdrawn = withdrawn + n FROM counted WHERE id = $1`,
    [listingId, seats],
  );
}

/** That many free admissions of a listing without seats leave the sale. */
export async function takeAdmissionsBack(trx: Trx, listingId: string, quantity: number): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE listings SET available = available - $2, withdrawn = withdrawn + $2 WHERE id = $1',
    [listingId, quantity],
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
     FROM tickets t LEFT JOIN reservations r ON r.id = t.reservation_id
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
       (SELECT max(r.paid_at) FROM tickets t JOIN reservations r ON r.id = t.reservation_id
        WHERE t.listing_id = asked.id AND t.state = 'sold') AS sold_at,
       (SELECT max(r.expires_at) FROM reservations r JOIN reservation_items i ON i.reservation_id = r.id
        WHERE reservation_is_open(r.state) AND i.listing_id = asked.id) AS held_until
     FROM unnest($1::text[]) AS asked (id)`,
    [listingIds],
  );
}
