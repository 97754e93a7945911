/** What a person decides of a game that a feed calls off or moves: the game, its holds and its listings follow at once. */
import type { GameChangeDetail, GameDecisionName, gameDecision } from '@holdfast/shared/feeds';
import { DateTime } from 'luxon';
import { raw } from 'objection';
import type { z } from 'zod';
import {
  type EventStatus,
  holdEvent,
  moveEvent,
  setEventStatus,
  zonesOfEvents,
} from '../../catalog/index.ts';
import { followEvent, withdrawOfEvent } from '../../listings/index.ts';
import type { Engine } from '../../platform/actors/index.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { fieldsRefused, notFound, Problem } from '../../platform/problem.ts';
import { endHoldsOfEvent, holdEndedByEvent } from '../../reservations/index.ts';
import { FeedGameChange } from './FeedGameChange.ts';
import { agrees } from './findChange.ts';
import { showGameChange } from './gameChangeQueries.ts';

/** What followed a decision, for the log. */
interface Followed {
  status: EventStatus;
  /** ISO instant. */
  startsAt: string;
  holdsEnded: number;
  listingsWithdrawn: number;
  listingsMoved: number;
}

const canceledReason = 'The game was canceled';

/**
 * Decides a game change. Whoever decides first decides; other feeds that say the same of this game are settled with it.
 * @throws Problem `not_found`, `already_decided`; `validation_failed` for a start that is past or that the clocks skip
 */
export async function decideGameChange(
  trx: Trx,
  engine: Engine,
  id: string,
  { decision, localStart, reason }: z.output<typeof gameDecision>,
  principal: Principal,
): Promise<GameChangeDetail> {
  const change = await FeedGameChange.query(trx).findById(id).forUpdate();
  if (!change) throw notFound('decision');
  if (change.decision !== null)
    throw new Problem('already_decided', 'This was decided already. Nothing was changed.');
  const before = await holdEvent(trx, change.eventId);
  const startsAt = decision === 'move' ? await startAt(trx, change.eventId, localStart ?? '') : null;
  const followed = await follow(trx, engine, change.eventId, { decision, startsAt, reason }, principal);
  await FeedGameChange.query(trx)
    .findById(id)
    .patch({ decision, reason, decidedBy: principal.by, decidedAt: raw('now()') });
  await settleOthers(trx, change, principal);
  await audit(trx, principal, [
    {
      what: `gameChange.${decision}`,
      subject: change.eventId,
      reason,
      before: { status: before.status, startsAt: before.startsAt },
      after: { ...followed, feed: change.feed, said: change.kind, change: id },
    },
  ]);
  return showGameChange(trx, id);
}

async function follow(
  trx: Trx,
  engine: Engine,
  eventId: string,
  { decision, startsAt, reason }: { decision: GameDecisionName; startsAt: string | null; reason: string },
  principal: Principal,
): Promise<Followed> {
  const { by } = principal;
  const ended = { holdsEnded: 0, listingsWithdrawn: 0, listingsMoved: 0 };
  if (decision === 'cancel') {
    await setEventStatus(trx, eventId, 'cancelled');
    ended.holdsEnded = await endHoldsOfEvent(trx, engine, eventId, holdEndedByEvent.event_canceled, by);
    ended.listingsWithdrawn = await withdrawOfEvent(trx, engine, { eventId, reason: canceledReason, by });
  } else if (decision === 'postpone') {
    await setEventStatus(trx, eventId, 'postponed');
    ended.holdsEnded = await endHoldsOfEvent(trx, engine, eventId, holdEndedByEvent.event_postponed, by);
  } else if (decision === 'restore') {
    const { wasMoved } = await holdEvent(trx, eventId);
    await setEventStatus(trx, eventId, wasMoved ? 'moved' : 'scheduled');
  } else if (startsAt !== null) {
    await moveEvent(trx, eventId, { startsAt, timeTbd: false });
    ended.listingsMoved = await followEvent(trx, engine, { eventId, endsAt: startsAt, by, reason });
  }
  const { status, startsAt: now } = await holdEvent(trx, eventId);
  return { status, startsAt: now, ...ended };
}

/** Other feeds whose word has come true with this decision ask nobody any more. */
async function settleOthers(trx: Trx, { id, eventId }: FeedGameChange, { by }: Principal): Promise<void> {
  const event = await holdEvent(trx, eventId);
  const others = await FeedGameChange.query(trx)
    .where({ event_id: eventId })
    .whereNull('decision')
    .whereNot({ id })
    .forUpdate();
  const settled = others.filter(({ kind, startsAt }) =>
    agrees(event, { kind, startsAt: startsAt?.toISOString() ?? null }),
  );
  await FeedGameChange.query(trx)
    .findByIds(settled.map((other) => other.id))
    .patch({ decision: 'outdated', decidedBy: by, decidedAt: raw('now()') });
}

/** The instant of a wall time at the venue of an event. */
async function startAt(trx: Trx, eventId: string, localStart: string): Promise<string> {
  const zone = (await zonesOfEvents(trx, [eventId])).get(eventId) ?? 'UTC';
  const [clock] = await queryPrepared<{ now: Date }>(trx, 'SELECT now() AS now', []);
  const refuse = (code: string, message: string) => fieldsRefused([{ field: 'localStart', code, message }]);
  const start = DateTime.fromISO(localStart, { zone });
  if (!start.isValid) throw refuse('not_a_time', 'This date or time does not exist. Give another one.');
  // A wall time that the clocks skip in spring is read as a later one.
  if (start.toFormat("yyyy-MM-dd'T'HH:mm") !== localStart)
    throw refuse('skipped_time', 'The clock at the venue skips this time that day. Give another one.');
  if (clock && start.toMillis() <= clock.now.getTime())
    throw refuse('past', 'This is past at the venue. Give a time ahead.');
  return new Date(start.toMillis()).toISOString();
}

/**
 * Moves an event of ours, and the end of its listings with it.
 * @returns the start that it had, ISO instant; null where it starts then already
 */
export async function moveWithListings(
  trx: Trx,
  engine: Engine,
  { eventId, startsAt, principal }: { eventId: string; startsAt: string; principal: Principal },
): Promise<string | null> {
  const event = await holdEvent(trx, eventId);
  const endsAt = new Date(startsAt).toISOString();
  if (event.startsAt === endsAt && !event.timeTbd) return null;
  const before = await moveEvent(trx, eventId, { startsAt, timeTbd: false });
  const listings = await followEvent(trx, engine, { eventId, endsAt, by: principal.by });
  await audit(trx, principal, [
    {
      what: 'event.move',
      subject: eventId,
      before: { startsAt: before.startsAt, status: before.status },
      after: { startsAt, status: 'moved', listings },
    },
  ]);
  return before.startsAt;
}
