/** Feeds of other houses: what they are connected to, their runs, and the events that wait for a person. */
import { z } from 'zod';
import { colleague, ownerFilter } from '../accounts/contract.ts';
import { idOf, instant, listOf, listQuery, reason } from '../http/index.ts';

export const feeds = ['skybox', 'ticketmaster'] as const;
export const feed = z.enum(feeds);
export type Feed = z.infer<typeof feed>;
export const feedNames: Record<Feed, string> = {
  skybox: 'SkyBox',
  ticketmaster: 'Ticketmaster Discovery',
};

export const outsideStatuses = ['scheduled', 'moved', 'postponed', 'cancelled'] as const;

/** An event as another house tells it, in our words. */
export const feedEvent = z
  .object({
    feedId: z.string(),
    name: z.string(),
    home: z.string().nullable().meta({ description: 'The first named performer; of a game the home team' }),
    away: z.string().nullable(),
    venueName: z.string().nullable(),
    city: z.string().nullable(),
    region: z.string().nullable(),
    country: z.string().nullable(),
    timeZone: z.string().nullable(),
    localStart: z
      .string()
      .nullable()
      .meta({ description: 'Wall time at the venue, without a zone', example: '2026-12-05T19:30' }),
    startsAt: instant.nullable().meta({ description: 'Where the service names the instant itself' }),
    timeTbd: z.boolean(),
    status: z.enum(outsideStatuses),
    isGame: z.boolean(),
  })
  .meta({ id: 'FeedEvent' });
export type FeedEvent = z.infer<typeof feedEvent>;

export const runCounts = z
  .object({
    events: z.int(),
    fresh: z.int().meta({ description: 'Never seen before' }),
    matched: z.int(),
    moved: z.int(),
    changed: z.int().meta({ description: 'Cancelled, postponed or on again' }),
    unchanged: z.int(),
    ignored: z.int(),
    waiting: z.int(),
    failed: z.int(),
    listings: z.int(),
    listingsNew: z.int(),
    listingsChanged: z.int(),
    listingsUnchanged: z.int(),
    listingsWaitingCount: z.int().meta({ description: 'Their event isn’t linked yet' }),
    listingsGone: z.int().meta({ description: 'Known here, no longer in the account' }),
  })
  .partial();
export type RunCounts = z.infer<typeof runCounts>;

export const feedRun = z
  .object({
    id: idOf('feedRun'),
    feed,
    state: z.enum(['queued', 'running', 'done', 'failed']),
    startedBy: z.string(),
    createdAt: instant,
    doneAt: instant.nullable(),
    failure: z.string().nullable(),
    pagesDone: z.int(),
    pagesTotal: z.int().nullable(),
    stage: z.enum(['events', 'inventory', 'offer']),
    counts: runCounts,
    newImportId: z.string().nullable(),
    changesImportId: z.string().nullable().meta({ description: 'A dry run of changes, for a person' }),
  })
  .meta({ id: 'FeedRun' });
export type FeedRun = z.infer<typeof feedRun>;

export const connection = z
  .object({
    id: feed,
    name: z.string(),
    connected: z.boolean(),
    address: z.string().nullable(),
    fakeFeeds: z.boolean().meta({ description: 'Recorded examples on this machine, not the service' }),
    consignor: z.string().nullable().meta({ description: 'Whose listings the account’s lots become' }),
    lacks: z.string().nullable().meta({ description: 'What is missing before it can run' }),
    requestsToday: z.int(),
    requestsPerDay: z.int(),
    heldUntil: instant.nullable().meta({ description: 'The service facts to wait so long' }),
    nextRunAt: instant.nullable(),
    waiting: z.int(),
    lastRun: feedRun.nullable(),
  })
  .meta({ id: 'FeedConnection' });
export type FeedConnection = z.infer<typeof connection>;
export const connectionList = listOf(connection);

export const runQuery = listQuery(['createdAt'], { feed: feed.optional() }, { order: 'desc' });
export const runList = listOf(feedRun);
export const newRun = z.object({ feed });

export const findingKinds = ['moved', 'status', 'waiting', 'failed', 'listing', 'gone'] as const;
export const finding = z.object({
  feedId: z.string(),
  kind: z.enum(findingKinds),
  name: z.string(),
  message: z.string(),
  eventId: z.string().nullable(),
  at: instant,
});
export type Finding = z.infer<typeof finding>;
export const findingQuery = listQuery(['at'], { kind: z.enum(findingKinds).optional() }, { perPage: 100 });
export const findingList = listOf(finding);

/** One thing of a candidate beside the outside event's. */
export const comparison = z.object({
  what: z.enum(['teams', 'venue', 'start']),
  theirs: z.string(),
  ours: z.string(),
  same: z.boolean(),
});
export const candidate = z.object({
  eventId: idOf('event'),
  name: z.string(),
  taken: z.boolean().meta({ description: 'Another entry of this feed is this event already' }),
  comparisons: z.array(comparison),
});
export type Candidate = z.infer<typeof candidate>;

export const waitingEvent = z
  .object({
    id: z.string().meta({ description: 'Feed and outside id, a colon between' }),
    feed,
    facts: feedEvent,
    why: z.string(),
    since: instant,
    owner: colleague.nullable().meta({ description: 'Who of the staff settles it' }),
    ignored: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
  })
  .meta({ id: 'WaitingEvent' });
export type WaitingEvent = z.infer<typeof waitingEvent>;
export const waitingQuery = listQuery(
  ['since'],
  {
    feed: feed.optional(),
    ignored: z.enum(['true']).optional(),
    owner: ownerFilter,
    q: z.string().trim().max(100).optional(),
  },
  { perPage: 50 },
);
export const waitingList = listOf(waitingEvent);
export const waitingDetail = waitingEvent
  .extend({
    candidates: z.array(candidate),
    missing: z.object({ venue: z.boolean(), home: z.boolean(), away: z.boolean(), start: z.boolean() }).meta({
      description: 'What the feed doesn’t know yet; made with the event. Without a start none is made.',
    }),
  })
  .meta({ id: 'WaitingEventDetail' });
export type WaitingDetail = z.infer<typeof waitingDetail>;

export const linkChoice = z.object({
  eventId: idOf('event'),
  takeStart: z.boolean().default(false).meta({ description: 'Move our event to their start' }),
});
export const ignoreReason = z.object({
  reason,
});
export const decided = z.object({ id: z.string(), eventId: z.string().nullable() });
export type Decided = z.infer<typeof decided>;
