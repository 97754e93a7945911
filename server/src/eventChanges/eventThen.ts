/** An event as it stood at an instant, by the changes that were decided since and before. */
import type { CatalogEvent } from '@holdfast/shared/catalog';
import type { Database, Trx } from '../platform/db/index.ts';
import { StoredEventChange } from './StoredEventChange.ts';

/**
 * @param event as it stands
 * @param at ISO instant
 * @returns with the status and the start that it had then; its other facts as they are
 */
export async function eventThen(trx: Database | Trx, event: CatalogEvent, at: string): Promise<CatalogEvent> {
  const changes = await StoredEventChange.query(trx).where({ event_id: event.id }).orderBy('decided_at');
  const next = changes.find(({ decidedAt }) => decidedAt.toISOString() > at);
  if (!next) return event;
  const moved = changes.findLast(({ kind, decidedAt }) => kind === 'move' && decidedAt.toISOString() <= at);
  return {
    ...event,
    status: next.fromStatus,
    startsAt: next.fromStartsAt.toISOString(),
    timeTbd: next.fromTimeTbd,
    previousStartsAt: next.fromStatus === 'moved' ? (moved?.fromStartsAt.toISOString() ?? null) : null,
  };
}
