/** Catalogues of other houses: what they are connected to, their runs, and the events that wait for a person. */
import { z } from 'zod';
import { colleague, ownerFilter } from '../accounts/contract.ts';
import { idOf, instant, listOf, listQuery, reason } from '../http/index.ts';

export const catalogues = ['skybox', 'ticketmaster'] as const;
export const catalogue = z.enum(catalogues);
export type Catalogue = z.infer<typeof catalogue>;
export const catalogueNames: Record<Catalogue, string> = {
  skybox: 'SkyBox',
  ticketmaster: 'Ticketmaster Discovery',
};

export const outsideStatuses = ['scheduled', 'moved', 'postponed', 'cancelled'] as const;

/** An event as another house tells it, in our words. */
export const outsideEvent = z
  .object({
    outsideId: z.string(),
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
  .meta({ id: 'OutsideEvent' });
export type OutsideEvent = z.infer<typeof outsideEvent>;

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
    lots: z.int(),
    lotsNew: z.int(),
    lotsChanged: z.int(),
    lotsUnchanged: z.int(),
    lotsWaiting: z.int().meta({ description: 'Their event isn’t linked yet' }),
    lotsGone: z.int().meta({ description: 'Known here, no longer in the account' }),
  })
  .partial();
export type RunCounts = z.infer<typeof runCounts>;

export const catalogRun = z
  .object({
    id: idOf('catalogRun'),
    catalogue,
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
  .meta({ id: 'CatalogRun' });
export type CatalogRun = z.infer<typeof catalogRun>;

export const connection = z
  .object({
    id: catalogue,
    name: z.string(),
    connected: z.boolean(),
    address: z.string().nullable(),
    standIn: z.boolean().meta({ description: 'Recorded examples on this machine, not the service' }),
    consignor: z.string().nullable().meta({ description: 'Whose listings the account’s lots become' }),
    lacks: z.string().nullable().meta({ description: 'What is missing before it can run' }),
    requestsToday: z.int(),
    requestsPerDay: z.int(),
    heldUntil: instant.nullable().meta({ description: 'The service said to wait so long' }),
    nextRunAt: instant.nullable(),
    waiting: z.int(),
    lastRun: catalogRun.nullable(),
  })
  .meta({ id: 'CatalogConnection' });
export type CatalogConnection = z.infer<typeof connection>;
export const connectionList = listOf(connection);

export const runQuery = listQuery(['createdAt'], { catalogue: catalogue.optional() }, { order: 'desc' });
export const runList = listOf(catalogRun);
export const newRun = z.object({ catalogue });

export const findingKinds = ['moved', 'status', 'waiting', 'failed', 'lot', 'gone'] as const;
export const finding = z.object({
  outsideId: z.string(),
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
  taken: z.boolean().meta({ description: 'Another entry of this catalogue is this event already' }),
  comparisons: z.array(comparison),
});
export type Candidate = z.infer<typeof candidate>;

export const waitingEvent = z
  .object({
    id: z.string().meta({ description: 'Catalogue and outside id, a colon between' }),
    catalogue,
    said: outsideEvent,
    why: z.string(),
    since: instant,
    owner: colleague.nullable().meta({ description: 'Who of the desk settles it' }),
    ignored: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
  })
  .meta({ id: 'WaitingEvent' });
export type WaitingEvent = z.infer<typeof waitingEvent>;
export const waitingQuery = listQuery(
  ['since'],
  {
    catalogue: catalogue.optional(),
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
      description: 'What the catalogue doesn’t know yet; made with the event. Without a start none is made.',
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
