/** What a feed's entry says anew of a game of ours. It changes nothing: a person decides. */
import { type Feed, type FeedEvent, feedNames, type GameChangeKind } from '@holdfast/shared/feeds';
import { DateTime } from 'luxon';
import { raw } from 'objection';
import { type EventStanding, holdEvent } from '../../catalog/index.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { startIn } from '../matching/matchFeedEvent.ts';
import type { FindingRow } from '../runs/findings.ts';
import { FeedGameChange } from './FeedGameChange.ts';

interface Found {
  kind: GameChangeKind;
  /** ISO instant; only of a move. */
  startsAt: string | null;
}

/** The entry as it was read before, of a game whose venue keeps this time. */
interface Before {
  facts: Pick<FeedEvent, 'status' | 'timeTbd' | 'startsAt' | 'localStart'> | null;
  eventId: string;
  timeZone: string;
}

const stops = (status: FeedEvent['status']) => status === 'postponed' || status === 'cancelled';

/**
 * What changed in the feed since it was read last. Only a change in the feed asks anything: two feeds that differ, or a
 * person who knows better, aren't asked about by each run.
 */
function changeOf(facts: FeedEvent, { facts: before, timeZone }: Before): Found[] {
  const found: Found[] = [];
  const wasStatus = before?.status ?? 'scheduled';
  const startsAt = startIn(facts, timeZone);
  const hasNewStart =
    before !== null &&
    startsAt !== null &&
    !facts.timeTbd &&
    (startsAt !== startIn(before as FeedEvent, timeZone) || before.timeTbd);
  if (facts.status === 'cancelled' && wasStatus !== 'cancelled')
    found.push({ kind: 'cancelled', startsAt: null });
  else if (hasNewStart && facts.status !== 'cancelled')
    found.push({ kind: 'moved', startsAt: new Date(startsAt).toISOString() });
  if (facts.status === 'postponed' && wasStatus !== 'postponed')
    found.push({ kind: 'postponed', startsAt: null });
  if (!stops(facts.status) && stops(wasStatus)) found.push({ kind: 'onAgain', startsAt: null });
  return found;
}

/** Whether our game is so already. @param venueId where it moves to; null: it stays */
export function agrees(
  event: EventStanding,
  { kind, startsAt, venueId = null }: Found & { venueId?: string | null },
): boolean {
  switch (kind) {
    case 'moved':
      return event.startsAt === startsAt && !event.timeTbd && (venueId === null || venueId === event.venueId);
    case 'onAgain':
      return !stops(event.status);
    default:
      return event.status === kind;
  }
}

/**
 * Queues what the entry says of our game for a person, or drops what it said before where it took that back.
 * @param runId the run that read it
 * @returns what the run reports of it; null where nothing is to be decided
 */
export async function queueChange(
  trx: Trx,
  { feed, runId }: { feed: Feed; runId: string },
  facts: FeedEvent,
  before: Before,
): Promise<FindingRow | null> {
  const changes = changeOf(facts, before);
  if (changes.length === 0) return null;
  const event = await holdEvent(trx, before.eventId);
  const found = changes.find((each) => !agrees(event, each));
  if (!found) {
    await dropOutdated(trx, { feed, feedId: facts.feedId, runId });
    return null;
  }
  await queryPrepared(
    trx,
    `INSERT INTO feed_game_changes (id, feed, feed_id, event_id, run_id, kind, starts_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (feed, feed_id) WHERE decision IS NULL DO UPDATE
       SET run_id = excluded.run_id, kind = excluded.kind, starts_at = excluded.starts_at`,
    [newId('feedChange'), feed, facts.feedId, before.eventId, runId, found.kind, found.startsAt],
  );
  return {
    feedId: facts.feedId,
    kind: found.kind === 'moved' ? 'moved' : 'status',
    name: facts.name,
    message: `${changeText(feed, event, found, before.timeZone)} Nothing was changed: it needs your decision.`,
    eventId: before.eventId,
  };
}

/** The feed says what ours says again: nobody needs to decide any more. */
async function dropOutdated(
  trx: Trx,
  { feed, feedId, runId }: { feed: Feed; feedId: string; runId: string },
): Promise<void> {
  await FeedGameChange.query(trx)
    .where({ feed, feed_id: feedId })
    .whereNull('decision')
    .patch({ decision: 'outdated', decidedBy: runId, decidedAt: raw('now()') });
}

function changeText(feed: Feed, event: EventStanding, { kind, startsAt }: Found, timeZone: string): string {
  const wall = (instant: string) =>
    DateTime.fromISO(instant, { zone: timeZone }).toFormat('LLL d, yyyy, h:mm a');
  const says = `${feedNames[feed]} says that it is`;
  if (kind === 'moved' && startsAt !== null)
    return `${feedNames[feed]} says that it moved from ${wall(event.startsAt)} to ${wall(startsAt)} at the venue.`;
  return `${says} ${{ cancelled: 'canceled', postponed: 'postponed', onAgain: 'on again', moved: 'moved' }[kind]}.`;
}
