/** Staff change an event by hand, from its page. */
import type { EventChange, newEventChange } from '@holdfast/shared/eventChanges';
import type { z } from 'zod';
import {
  type EventStanding,
  holdEvent,
  startFromWallTime,
  venueFacts,
  venueOfEvent,
} from '../catalog/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { changeEvent, isSameStart } from './changeEvent.ts';
import { showEventChange } from './eventChangeQueries.ts';

/**
 * @throws Problem `not_found`; `version_conflict` when the event isn't as the person saw it; `nothing_to_do` when it is so
 *   already; `validation_failed` for a start that doesn't exist or is past
 */
export async function changeByHand(
  trx: Trx,
  engine: Engine,
  eventId: string,
  { kind, localStart, venueId, reason, alone, seen }: z.output<typeof newEventChange>,
  principal: Principal,
): Promise<EventChange> {
  const before = await holdEvent(trx, eventId);
  if (before.status !== seen.status || Date.parse(before.startsAt) !== Date.parse(seen.startsAt))
    throw new Problem(
      'version_conflict',
      'This event was changed since you opened it. Nothing was changed. Look at it again, then decide.',
    );
  const venue = await venueOfEvent(trx, eventId);
  const zone = kind === 'move' && venueId ? (await venueFacts(trx, venueId)).timeZone : venue.timeZone;
  const isOtherVenue = kind === 'move' && Boolean(venueId) && venueId !== venue.id;
  const startsAt = kind === 'move' ? await startFromWallTime(trx, localStart ?? '', zone) : null;
  if (!isOtherVenue && isSo(before, kind, startsAt))
    throw new Problem('nothing_to_do', 'The event is so already. Nothing was changed.');
  const { id, ...followed } = await changeEvent(
    trx,
    engine,
    { eventId, kind, startsAt, venueId: venueId ?? null, reason, alone: alone ?? false },
    principal,
  );
  await audit(trx, principal, [
    {
      what: `event.${kind}`,
      subject: eventId,
      reason,
      before: {
        status: before.status,
        startsAt: before.startsAt,
        ...(isOtherVenue ? { venueId: venue.id } : {}),
      },
      after: {
        ...followed,
        change: id,
        ...(isOtherVenue ? { venueId } : {}),
        ...(alone ? { withoutSecondPerson: true } : {}),
      },
    },
  ]);
  return showEventChange(trx, id);
}

function isSo(
  { status, startsAt, timeTbd }: EventStanding,
  kind: z.output<typeof newEventChange>['kind'],
  newStart: string | null,
): boolean {
  switch (kind) {
    case 'cancel':
      return status === 'cancelled';
    case 'postpone':
      return status === 'postponed';
    case 'restore':
      return status === 'scheduled' || status === 'moved';
    case 'move':
      return isSameStart({ status, startsAt, timeTbd }, newStart);
  }
}
