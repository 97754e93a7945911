/** What listings do when their event is moved, postponed, restored or canceled. */
import { listingMachine } from '@holdfast/shared/listings/machines';
import type { EventStatus } from '../catalog/index.ts';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { endOfSale } from './endOfSale.ts';

/**
 * Sets the end of sale of an event's listings anew, by its status and start as they are. Applies to every listing that
 * hasn't ended.
 * @returns how many follow
 */
export async function followEvent(
  trx: Trx,
  engine: Engine,
  { eventId, by, reason }: { eventId: string; by: string; reason: string },
): Promise<number> {
  const [event] = await queryPrepared<{ status: EventStatus; starts_at: Date }>(
    trx,
    'SELECT status, starts_at FROM catalog_calendar WHERE id = $1',
    [eventId],
  );
  const rows = await openListings(trx, eventId);
  if (!event || rows.length === 0) return 0;
  const endsAt = endOfSale({ status: event.status, startsAt: event.starts_at });
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
