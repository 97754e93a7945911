/** What reservations had at an instant: the lines and seats that stood for them then, by the log. */
import type { MovedLine } from '@holdfast/shared/reservations/machines';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import type { ReservationsLines } from './views.ts';

/** A line of a reservation as it stood. */
export interface LineThen {
  reservationId: string;
  /** The listing of the line as it was bought. */
  boughtListingId: string;
  listingId: string;
  /** Empty without seats. */
  seats: number[];
  quantity: number;
}

type ItemRow = Pick<ReservationsLines, 'reservation_id' | 'listing_id' | 'seats' | 'quantity'>;
interface ReplacementRow extends ItemRow {
  line_listing_id: string;
}

/**
 * @param at ISO instant
 * @returns also of reservations that had ended by then
 */
export async function linesThen(
  trx: Trx,
  reservationIds: readonly string[],
  at: string,
): Promise<LineThen[]> {
  const items = await queryPrepared<ItemRow>(
    trx,
    `SELECT reservation_id, listing_id, seats, quantity FROM reservation_items
     WHERE reservation_id = ANY($1::text[]) ORDER BY reservation_id, listing_id`,
    [reservationIds],
  );
  const replaced = await queryPrepared<ReplacementRow>(
    trx,
    `SELECT reservation_id, line_listing_id, listing_id, seats, quantity FROM reservation_replacements
     WHERE reservation_id = ANY($1::text[]) AND at <= $2::timestamptz ORDER BY nth`,
    [reservationIds, at],
  );
  // Seats that a late payment took instead of those that were held are written over the held ones.
  const later = await queryPrepared<{ actor_id: string; moved: MovedLine[] | null }>(
    trx,
    `SELECT actor_id, payload -> 'moved' AS moved FROM platform_transition_log
     WHERE actor_id = ANY($1::text[]) AND message = 'reacquire' AND at > $2::timestamptz`,
    [reservationIds, at],
  );
  return items.map(({ reservation_id: reservationId, listing_id: boughtListingId, seats, quantity }) => {
    const instead = replaced.findLast(
      (each) => each.reservation_id === reservationId && each.line_listing_id === boughtListingId,
    );
    const moved = later
      .filter(({ actor_id }) => actor_id === reservationId)
      .flatMap((line) => line.moved ?? [])
      .find(({ listingId }) => listingId === boughtListingId);
    return {
      reservationId,
      boughtListingId,
      listingId: instead?.listing_id ?? boughtListingId,
      seats: instead?.seats ?? moved?.from ?? seats,
      quantity,
    };
  });
}
