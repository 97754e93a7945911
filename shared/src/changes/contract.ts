/** What changed, in the order in which it was committed: the log of every state machine, for programs that follow it. */
import { z } from 'zod';
import type { ApiScope } from '../apiKeys/index.ts';
import { instant } from '../http/index.ts';

/** What changes, and the scope that reads it. Webhooks aren't told of: each would make another one. */
export const changeScopes = {
  listing: 'listings:read',
  import: 'listings:read',
  reservation: 'orders:read',
  payment: 'orders:read',
  refund: 'orders:read',
  dispute: 'orders:read',
  delivery: 'orders:read',
  case: 'orders:read',
  waiting: 'orders:read',
  handover: 'orders:read',
  payout: 'payouts:read',
  approval: 'payouts:read',
  export: 'payouts:read',
} as const satisfies Record<string, ApiScope>;
/** What changes. */
export type ChangeSubject = keyof typeof changeScopes;
/** Everything that changes. */
export const changeSubjects = Object.keys(changeScopes) as [ChangeSubject, ...ChangeSubject[]];
/** What a consignor follows, of their own. */
export const consignorSubjects: readonly ChangeSubject[] = ['listing', 'delivery', 'payout'];

/** Who caused a change. `system` is Holdfast itself, `clock` a deadline. */
export const changeCausers = ['person', 'guest', 'apiKey', 'import', 'clock', 'system'] as const;

/** One change: something took a message. */
export const change = z
  .object({
    type: z.string().meta({
      description: 'What it is and the state in which it is now',
      example: 'reservation.paid',
    }),
    subject: z.enum(changeSubjects).meta({ description: 'What kind of thing changed' }),
    id: z.string().meta({ description: 'Its id', example: 'rsv_01kz8m3qj4w0d9s7r6t5y2x1c0' }),
    version: z.int().meta({ description: 'Its version since; 1: it was made' }),
    message: z.string().meta({ description: 'What happened to it', example: 'captured' }),
    from: z.string().nullable().meta({ description: 'The state before; null: it was made' }),
    to: z.string(),
    at: instant,
    causedBy: z.enum(changeCausers),
    by: z.string().nullable().meta({
      description: 'The id of the person, guest, key or import; with the scope people:read alone',
    }),
    reason: z.string().nullable().meta({
      description: 'Why, in a person’s words; with the scope people:read alone',
    }),
  })
  .meta({ id: 'Change' });
/** One change. */
export type Change = z.infer<typeof change>;

/** Every cursor is a number of the log. */
const cursor = z
  .string()
  .regex(/^(now|\d{1,15})$/, 'Give `next` of an earlier answer, 0 for all there is, or now.');

/** The most changes that an answer has. */
export const mostChanges = 1_000;

/** Asks for changes. */
export const changeQuery = z.object({
  since: cursor.default('0').meta({
    description:
      '`next` of the answer before: what changed after it. 0: from the first change on. now: nothing, but where to go on',
  }),
  subject: z
    .string()
    .optional()
    .transform((text) => (text === undefined || text === '' ? changeSubjects : text.split(',')))
    .pipe(z.array(z.enum(changeSubjects)))
    .meta({ description: 'Of these alone, commas between: listing,delivery' }),
  limit: z.coerce.number().int().min(1).max(mostChanges).default(mostChanges),
});

/** Changes in the order in which they were committed. */
export const changeList = z
  .object({
    data: z.array(change),
    next: z.string().meta({ description: 'Where to go on: `since` of the next request' }),
    more: z.boolean().meta({ description: 'There is more already: ask again at once' }),
  })
  .meta({ id: 'ChangeList' });
/** Changes in the order in which they were committed. */
export type ChangeList = z.infer<typeof changeList>;
