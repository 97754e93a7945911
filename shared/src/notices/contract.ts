/** Notices: what happened that somebody should know, in their inbox and by email as they choose. */
import { z } from 'zod';
import { afterPlace, idOf, instant, listQuery, listWithNext } from '../http/index.ts';
import { inboxes, noticeKinds } from './kinds.ts';

/** The path parameter: whose inbox. */
export const inboxParam = z.object({
  inbox: z.enum(inboxes).meta({ description: 'office: your own of the staff; selling: your consignor’s' }),
});

/** Which notices a list shows. */
export const noticeViews = ['all', 'unread'] as const;

/** The list of an inbox, newest first. */
export const noticeQuery = listQuery(
  ['at'],
  {
    view: z.enum(noticeViews).default('all'),
    kind: z.enum(noticeKinds).optional(),
    ...afterPlace,
  },
  { order: 'desc' },
);

/** One notice as its reader sees it. */
export const notice = z
  .object({
    id: idOf('notice'),
    kind: z.enum(noticeKinds),
    title: z.string(),
    text: z.string().nullable(),
    page: z.string().nullable().meta({ description: 'The page that it opens; null: there is none' }),
    count: z.int().meta({ description: 'How many things it tells of' }),
    at: instant,
    readAt: instant.nullable(),
  })
  .meta({ id: 'Notice' });
/** One notice as its reader sees it. */
export type Notice = z.infer<typeof notice>;

/** How an inbox stands; `newest` changes with each notice that comes. */
export const inboxStanding = z
  .object({
    unread: z.int(),
    newest: z.string().nullable().meta({ description: 'Id of its newest notice' }),
  })
  .meta({ id: 'InboxStanding' });
/** How an inbox stands. */
export type InboxStanding = z.infer<typeof inboxStanding>;

/** One page of an inbox. */
export const noticeList = listWithNext(notice).extend({
  unread: z.int().meta({ description: 'In the whole inbox' }),
  keptDays: z.int().meta({ description: 'How many days notices are kept' }),
});
/** One page of an inbox. */
export type NoticeList = z.infer<typeof noticeList>;

const ids = z
  .array(idOf('notice'))
  .min(1, 'Name at least one notice.')
  .max(200, 'At most 200 notices at once.');

/** Marks notices read or unread. */
export const markNotices = z.object({
  ids: z.union([ids, z.literal('all')]).meta({
    description: 'all: every one up to `until`, so that none is marked that nobody saw',
  }),
  until: instant.optional().meta({ description: 'With all: those that came no later' }),
  isRead: z.boolean(),
});
/** Marks notices read or unread. */
export type MarkNotices = z.input<typeof markNotices>;

/** Removes notices. */
export const removeNotices = z.object({ ids });

/** What of one kind goes where. */
export const noticeChoice = z.object({
  kind: z.enum(noticeKinds),
  inbox: z.boolean(),
  email: z.boolean(),
  telegram: z
    .boolean()
    .optional()
    .meta({ description: 'Where the marketplace has a bot; it says nothing until a chat is linked' }),
});
/** What of one kind goes where. */
export type NoticeChoice = z.infer<typeof noticeChoice>;

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time of day, such as 22:00.')
  .meta({ example: '22:00' });

/** When emails of notices wait, by the clocks of a zone; from 22:00 until 07:00 is over midnight. */
export const quietHours = z
  .object({
    from: timeOfDay,
    until: timeOfDay,
    timeZone: z.string().min(1, 'Choose the time zone.').max(60).meta({ example: 'America/New_York' }),
  })
  .refine(({ from, until }) => from !== until, {
    path: ['until'],
    message: 'Quiet hours end at another time than they begin. Switch emails off to get none at all.',
  });
/** When emails of notices wait. */
export type QuietHours = z.infer<typeof quietHours>;

/** What goes where, and when emails wait. */
export const noticePreferences = z
  .object({ choices: z.array(noticeChoice).max(noticeKinds.length), quiet: quietHours.nullable() })
  .meta({ id: 'NoticePreferences' });
/** What goes where, and when emails wait. */
export type NoticePreferences = z.infer<typeof noticePreferences>;
