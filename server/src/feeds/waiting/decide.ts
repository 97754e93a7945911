/** Decisions on a feed entry: link it to one of our events, create an event from it, or ignore it. */
import type { Decided, Feed, FeedEvent } from '@holdfast/shared/feeds';
import { zonesOfEvents } from '../../catalog/index.ts';
import type { Engine } from '../../platform/actors/index.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import { brokenConstraint, queryPrepared, type Trx } from '../../platform/db/index.ts';
import { fieldsRefused, notFound, Problem } from '../../platform/problem.ts';
import { startIn } from '../matching/matchFeedEvent.ts';
import { moveWithListings } from '../runs/takeEvents.ts';
import { makeEvent } from './makeEvent.ts';
import { entryOf } from './waitingQueries.ts';

interface Entry {
  feed: Feed;
  feedId: string;
  facts: FeedEvent;
  decision: string | null;
  ownerId: string | null;
}

/** @throws Problem `not_found`; `already_decided` when it is an event of ours */
export async function lockEntry(trx: Trx, id: string): Promise<Entry> {
  const { feed, feedId } = entryOf(id);
  const [row] = await queryPrepared<{
    facts: FeedEvent;
    decision: string | null;
    event_id: string | null;
    owner_id: string | null;
  }>(
    trx,
    'SELECT facts, decision, event_id, owner_id FROM feed_events WHERE feed = $1 AND feed_id = $2 FOR UPDATE',
    [feed, feedId],
  );
  if (!row) throw notFound('entry');
  if (row.event_id !== null)
    throw new Problem('already_decided', 'This entry is an event of ours already. Look at the list again.', {
      eventId: row.event_id,
    });
  return { feed, feedId, facts: row.facts, decision: row.decision, ownerId: row.owner_id };
}

async function decide(
  trx: Trx,
  { feed, feedId, decision: before }: Entry,
  principal: Principal,
  {
    decision,
    eventId,
    reason = null,
  }: { decision: 'linked' | 'created' | 'ignored' | null; eventId: string | null; reason?: string | null },
): Promise<Decided> {
  const id = `${feed}:${feedId}`;
  try {
    await queryPrepared(
      trx,
      `UPDATE feed_events SET decision = $3, event_id = $4, reason = $5, decided_by = CASE WHEN $3::text IS NOT NULL THEN $6::text END,
         decided_at = CASE WHEN $3::text IS NOT NULL THEN now() END WHERE feed = $1 AND feed_id = $2`,
      [feed, feedId, decision, eventId, reason, principal.by],
    );
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
  return { id, eventId };
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
  if (startsAt !== null) await moveWithListings(trx, engine, { eventId, startsAt, by: principal.by });
  return done;
}

/** Makes an event from an entry. @throws Problem `not_found`, `already_decided`, `validation_failed` */
export async function createFromEntry(trx: Trx, id: string, principal: Principal): Promise<Decided> {
  const entry = await lockEntry(trx, id);
  const eventId = await makeEvent(trx, entry.feed, entry.facts);
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
