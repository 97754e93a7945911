/**
 * What a feed says of a game of ours that is called off, postponed, moved or on again, or a schedule file of one that moves,
 * and what a person decides of it.
 */
import { z } from 'zod';
import { localStart } from '../catalog/index.ts';
import { eventChangeKinds, eventHits } from '../eventChanges/index.ts';
import { afterPlace, idOf, instant, listQuery, listWithNext, reason } from '../http/index.ts';
import { money } from '../money/index.ts';
import { feed, feedEventStatuses } from './contract.ts';

/** What a feed can say of a game that is ours. */
export const gameChangeKinds = ['cancelled', 'postponed', 'moved', 'onAgain'] as const;
/** What a feed says of a game. */
export type GameChangeKind = (typeof gameChangeKinds)[number];

/** What a person can decide. `keep` leaves the game as it is; the feed is followed again at its next change. */
export const gameDecisions = [...eventChangeKinds, 'keep'] as const;
/** One decision. */
export type GameDecisionName = (typeof gameDecisions)[number];

/** What a feed or a schedule file says of a game of ours; it changes nothing until a person decides. */
export const gameChange = z
  .object({
    id: idOf('feedChange'),
    feed: feed.nullable().meta({ description: 'Null: a schedule file says it' }),
    runId: idOf('feedRun').nullable(),
    file: z
      .object({ seasonId: idOf('season'), by: z.string() })
      .nullable()
      .meta({ description: 'The season of the schedule file, and who applied it; null: a feed says it' }),
    kind: z.enum(gameChangeKinds),
    event: z.object({
      id: idOf('event'),
      name: z.string(),
      status: z.enum(feedEventStatuses),
      startsAt: instant,
      timeZone: z.string(),
      venueId: idOf('venue'),
    }),
    startsAt: instant.nullable().meta({ description: 'The new start, where it moves' }),
    venue: z
      .object({ id: idOf('venue'), name: z.string(), city: z.string(), timeZone: z.string() })
      .nullable()
      .meta({ description: 'Where a file moves it to; null: it stays where it is' }),
    foundAt: instant,
    hits: eventHits,
    changeId: idOf('eventChange').nullable().meta({ description: 'What follows the decision' }),
    decided: z
      .object({
        decision: z.enum([...gameDecisions, 'outdated']).meta({
          description: 'outdated: the feed took it back, or it came true otherwise, before anybody decided',
        }),
        by: z.string(),
        at: instant,
        reason: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'GameChange' });
/** What a feed or a schedule file says of a game of ours. */
export type GameChange = z.infer<typeof gameChange>;

/** One game change with the listings and orders that it hits, at most 200 of each. */
export const gameChangeDetail = gameChange
  .extend({
    listings: z.array(
      z.object({
        id: idOf('listing'),
        label: z.string(),
        consignor: z.string(),
        state: z.string(),
        available: z.int(),
        held: z.int(),
        sold: z.int(),
      }),
    ),
    orders: z.array(
      z.object({
        id: idOf('reservation'),
        code: z.string(),
        state: z.string(),
        tickets: z.int(),
        total: money,
        at: instant,
      }),
    ),
  })
  .meta({ id: 'GameChangeDetail' });
/** One game change with what it hits. */
export type GameChangeDetail = z.infer<typeof gameChangeDetail>;

/** The query of the game changes; those that wait unless `decided`. */
export const gameChangeQuery = listQuery(['foundAt'], {
  decided: z.enum(['true']).optional(),
  seasonId: idOf('season').optional().meta({ description: 'What the schedule files of a season say' }),
  ...afterPlace,
});
/** One page of game changes. */
export const gameChangeList = listWithNext(gameChange);

/**
 * A decision. `localStart` and `venueId` go with `move` alone; `seen` is what the feed or the file said when the person
 * looked, since a later one may say something else.
 */
export const gameDecision = z
  .object({
    decision: z.enum(gameDecisions, { error: 'Choose what happens to the game.' }),
    localStart: localStart.nullish(),
    venueId: idOf('venue').nullish().meta({
      description: 'Of a move: the new venue, by whose clocks `localStart` is read; left out: it stays',
    }),
    reason,
    seen: z.object({
      kind: z.enum(gameChangeKinds),
      startsAt: instant.nullable(),
      venueId: idOf('venue').nullish(),
    }),
  })
  .refine((given) => given.decision !== 'move' || Boolean(given.localStart), {
    path: ['localStart'],
    error: 'Give the new date and time.',
  });
/** A decision as a client sends it. */
export type GameDecision = z.input<typeof gameDecision>;
