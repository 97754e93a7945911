/** A feed as an administrator configures it. */
import { z } from 'zod';
import { feed, feedEvent } from './contract.ts';

const key = z
  .string()
  .trim()
  .max(500)
  .nullish()
  .transform((text) => text || null)
  .meta({ description: 'Left out or empty: the key that is kept stays' });
const search = 'countryCode=US,CA&classificationName=sports';

/** Where the configuration of a feed comes from. */
export const feedSources = ['environment', 'backOffice', 'recorded', 'none'] as const;

/** How a feed is configured; keys are never shown. */
export const feedSettings = z
  .object({
    id: feed,
    source: z.enum(feedSources).meta({
      description: 'environment: its keys stand there and come first; recorded: examples on this machine',
    }),
    enabled: z.boolean(),
    account: z.string().nullable().meta({ description: 'SkyBox' }),
    consignorEmail: z.string().nullable().meta({ description: 'SkyBox: whose listings the account has' }),
    search: z.string().nullable().meta({ description: 'Ticketmaster: parameters of its event search' }),
    requestsPerDay: z.int(),
    hasKeys: z.boolean(),
    version: z.int().meta({ description: '0: never configured here' }),
  })
  .meta({ id: 'FeedSettings' });
/** How a feed is configured. */
export type FeedSettings = z.infer<typeof feedSettings>;

/** Configures a feed. Fields of the other feed are left out. */
export const feedInput = z.object({
  enabled: z.boolean(),
  account: z
    .string()
    .trim()
    .regex(/^\d*$/, 'Give the number of the account.')
    .max(40)
    .nullish()
    .transform((text) => text || null),
  consignorEmail: z
    .union([z.literal(''), z.email('Give the email address of a consignor.')])
    .nullish()
    .transform((text) => text || null),
  search: z
    .string()
    .trim()
    .regex(/^[\w=&,.%-]*$/, `Give parameters of its event search, such as ${search}.`)
    .max(500)
    .nullish()
    .transform((text) => text || null),
  requestsPerDay: z.int('Give a whole number.').min(1, 'At least one request a day.').max(1_000_000),
  apiToken: key.describe('SkyBox'),
  applicationToken: key.describe('SkyBox'),
  apiKey: key.describe('Ticketmaster'),
  version: z.int().meta({ description: 'As it was read; where somebody changed it since, it is refused' }),
});
/** A feed's configuration as a client sends it. */
export type FeedInput = z.input<typeof feedInput>;

/** What came when a feed was asked for its first page, or why nothing did. Nothing of it is taken in. */
export const feedTrial = z
  .object({
    problem: z.string().nullable(),
    events: z.array(feedEvent).meta({ description: 'The first ten' }),
    read: z.int().meta({ description: 'Events of the page' }),
    unreadable: z.int().meta({ description: 'Entries of the page that can’t be read' }),
    pagesTotal: z.int().nullable(),
  })
  .meta({ id: 'FeedTrial' });
/** What came when a feed was asked. */
export type FeedTrial = z.infer<typeof feedTrial>;

/** The search of Ticketmaster that nobody has changed. */
export const usualSearch = search;
