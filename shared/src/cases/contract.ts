/** Cases: work that waits for a person, as the back office reads and changes it. */
import { z } from 'zod';
import { colleague, ownerFilter } from '../accounts/contract.ts';
import { afterPlace, idOf, instant, listQuery, listWithNext, reason } from '../http/index.ts';
import { caseKinds } from './kinds.ts';
import { messageTopics } from './topics.ts';

/** Where a case stands. */
export const caseState = z.enum(['waiting', 'counting', 'alarmed', 'snoozed', 'closed']).meta({
  description:
    'waiting: open; counting: open, a fan is owed something; alarmed: the same for more than five minutes; snoozed: rests until a moment',
});
/** Where a case stands. */
export type CaseState = z.infer<typeof caseState>;

/** Which cases a list shows. */
export const caseViews = ['open', 'alarmed', 'snoozed', 'closed', 'all'] as const;
/** Which cases a list shows. */
export type CaseView = (typeof caseViews)[number];

/** The list of cases; what waits longest first unless asked otherwise. */
export const caseQuery = listQuery(
  ['since', 'dueAt', 'closedAt'],
  {
    view: z.enum(caseViews).default('open'),
    kind: z.enum(caseKinds).optional(),
    owner: ownerFilter,
    reservationId: idOf('reservation').optional(),
    q: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ description: 'Part of the order code, the email address or the text' }),
    ...afterPlace,
  },
  { order: 'asc' },
);

/** One case in a list. */
export const caseRow = z
  .object({
    id: idOf('case'),
    kind: z.enum(caseKinds),
    state: caseState,
    version: z.int(),
    text: z.string().meta({ description: 'What it is about, in one sentence' }),
    page: z.string().nullable().meta({
      description: 'The page of the back office on which its cause is worked; null: the case itself',
    }),
    order: z.object({ id: idOf('reservation'), code: z.string(), event: z.string() }).nullable(),
    since: instant.meta({ description: 'Since when its cause is there' }),
    dueAt: instant.nullable().meta({ description: 'Until when it must be answered' }),
    owner: colleague.nullable(),
    snoozedUntil: instant.nullable(),
    closedAt: instant.nullable(),
    times: z.int().meta({ description: 'How often it was opened' }),
  })
  .meta({ id: 'CaseRow' });
/** One case in a list. */
export type CaseRow = z.infer<typeof caseRow>;
/** One page of cases. */
export const caseList = listWithNext(caseRow);

/** A step that a person can take with a case now. */
export const caseSteps = ['snooze', 'wake', 'close', 'reopen'] as const;

/** What happened in a case: a step of its machine, a comment, or a message. */
export const caseEntry = z.object({
  at: instant,
  by: z.string(),
  what: z.enum(['step', 'comment', 'fromFan', 'toFan']),
  text: z.string(),
});

/** One case with what happened in it. */
export const caseShown = caseRow
  .extend({
    remedy: z.string().meta({ description: 'What usually ends it' }),
    isPresent: z.boolean().meta({ description: 'Whether its cause is still there' }),
    closeReason: z.string().nullable(),
    /** Of a message from a fan. */
    contact: z.object({ email: z.string(), topic: z.enum(messageTopics) }).nullable(),
    accepts: z.array(z.enum(caseSteps)),
    mayOwn: z.array(colleague).meta({ description: 'Who works on such cases' }),
    entries: z.array(caseEntry).meta({ description: 'Oldest first' }),
  })
  .meta({ id: 'CaseShown' });
/** One case with what happened in it. */
export type CaseShown = z.infer<typeof caseShown>;

/** Lets a case rest until a moment. */
export const caseSnooze = z.object({
  until: z.iso
    .datetime('Choose until when it rests.')
    .meta({ description: 'When it comes back, at most 90 days ahead' }),
  version: z.int().min(1),
});
/** A step without words: it comes back now, or is opened again. */
export const caseStep = z.object({ version: z.int().min(1) });
/** Closes a case. */
export const caseClose = z.object({ reason, version: z.int().min(1) });
/** What a colleague should know. */
export const caseComment = z.object({
  text: z
    .string()
    .trim()
    .min(1, 'Write what your colleagues should know.')
    .max(2_000, 'At most 2,000 characters.'),
});

/** Who works on cases. */
export const caseWorkers = z.object({ data: z.array(colleague), total: z.int() });
