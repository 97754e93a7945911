/**
 * Feeds, that is other companies' catalogs: their connections, their runs, and the events that a person must
 * match.
 */
import { z } from 'zod';
import { colleague, ownerFilter } from '../accounts/contract.ts';
import { afterPlace, idOf, instant, listOf, listQuery, listWithNext, reason } from '../http/index.ts';
import { entryAnswers, question } from './questions.ts';

/** The ids of the feeds. */
export const feeds = ['skybox', 'ticketmaster'] as const;
/** One feed's id, validated. */
export const feed = z.enum(feeds);
/** One feed's id. */
export type Feed = z.infer<typeof feed>;
/** The display name of each feed. */
export const feedNames: Record<Feed, string> = {
  skybox: 'SkyBox',
  ticketmaster: 'Ticketmaster Discovery',
};

/** The statuses of an event in a feed, mapped to ours. */
export const feedEventStatuses = ['scheduled', 'moved', 'postponed', 'cancelled'] as const;

/** An event as a feed describes it, mapped to our fields. */
export const feedEvent = z
  .object({
    feedId: z.string(),
    name: z.string(),
    home: z.string().nullable().meta({ description: 'The first performer; for a game the home team' }),
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
    startsAt: instant.nullable().meta({ description: 'Set when the feed gives the instant itself' }),
    timeTbd: z.boolean(),
    status: z.enum(feedEventStatuses),
    isGame: z.boolean().meta({ description: 'A sport: two teams are asked where it doesn’t name them' }),
    league: z
      .string()
      .nullish()
      .meta({ description: 'As the feed calls it; of entries read before it was: absent' }),
  })
  .meta({ id: 'FeedEvent' });
/** An event as a feed describes it. */
export type FeedEvent = z.infer<typeof feedEvent>;

/** What one run read and did. A count is absent while it is 0. */
export const runCounts = z
  .object({
    events: z.int(),
    fresh: z.int().meta({ description: 'Events that were not known before' }),
    matched: z.int(),
    moved: z.int(),
    changed: z.int().meta({ description: 'Canceled, postponed or scheduled again' }),
    toDecide: z
      .int()
      .meta({ description: 'Games of ours that it calls off or moves: a person decides each' }),
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
/** What one run read and did. */
export type RunCounts = z.infer<typeof runCounts>;

/** One run of a feed, with its progress and the imports that it made. */
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
    changesImportId: z
      .string()
      .nullable()
      .meta({ description: 'An import of changes that a person must apply' }),
  })
  .meta({ id: 'FeedRun' });
/** One run of a feed. */
export type FeedRun = z.infer<typeof feedRun>;

/** The state of one feed's connection: configuration, request budget of the day and last run. */
export const connection = z
  .object({
    id: feed,
    name: z.string(),
    connected: z.boolean(),
    address: z.string().nullable(),
    fakeFeeds: z.boolean().meta({ description: 'Recorded examples on this machine, not the service' }),
    consignor: z.string().nullable().meta({ description: 'The consignor of the account’s listings' }),
    missing: z.string().nullable().meta({ description: 'What configuration is missing before it can run' }),
    requestsToday: z.int(),
    requestsPerDay: z.int(),
    heldUntil: instant.nullable().meta({ description: 'The feed asked us to wait until then (HTTP 429)' }),
    nextRunAt: instant.nullable(),
    waiting: z.int(),
    lastRun: feedRun.nullable(),
  })
  .meta({ id: 'FeedConnection' });
/** The state of one feed's connection. */
export type FeedConnection = z.infer<typeof connection>;
/** The list of all connections. */
export const connectionList = listOf(connection);

/** The query of the run list, newest first. */
export const runQuery = listQuery(['createdAt'], { feed: feed.optional(), ...afterPlace }, { order: 'desc' });
/** One page of runs. */
export const runList = listWithNext(feedRun);
/** Starts a run of one feed. Refused with `feed_not_connected` or `run_under_way`. */
export const newRun = z.object({ feed });

/** The kinds of a run's findings. */
export const findingKinds = ['moved', 'status', 'waiting', 'failed', 'listing', 'gone'] as const;
/** Something a run reports to staff: an event moved, a status changed, or something failed or waits. */
export const finding = z.object({
  feedId: z.string(),
  kind: z.enum(findingKinds),
  name: z.string(),
  message: z.string(),
  eventId: z.string().nullable(),
  changeId: z.string().nullable().meta({ description: 'What a person decides of it, in gameChanges' }),
  at: instant,
});
/** One finding of a run. */
export type Finding = z.infer<typeof finding>;
/** The query of a run's findings. */
export const findingQuery = listQuery(['at'], { kind: z.enum(findingKinds).optional() }, { perPage: 100 });
/** One page of findings. */
export const findingList = listOf(finding);

/** One property of a candidate beside the same property of the feed's event. */
export const comparison = z.object({
  what: z.enum(['teams', 'venue', 'start']),
  theirs: z.string(),
  ours: z.string(),
  same: z.boolean(),
});
/** An event of ours that the feed's event may be. */
export const candidate = z.object({
  eventId: idOf('event'),
  name: z.string(),
  taken: z.boolean().meta({ description: 'Another event of this feed is already matched with it' }),
  comparisons: z.array(comparison),
});
/** An event of ours that the feed's event may be. */
export type Candidate = z.infer<typeof candidate>;

/** A feed's event that no rule could match with an event of ours: a person decides. */
export const waitingEvent = z
  .object({
    id: z.string().meta({ description: 'Feed and the feed’s id, joined by a colon' }),
    feed,
    facts: feedEvent,
    why: z.string(),
    since: instant,
    owner: colleague.nullable().meta({ description: 'The staff member who decides it' }),
    ignored: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
  })
  .meta({ id: 'WaitingEvent' });
/** A feed's event that waits for a person. */
export type WaitingEvent = z.infer<typeof waitingEvent>;
/** The query of the waiting events. */
export const waitingQuery = listQuery(
  ['since'],
  {
    feed: feed.optional(),
    ignored: z.enum(['true']).optional(),
    owner: ownerFilter,
    q: z.string().trim().max(100).optional(),
    ...afterPlace,
  },
  { perPage: 50 },
);
/** One page of waiting events. */
export const waitingList = listWithNext(waitingEvent);
/** A waiting event with its candidates, and what must be asked before an event is made of it. */
export const waitingDetail = waitingEvent
  .extend({
    candidates: z.array(candidate),
    undated: z.boolean().meta({ description: 'Its day isn’t known: no event can be made of it' }),
    questions: z.array(question),
  })
  .meta({ id: 'WaitingEventDetail' });
/** A waiting event with its candidates. */
export type WaitingDetail = z.infer<typeof waitingDetail>;

/** Links a waiting event to an event of ours. */
export const linkChoice = z.object({
  eventId: idOf('event'),
  takeStart: z.boolean().default(false).meta({ description: 'Move our event to their start' }),
});
/** Ignores a waiting event, with a reason. */
export const ignoreReason = z.object({
  reason,
});
/** The answer to a decision about a waiting event. */
export const decided = z.object({ id: z.string(), eventId: z.string().nullable() });
/** The answer to a decision about a waiting event. */
export type Decided = z.infer<typeof decided>;

/** The most entries that are decided at once. */
export const mostDecided = 200;
/** Decides many waiting events alike; each by itself, so that one that is refused stops no other. */
export const bulkDecision = z
  .object({
    ids: z.array(z.string().min(3).max(200)).min(1, 'Choose at least one.').max(mostDecided),
    action: z.enum(['create', 'ignore']),
    reason: reason.optional().meta({ description: 'Why they are ignored' }),
    answers: entryAnswers,
  })
  .refine(({ action, reason: why }) => action === 'create' || why !== undefined, {
    path: ['reason'],
    error: 'Say why, in a few words.',
  });
/** What became of each of many decisions. */
export const bulkDecided = z
  .object({
    done: z.int(),
    refused: z.array(z.object({ id: z.string(), name: z.string(), message: z.string() })),
  })
  .meta({ id: 'BulkDecided' });
/** What became of each of many decisions. */
export type BulkDecided = z.infer<typeof bulkDecided>;
