/** What listings do when their event is moved or canceled. */
import { listingMachine } from '@holdfast/shared/listings/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/**
 * Moves the end of sale of a moved event's listings to its new start. Applies to every listing that hasn't ended.
 * @param endsAt the event's start, ISO instant
 * @returns how many follow
 */
export async function followEvent(
  trx: Trx,
  engine: Engine,
  {
    eventId,
    endsAt,
    by,
    reason = 'The event was moved',
  }: { eventId: string; endsAt: string; by: string; reason?: string },
): Promise<number> {
  const rows = await openListings(trx, eventId);
  if (rows.length === 0) return 0;
  const outcomes = await engine.apply(
    trx,
    rows.map(({ id }) => messageTo(listingMachine, id, { type: 'eventMoved', endsAt }, { by, reason })),
  );
  // One that ended in the meantime has no sale to end.
  return outcomes.filter(({ kind }) => kind === 'applied').length;
}

const openListings = (trx: Trx, eventId: string) =>
  queryPrepared<{ id: string }>(
    trx,
    'SELECT id FROM listings WHERE event_id = $1 AND listing_is_open(state) ORDER BY id',
    [eventId],
  );

/**
 * Withdraws every listing of a canceled event that hasn't ended; what a fan still pays for leaves when that ends.
 * @returns how many
 */
export async function withdrawOfEvent(
  trx: Trx,
  engine: Engine,
  { eventId, reason, by }: { eventId: string; reason: string; by: string },
): Promise<number> {
  const rows = await openListings(trx, eventId);
  const outcomes = await engine.apply(
    trx,
    rows.map(({ id }) => messageTo(listingMachine, id, { type: 'withdraw', reason }, { by, reason })),
  );
  return outcomes.filter(({ kind }) => kind === 'applied').length;
}
