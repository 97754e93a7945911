/**
 * Calls an event off, postpones, moves or restores it. Sales stop, holds end and listings follow at once, in the caller's
 * transaction; its paid orders are told, and of a canceled event refunded, one by one by `workEventChange`.
 */
import type { EventChangeKind } from '@holdfast/shared/eventChanges';
import { raw } from 'objection';
import {
  type EventStanding,
  type EventStatus,
  holdEvent,
  moveEvent,
  relocateEvent,
  setEventStatus,
  venueFacts,
  venueOfEvent,
} from '../catalog/index.ts';
import { rescheduleDeliveries } from '../deliveries/index.ts';
import { followEvent, pauseOutside, withdrawOfEvent } from '../listings/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import type { Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { endHoldsOfEvent, holdEndedByEvent } from '../reservations/index.ts';
import { collectOrders, overtakeEarlier, queueWork } from './changedOrders.ts';
import { choiceUntilOf } from './movePolicy.ts';
import { StoredEventChange } from './StoredEventChange.ts';

/**
 * Milliseconds from the change's last statement within which it is committed, and within which a hold that had begun before
 * is written: a fan who held then had seen the event as it was.
 */
const inFlightMs = 1_000;

/** A change that was decided. */
export interface WantedChange {
  eventId: string;
  kind: EventChangeKind;
  /** The new start, ISO instant; of a move alone. */
  startsAt: string | null;
  /** Of a move: the new venue; left out: it stays where it is. */
  venueId?: string | null;
  reason: string | null;
  /** Whether an administrator did without the second person whom it asks for; left out: no. */
  alone?: boolean;
}

/** What followed at once. */
export interface FollowedChange {
  id: string;
  status: EventStatus;
  /** ISO instant. */
  startsAt: string;
  holdsEnded: number;
  listingsWithdrawn: number;
  listingsMoved: number;
  /** Of sections that the new venue isn't known to have. */
  listingsPaused: number;
}

/** Why the deliveries of its orders have other dates. */
const changed: Record<EventChangeKind, string> = {
  cancel: 'The event was canceled',
  postpone: 'The event was postponed',
  move: 'The event was moved',
  restore: 'The event takes place',
};

/**
 * Locks the event first, so that changes of one event follow each other. The caller writes the audit log.
 * @throws Problem `not_found`
 */
export async function changeEvent(
  trx: Trx,
  engine: Engine,
  wanted: WantedChange,
  { by }: Principal,
): Promise<FollowedChange> {
  const { eventId, kind, startsAt, reason, alone = false } = wanted;
  const before = await holdEvent(trx, eventId);
  const from = await venueOfEvent(trx, eventId);
  const venueId = kind === 'move' && wanted.venueId && wanted.venueId !== from.id ? wanted.venueId : null;
  await overtakeEarlier(trx, eventId);
  const { timeZone } = venueId === null ? from : await venueFacts(trx, venueId);
  const choiceUntil =
    startsAt === null
      ? null
      : await choiceUntilOf(trx, {
          eventId,
          fromStartsAt: before.startsAt,
          startsAt,
          isOtherVenue: venueId !== null,
          timeZone,
        });
  const followed = await follow(trx, engine, { ...wanted, venueId }, before, by);
  await rescheduleDeliveries(trx, engine, { eventId }, { by, reason: changed[kind] });
  const id = newId('eventChange');
  await StoredEventChange.query(trx).insert({
    id,
    eventId,
    kind,
    fromStatus: before.status,
    fromStartsAt: new Date(before.startsAt),
    fromTimeTbd: before.timeTbd,
    startsAt: startsAt === null ? null : new Date(startsAt),
    fromVenueId: venueId === null ? null : from.id,
    venueId,
    choiceUntil: choiceUntil === null ? null : new Date(choiceUntil),
    reason,
    alone,
    decidedBy: by,
    madeBefore: raw('clock_timestamp() + make_interval(secs => ?::float8 / 1000)', [inFlightMs]),
    ...followed,
  });
  await collectOrders(trx, { id, eventId, kind });
  await queueWork(trx, id);
  const { status, startsAt: now } = await holdEvent(trx, eventId);
  return { id, status, startsAt: now, ...followed };
}

/** Whether only the venue changes: it is on sale for the same start. */
export const isSameStart = (
  { startsAt, timeTbd, status }: Pick<EventStanding, 'startsAt' | 'timeTbd' | 'status'>,
  newStart: string | null,
): boolean => startsAt === newStart && !timeTbd && (status === 'scheduled' || status === 'moved');

async function follow(
  trx: Trx,
  engine: Engine,
  { eventId, kind, startsAt, venueId, reason }: WantedChange,
  before: EventStanding,
  by: string,
): Promise<Pick<FollowedChange, 'holdsEnded' | 'listingsWithdrawn' | 'listingsMoved' | 'listingsPaused'>> {
  const followed = { holdsEnded: 0, listingsWithdrawn: 0, listingsMoved: 0, listingsPaused: 0 };
  switch (kind) {
    case 'cancel':
      await setEventStatus(trx, eventId, 'cancelled');
      followed.holdsEnded = await endHoldsOfEvent(trx, engine, eventId, holdEndedByEvent.event_canceled, by);
      followed.listingsWithdrawn = await withdrawOfEvent(trx, engine, {
        eventId,
        reason: 'The event was canceled',
        by,
      });
      break;
    case 'postpone':
      await setEventStatus(trx, eventId, 'postponed');
      followed.holdsEnded = await endHoldsOfEvent(trx, engine, eventId, holdEndedByEvent.event_postponed, by);
      await followEvent(trx, engine, { eventId, by, reason: 'The event was postponed' });
      break;
    case 'restore': {
      const { wasMoved } = await holdEvent(trx, eventId);
      await setEventStatus(trx, eventId, wasMoved ? 'moved' : 'scheduled');
      await followEvent(trx, engine, { eventId, by, reason: 'The event takes place' });
      break;
    }
    case 'move': {
      if (startsAt === null) throw new Error(`${eventId} is moved without a start`);
      if (venueId) {
        await relocateEvent(trx, eventId, venueId);
        followed.holdsEnded = await endHoldsOfEvent(
          trx,
          engine,
          eventId,
          holdEndedByEvent.event_relocated,
          by,
        );
      }
      if (!isSameStart(before, startsAt)) await moveEvent(trx, eventId, { startsAt, timeTbd: false });
      if (venueId) {
        const { name, sections } = await venueFacts(trx, venueId);
        followed.listingsPaused = await pauseOutside(trx, engine, {
          eventId,
          sections,
          venue: name,
          by,
        });
      }
      followed.listingsMoved = await followEvent(trx, engine, {
        eventId,
        by,
        reason: reason ?? 'The event was moved',
      });
    }
  }
  return followed;
}
