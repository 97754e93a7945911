/** Slack as administrators set it up. Token and webhook addresses are sealed, and never shown whole. */
import { z } from 'zod';
import { instant } from '../http/index.ts';
import { sharedKinds } from '../notices/index.ts';
import { type SlackWay, slackDestinations } from './destinations.ts';

const ways = ['none', 'webhook', 'channel'] as const satisfies readonly SlackWay[];
const way = z.enum(ways);
const kept = { description: 'Left out or empty: the one that is kept stays' };
const orKept = (field: z.ZodString) =>
  z
    .union([z.literal(''), field])
    .nullish()
    .transform((value) => value || null)
    .meta(kept);
const short = z.string().trim().max(300, 'At most 300 characters.');

const destinationInput = z.object({
  way,
  channel: short
    .nullish()
    .transform((value) => value || null)
    .meta({ description: 'Its id such as C0123ABCD, or its name such as #tickets', example: '#tickets' }),
  webhookUrl: orKept(
    short.regex(
      /^https?:\/\/\S+$/,
      'Give the address that Slack shows: it begins with https://hooks.slack.com/.',
    ),
  ),
});
/** One destination as a client changes it. */
export type SlackDestinationInput = z.output<typeof destinationInput>;

/** Changes where messages go. */
export const slackInput = z.object({
  token: orKept(short.regex(/^xox[bp]-\S+$/, 'Give the bot token of the app: it begins with xoxb-.')),
  notices: destinationInput,
  alarms: destinationInput,
  reports: destinationInput,
  test: destinationInput,
  kinds: z
    .array(z.enum(sharedKinds))
    .max(sharedKinds.length)
    .meta({ description: 'What notices and alarms tell of' }),
  version: z.int().meta({ description: 'As it was read; where somebody changed it since, it is refused' }),
});
/** The change as a client sends it. */
export type SlackInput = z.input<typeof slackInput>;

const destination = z.object({
  name: z.enum(slackDestinations),
  way,
  channel: z.string().nullable(),
  webhook: z.string().nullable().meta({ description: 'Its last four characters' }),
  problem: z.string().nullable().meta({ description: 'Why Slack takes nothing, and what to do' }),
  failingSince: instant.nullable(),
  sentAt: instant.nullable().meta({ description: 'When Slack last took a message' }),
  waiting: z.int().meta({ description: 'Messages that weren’t taken yet' }),
});

/** Where messages go, and how each destination fares. */
export const slackSettings = z
  .object({
    id: z.literal('slack'),
    token: z.string().nullable().meta({ description: 'Its beginning and its last four characters' }),
    destinations: z.array(destination),
    kinds: z.array(z.enum(sharedKinds)),
    gatherMinutes: z.int().meta({ description: 'For how long notices are gathered, as the settings say' }),
    version: z.int().meta({ description: '0: never given here' }),
  })
  .meta({ id: 'SlackSettings' });
/** Where messages go. */
export type SlackSettings = z.infer<typeof slackSettings>;

/** Which destination is tried. */
export const slackTest = z.object({ destination: z.enum(slackDestinations) });

/** What Slack answered to a test. */
export const slackAnswer = z
  .object({
    isTaken: z.boolean(),
    said: z.string().meta({ description: 'Slack’s own words' }),
    remedy: z.string().nullable(),
  })
  .meta({ id: 'SlackAnswer' });
/** What Slack answered to a test. */
export type SlackAnswer = z.infer<typeof slackAnswer>;
