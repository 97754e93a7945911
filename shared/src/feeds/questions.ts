/**
 * What an entry of a feed doesn't say, or says in words that we don't know, and that an event needs: who plays, where, and
 * in which league. A person answers once for all entries of the same words.
 */
import { z } from 'zod';
import { leagueCode, newLeague, performerInput, venueInput } from '../catalog/index.ts';

/** What can be asked about an entry. */
export const askedFacts = ['home', 'away', 'league', 'venue'] as const;
/** One of them. */
export type AskedFact = (typeof askedFacts)[number];

/** A new team: the rest of it is given on its page. */
export const newTeam = z.object({
  name: performerInput.shape.name,
  city: performerInput.shape.city,
});
/** A new venue; its time zone must be one of its country. */
export const newVenue = z.object({
  name: venueInput.shape.name,
  city: venueInput.shape.city,
  region: venueInput.shape.region,
  country: venueInput.shape.country,
  timeZone: venueInput.shape.timeZone,
});
/** A new league with its code. */
export const leagueOfFeed = z.object({ id: leagueCode, name: newLeague.shape.name });

/** Something of ours that an answer can choose. */
export const choosable = z.object({
  id: z.string(),
  name: z.string(),
  aside: z.string().meta({ description: 'Its league, or its city: two may have one name' }),
  league: z.string().nullable().meta({ description: 'Of a team: with it the league isn’t asked' }),
});
/** Something of ours that an answer can choose. */
export type Choosable = z.infer<typeof choosable>;

/** One question. Of many entries those with the same words have one question. */
export const question = z
  .object({
    key: z.string().meta({ description: 'Names it in the answer' }),
    what: z.enum(askedFacts),
    words: z.string().nullable().meta({ description: 'What the feed calls it; null: it doesn’t say' }),
    says: z.string().meta({ description: 'Why it is asked' }),
    needed: z.boolean().meta({ description: 'Without an answer no event is made; else the new one is' }),
    known: z.array(choosable).meta({ description: 'Ours that it may be, the likest first' }),
    fresh: z
      .object({
        team: newTeam.nullable(),
        league: leagueOfFeed.nullable(),
        venue: z
          .object({
            name: z.string(),
            city: z.string(),
            region: z.string().nullable(),
            country: z.string().nullable(),
            timeZone: z.string().nullable(),
          })
          .nullable(),
      })
      .meta({ description: 'A new one by the feed’s words, as far as they go' }),
    entries: z.array(z.object({ id: z.string(), name: z.string() })).meta({ description: 'What asks it' }),
  })
  .meta({ id: 'FeedQuestion' });
/** One question about one entry, or about many of the same words. */
export type Question = z.infer<typeof question>;

const key = z.string().min(1).max(600);
/** An answer: one of ours, a new one, or that there is none. */
export const entryAnswer = z.discriminatedUnion('choice', [
  z.object({ key, choice: z.literal('known'), id: z.string().min(1).max(60) }),
  z.object({ key, choice: z.literal('newTeam'), team: newTeam }),
  z.object({ key, choice: z.literal('newLeague'), league: leagueOfFeed }),
  z.object({ key, choice: z.literal('newVenue'), venue: newVenue }),
  z
    .object({ key, choice: z.literal('none') })
    .meta({ description: 'Of a team: it is no game of two teams; of a league: it is of none' }),
]);
/** An answer as a client sends it. */
export type EntryAnswer = z.input<typeof entryAnswer>;
/** The answers to the questions of entries. */
export const entryAnswers = z.array(entryAnswer).max(800).default([]);
/** Makes an event of an entry. */
export const createChoice = z.object({ answers: entryAnswers });

/** Asks what making events of many entries needs to know. */
export const manyEntries = z.object({ ids: z.array(z.string().min(3).max(200)).min(1).max(200) });
/** What making events of many entries needs to know. */
export const manyQuestions = z
  .object({
    questions: z.array(question),
    undated: z.int().meta({ description: 'Entries of which no event can be made: their day isn’t known' }),
  })
  .meta({ id: 'FeedQuestions' });
/** What making events of many entries needs to know. */
export type ManyQuestions = z.infer<typeof manyQuestions>;
