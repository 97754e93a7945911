/** What a person decides of a game that a feed or a file calls off or moves: it follows at once, its orders one by one. */
import { feedNames, type GameChangeDetail, type gameDecision } from '@holdfast/shared/feeds';
import { raw } from 'objection';
import type { z } from 'zod';
import { holdEvent, startFromWallTime, venueFacts } from '../../catalog/index.ts';
import { changeEvent, requireOnePerson } from '../../eventChanges/index.ts';
import type { Engine } from '../../platform/actors/index.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { FeedGameChange } from './FeedGameChange.ts';
import { agrees } from './findChange.ts';
import { showGameChange } from './gameChangeQueries.ts';

type Decision = z.output<typeof gameDecision>;

/**
 * Decides a game change. Whoever decides first decides; whatever else says the same of this game is settled with it.
 * The event is locked before its change, as in a run that finds one.
 * @throws Problem `not_found`, `already_decided`; `second_person_needed` to cancel above the limit; `version_conflict` when
 *   the feed or the file says something else than the person saw; `validation_failed` for a start that doesn't exist or is
 *   past, and for an unknown or retired venue
 */
export async function decideGameChange(
  trx: Trx,
  engine: Engine,
  id: string,
  { decision, localStart, venueId = null, reason, seen }: Decision,
  principal: Principal,
): Promise<GameChangeDetail> {
  const eventId = (await FeedGameChange.query(trx).findById(id))?.eventId;
  if (eventId === undefined) throw notFound('decision');
  const before = await holdEvent(trx, eventId);
  const change = await lockAsSeen(trx, id, seen);
  if (decision === 'cancel') await requireOnePerson(trx, eventId);
  const isMove = decision === 'move';
  const startsAt = isMove ? await startAt(trx, venueId ?? before.venueId, localStart ?? '') : null;
  const followed =
    decision === 'keep'
      ? null
      : await changeEvent(
          trx,
          engine,
          { eventId, kind: decision, startsAt, venueId: isMove ? venueId : null, reason },
          principal,
        );
  await FeedGameChange.query(trx)
    .findById(id)
    .patch({
      decision,
      reason,
      decidedBy: principal.by,
      decidedAt: raw('now()'),
      changeId: followed?.id ?? null,
    });
  await settleGameChanges(trx, eventId, principal);
  const { id: changeId, ...after } = followed ?? {
    id: undefined,
    status: before.status,
    startsAt: before.startsAt,
  };
  await audit(trx, principal, [
    {
      what: `gameChange.${decision}`,
      subject: eventId,
      reason,
      before: { status: before.status, startsAt: before.startsAt },
      after: {
        ...after,
        ...(change.feed === null ? { season: change.seasonId } : { feed: change.feed }),
        said: change.kind,
        ...(isMove && venueId ? { venueId } : {}),
        change: id,
        ...(changeId ? { eventChange: changeId } : {}),
      },
    },
  ]);
  return showGameChange(trx, id);
}

/** A run overwrites what waits with what it finds, so the person may have looked at something else. */
async function lockAsSeen(trx: Trx, id: string, seen: Decision['seen']): Promise<FeedGameChange> {
  const change = await FeedGameChange.query(trx).findById(id).forUpdate();
  if (!change) throw notFound('decision');
  if (change.decision !== null)
    throw new Problem('already_decided', 'This was decided already. Nothing was changed.');
  const seenStart = seen.startsAt === null ? null : Date.parse(seen.startsAt);
  const isAsSeen =
    change.kind === seen.kind &&
    (change.startsAt?.getTime() ?? null) === seenStart &&
    change.venueId === (seen.venueId ?? null);
  if (!isAsSeen)
    throw new Problem(
      'version_conflict',
      `${change.feed === null ? 'A later schedule file' : feedNames[change.feed]} says something else of this game since you opened it. Nothing was changed. Look at it again, then decide.`,
    );
  return change;
}

/** What feeds and files say of a game asks nobody any more where our game is so already. */
export async function settleGameChanges(trx: Trx, eventId: string, { by }: Principal): Promise<void> {
  const event = await holdEvent(trx, eventId);
  const others = await FeedGameChange.query(trx)
    .where({ event_id: eventId })
    .whereNull('decision')
    .orderBy('id')
    .forUpdate();
  const settled = others.filter(({ kind, startsAt, venueId }) =>
    agrees(event, { kind, startsAt: startsAt?.toISOString() ?? null, venueId }),
  );
  await FeedGameChange.query(trx)
    .findByIds(settled.map((other) => other.id))
    .patch({ decision: 'outdated', decidedBy: by, decidedAt: raw('now()') });
}

async function startAt(trx: Trx, venueId: string, localStart: string): Promise<string> {
  return startFromWallTime(trx, localStart, (await venueFacts(trx, venueId)).timeZone);
}

/** Moves an event of ours to the start that its feed gives, unless it starts then already. @param startsAt ISO instant */
export async function takeStartOver(
  trx: Trx,
  engine: Engine,
  { eventId, startsAt, principal }: { eventId: string; startsAt: string; principal: Principal },
): Promise<void> {
  const before = await holdEvent(trx, eventId);
  if (before.startsAt === new Date(startsAt).toISOString() && !before.timeTbd) return;
  const { listingsMoved } = await changeEvent(
    trx,
    engine,
    { eventId, kind: 'move', startsAt, reason: null },
    principal,
  );
  await audit(trx, principal, [
    {
      what: 'event.move',
      subject: eventId,
      before: { startsAt: before.startsAt, status: before.status },
      after: { startsAt, status: 'moved', listings: listingsMoved },
    },
  ]);
}
