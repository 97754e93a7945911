/** What each role of the back office opens on: its queues, what needs a decision, and today against last week. */
import { z } from 'zod';
import { instant } from '../http/index.ts';
import { money } from '../money/index.ts';

/** Bounds of the ages by which a queue's bar is parted, in hours; the last part is older. */
export const ageBounds = [1, 4, 24, 48] as const;

export const workQueues = [
  'toApprove',
  'toPrice',
  'delistRequested',
  'inHandPassed',
  'eventSoonUnsold',
  'importRows',
  'outsideEvents',
  'attention',
  'paying',
  'refundsFailed',
  'disputes',
  'failedEmails',
  'jobsFailed',
] as const;

export const workQueue = z
  .object({
    queue: z.enum(workQueues),
    waiting: z.int(),
    ages: z
      .array(z.int())
      .length(ageBounds.length + 1)
      .nullable()
      .meta({
        description: 'How many wait under 1, 4, 24, 48 hours, and longer; null where age says nothing',
      }),
    since: instant
      .nullable()
      .meta({ description: 'Since when the oldest waits; eventSoonUnsold: the soonest start' }),
    limitHours: z.int().nullable(),
    pastLimit: z.int().nullable(),
    mine: z.int().nullable(),
    unowned: z.int().nullable(),
  })
  .meta({ id: 'WorkQueue' });
export type WorkQueue = z.infer<typeof workQueue>;

export const decision = z
  .object({
    what: z.enum([
      'delistWhileHeld',
      'aboveCap',
      'rulesBegin',
      'importReady',
      'importToMap',
      'draftWaits',
      'statisticsDiffer',
    ]),
    text: z.string(),
    to: z.string().meta({ description: 'The page of the back office that decides it' }),
    at: instant,
  })
  .meta({ id: 'Decision' });
export type Decision = z.infer<typeof decision>;

const figure = z.object({ now: z.int(), before: z.int() });
export const against = z.object({
  orders: figure,
  tickets: figure,
  gross: figure,
  commission: figure,
  refunds: figure,
});
export type Against = z.infer<typeof against>;

export const nextGame = z.object({
  eventId: z.string(),
  name: z.string(),
  startsAt: instant,
  timeZone: z.string(),
  listed: z.int(),
  held: z.int(),
  sold: z.int(),
  averagePrice: z.int().nullable(),
  unsold: z.int().meta({ description: 'What the unsold tickets ask for, minor units' }),
});
export type NextGame = z.infer<typeof nextGame>;

export const colleague = z.object({
  id: z.string(),
  name: z.string(),
  isMe: z.boolean(),
  approved: z.int(),
  sentBack: z.int(),
  priced: z.int(),
  stillHas: z.int(),
  since: instant.nullable(),
});
export type Colleague = z.infer<typeof colleague>;

export const today = z
  .object({
    asOf: instant,
    queues: z.array(workQueue),
    decisions: z.array(decision),
    day: against.meta({
      description:
        'Today so far, by the marketplace’s clock, against the same day last week until the same time',
    }),
    /** For staff. */
    nextGames: z.array(nextGame).nullable(),
    colleagues: z.array(colleague).nullable(),
    /** For support, finance and administrators. */
    soldLately: z
      .array(
        z.object({
          reservationId: z.string(),
          code: z.string(),
          eventName: z.string(),
          tickets: z.int(),
          total: money,
          at: instant,
        }),
      )
      .nullable(),
    /** For finance. */
    month: against.nullable().meta({ description: 'This month to today against last month to the same day' }),
    owed: money.nullable().meta({ description: 'What the books owe all consignors' }),
  })
  .meta({ id: 'Today' });
export type Today = z.infer<typeof today>;
