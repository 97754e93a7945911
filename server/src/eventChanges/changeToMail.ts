/** What a fan's email says of a change: all that happened since the last one. */
import type { EventChangeKind } from '@holdfast/shared/eventChanges';
import { type Columns, queryPrepared, type Trx } from '../platform/db/index.ts';
import type { StoredEventChange } from './StoredEventChange.ts';

/** What the fans' emails say of a change. */
export interface ChangeToMail {
  kind: EventChangeKind;
  /** The start that the fan knows, ISO instant. */
  fromStartsAt: string;
  /** Whether only its day was known. */
  fromTimeTbd: boolean;
  /** Whether the start is another one than the fan knows. */
  isOtherStart: boolean;
  /** The venue that the fan knows, where it is another one now. */
  fromVenue: string | null;
}

interface Row
  extends Pick<Columns<StoredEventChange>, 'kind' | 'from_starts_at' | 'from_time_tbd' | 'from_venue_id'> {
  was_on: boolean;
  starts_at: Date;
  from_venue: string | null;
  venue_id: string;
  has_choice: boolean;
}

/**
 * Changes within the gathering time are told in one email: the last one's, against what the fan knew before the first of them.
 * @param mailed the changes of which the fan has an email
 * @returns null where a later change of the event has an email of its own, or all is again as the fan knows it
 */
export async function changeToMail(
  trx: Trx,
  { changeId, reservationId, mailed }: { changeId: string; reservationId: string; mailed: readonly string[] },
): Promise<ChangeToMail | null> {
  const [row] = await queryPrepared<Row>(
    trx,
    `WITH untold AS (
       SELECT u.* FROM event_changes c JOIN event_changes u ON u.event_id = c.event_id
       JOIN event_change_orders o ON o.change_id = u.id AND o.reservation_id = $2
       WHERE c.id = $1 AND (u.decided_at, u.id) <= (c.decided_at, c.id) AND NOT EXISTS (
         SELECT 1 FROM event_changes m WHERE m.id = ANY($3::text[]) AND m.event_id = c.event_id AND (m.decided_at, m.id) >= (u.decided_at, u.id))
     ), first AS (SELECT * FROM untold ORDER BY decided_at, id LIMIT 1),
     first_venue AS (SELECT from_venue_id FROM untold WHERE from_venue_id IS NOT NULL ORDER BY decided_at, id LIMIT 1)
     SELECT c.kind, f.from_starts_at, f.from_time_tbd, f.from_status IN ('scheduled', 'moved') AS was_on, e.starts_at,
       v.from_venue_id, n.name AS from_venue, e.venue_id, c.choice_until IS NOT NULL AS has_choice
     FROM event_changes c JOIN catalog_calendar e ON e.id = c.event_id CROSS JOIN first f
     LEFT JOIN first_venue v ON true LEFT JOIN catalog_venues_named n ON n.id = v.from_venue_id
     WHERE c.id = $1 AND NOT EXISTS (SELECT 1 FROM event_changes l WHERE l.event_id = c.event_id AND (l.decided_at, l.id) > (c.decided_at, c.id))`,
    [changeId, reservationId, mailed],
  );
  if (!row) return null;
  const isOtherStart = row.from_time_tbd || row.from_starts_at.getTime() !== row.starts_at.getTime();
  const isOtherVenue = row.from_venue_id !== null && row.from_venue_id !== row.venue_id;
  const isSame = row.was_on && !isOtherStart && !isOtherVenue && !row.has_choice;
  if (isSame && (row.kind === 'move' || row.kind === 'restore')) return null;
  return {
    kind: row.kind,
    fromStartsAt: row.from_starts_at.toISOString(),
    fromTimeTbd: row.from_time_tbd,
    isOtherStart,
    fromVenue: isOtherVenue ? row.from_venue : null,
  };
}
