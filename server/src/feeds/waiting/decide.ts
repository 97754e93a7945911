/** Decisions on a feed entry: link it to one of our events, create an event from it, or ignore it. */
import type { createChoice, Decided } from '@holdfast/shared/feeds';
import { raw } from 'objection';
import type { z } from 'zod';
import { makeInTurn, zonesOfEvents } from '../../catalog/index.ts';
import type { Engine } from '../../platform/actors/index.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import { brokenConstraint, type Trx } from '../../platform/db/index.ts';
import { fieldsRefused, notFound, Problem } from '../../platform/problem.ts';
import { takeStartOver } from '../changes/decideGameChange.ts';
import { queueChange } from '../changes/findChange.ts';
import { FeedEntry } from '../FeedEntry.ts';
import { startIn } from '../matching/matchFeedEvent.ts';
import { makeEvent } from './makeEvent.ts';
import { entryOf } from './waitingQueries.ts';

type Entry = Pick<FeedEntry, 'feed' | 'feedId' | 'facts' | 'decision' | 'ownerId' | 'lastRunId'>;

/** @throws Problem `not_found`; `already_decided` when it is an event of ours */
export async function lockEntry(trx: Trx, id: string): Promise<Entry> {
  const { feed, feedId } = entryOf(id);
  const entry = await FeedEntry.query(trx).findById([feed, feedId]).forUpdate();
  if (!entry) throw notFound('entry');
  if (entry.eventId !== null)
    throw new Problem('already_decided', 'This entry is an event of ours already. Look at the list again.', {
      eventId: entry.eventId,
    });
  return entry;
}

async function decide(
  trx: Trx,
  { feed, feedId, facts, lastRunId, decision: before }: Entry,
  principal: Principal,
  {
    decision,
    eventId,
    reason = null,
  }: { decision: 'linked' | 'created' | 'ignored' | null; eventId: string | null; reason?: string | null },
): Promise<Decided> {
  const id = `${feed}:${feedId}`;
  try {
    await FeedEntry.query(trx)
      .findById([feed, feedId])
      .patch({
        decision,
        eventId,
        reason,
        decidedBy: decision === null ? null : principal.by,
        decidedAt: decision === null ? null : raw('now()'),
      });
  } catch (error) {
    if (brokenConstraint(error) !== 'feed_events_once') throw error;
    throw new Problem(
      'already_decided',
      'Another entry of this feed is that event already. Two entries can’t be one event.',
    );
  }
  await audit(trx, principal, [
    {
      what: `catalogEvent.${decision === null ? 'reopen' : { linked: 'link', created: 'create', ignored: 'ignore' }[decision]}`,
      subject: id,
      reason,
      before: { decision: before },
      after: { decision, eventId },
    },
  ]);
  if (eventId !== null) await askOfStopped(trx, { feed, facts, lastRunId }, eventId);
  return { id, eventId };
}

/** An entry that is called off there asks what happens to the game of ours that it now is. */
async function askOfStopped(
  trx: Trx,
  { feed, facts, lastRunId }: Pick<Entry, 'feed' | 'facts' | 'lastRunId'>,
  eventId: string,
): Promise<void> {
  const timeZone = (await zonesOfEvents(trx, [eventId])).get(eventId) ?? 'UTC';
  await queueChange(trx, { feed, runId: lastRunId }, facts, { facts: null, eventId, timeZone });
}

/**
 * Links an entry to an event; later runs find it by its feed id.
 * @throws Problem `not_found`, `already_decided`, `validation_failed` for an unknown event
 */
export async function linkEntry(
  trx: Trx,
  engine: Engine,
  id: string,
  { eventId, takeStart }: { eventId: string; takeStart: boolean },
  principal: Principal,
): Promise<Decided> {
  const entry = await lockEntry(trx, id);
  const timeZone = (await zonesOfEvents(trx, [eventId])).get(eventId);
  if (timeZone === undefined)
    throw fieldsRefused([
      { field: 'eventId', code: 'unknown', message: 'There is no such event. Choose one of the feed.' },
    ]);
  const done = await decide(trx, entry, principal, { decision: 'linked', eventId });
  const startsAt = takeStart && !entry.facts.timeTbd ? startIn(entry.facts, timeZone) : null;
  if (startsAt !== null) await takeStartOver(trx, engine, { eventId, startsAt, principal });
  return done;
}

/**
 * Makes an event from an entry.
 * @param answers to its questions
 * @throws Problem `not_found`, `already_decided`, `validation_failed`
 */
export async function createFromEntry(
  trx: Trx,
  id: string,
  answers: z.output<typeof createChoice>['answers'],
  principal: Principal,
): Promise<Decided> {
  // Before the entry: whoever makes teams waits for the one before, and that one may want this entry next.
  await makeInTurn(trx);
  const entry = await lockEntry(trx, id);
  const eventId = await makeEvent(trx, entry, answers, principal);
  return decide(trx, entry, principal, { decision: 'created', eventId });
}

/** Ignores an entry; later runs skip it. @throws Problem `not_found`, `already_decided` */
export async function ignoreEntry(
  trx: Trx,
  id: string,
  reason: string,
  principal: Principal,
): Promise<Decided> {
  const entry = await lockEntry(trx, id);
  return decide(trx, entry, principal, { decision: 'ignored', eventId: null, reason });
}

/** Puts an ignored entry back into the queue. @throws Problem `not_found`, `already_decided` */
export async function reopenEntry(trx: Trx, id: string, principal: Principal): Promise<Decided> {
  const entry = await lockEntry(trx, id);
  return decide(trx, entry, principal, { decision: null, eventId: null });
}
