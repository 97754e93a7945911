/** The choice of fans whose event moved, as their order's page and emails show it. */
import type { Reservation } from '@holdfast/shared/reservations';
import type { EventChangesChoices } from '../eventChanges/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import type { ReservationRow } from '../reservations/index.ts';

/** The newest choice of an order. */
export interface ChoiceRow extends Pick<EventChangesChoices, 'reservation_id' | 'choice_until' | 'choice'> {
  from_venue: string | null;
  is_over: boolean;
}

/** @returns by the order's id; those without a choice are left out */
export async function moveChoicesOf(
  trx: Trx,
  reservationIds: readonly string[],
): Promise<Map<string, ChoiceRow>> {
  const rows = await queryPrepared<ChoiceRow>(
    trx,
    `SELECT DISTINCT ON (h.reservation_id) h.reservation_id, h.choice_until, h.choice, v.name AS from_venue, h.choice_until <= now() AS is_over
     FROM event_changes_choices h LEFT JOIN catalog_venues_named v ON v.id = h.from_venue_id
     WHERE h.reservation_id = ANY($1::text[]) ORDER BY h.reservation_id, h.decided_at DESC, h.change_id DESC`,
    [reservationIds],
  );
  return new Map(rows.map((row) => [row.reservation_id, row]));
}

/** Free tickets leave nothing to choose. */
export function presentChoice(
  row: ChoiceRow | undefined,
  { state, total_amount }: Pick<ReservationRow, 'state' | 'total_amount'>,
  eventStatus: string,
): Reservation['moveChoice'] {
  if (!row || total_amount === 0) return null;
  return {
    until: row.choice_until.toISOString(),
    isOpen: state === 'paid' && eventStatus !== 'cancelled' && !row.is_over && row.choice !== 'refund',
    made: row.choice,
    fromVenue: row.from_venue,
  };
}
