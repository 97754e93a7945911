/** Moves the end of sale of a moved event's listings to its new start. */
import { listingMachine } from '@holdfast/shared/listings/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/**
 * Applies to every listing that hasn't ended.
 * @param endsAt the event's start, ISO instant
 * @returns how many follow
 */
export async function followEvent(
  trx: Trx,
  engine: Engine,
  { eventId, endsAt, by }: { eventId: string; endsAt: string; by: string },
): Promise<number> {
  const rows = await queryPrepared<{ id: string }>(
    trx,
    `SELECT id FROM listings WHERE event_id = $1 AND listing_is_open(state) ORDER BY id`,
    [eventId],
  );
  if (rows.length === 0) return 0;
  const outcomes = await engine.apply(
    trx,
    rows.map(({ id }) =>
      messageTo(listingMachine, id, { type: 'eventMoved', endsAt }, { by, reason: 'The event was moved' }),
    ),
  );
  // One that ended in the meantime has no sale to end.
  return outcomes.filter(({ kind }) => kind === 'applied').length;
}
