/**
 * The start page of each role of the back office: its queues, decisions to make, and today compared with last
 * week.
 */
import { z } from 'zod';
import { instant } from '../http/index.ts';
import { money } from '../money/index.ts';

/** The bounds of the age groups of a queue, hours. The last group has no upper bound. */
export const ageBounds = [1, 4, 24, 48] as const;

/** Every queue. */
export const workQueues = [
  'deliveriesLate',
  'deliveryProblems',
  'deliveriesToSend',
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
  'balance',
  'disputes',
  'failedEmails',
  'eventsFailed',
  'jobsFailed',
] as const;

/** One queue: how many records wait, by age, and how many are past the limit. */
export const workQueue = z
  .object({
    queue: z.enum(workQueues),
    waiting: z.int(),
    ages: z
      .array(z.int())
      .length(ageBounds.length + 1)
      .nullable()
      .meta({
        description: 'How many wait less than 1, 4, 24, 48 hours, and longer; null where age doesn’t matter',
      }),
    since: instant
      .nullable()
      .meta({ description: 'When the oldest began to wait; eventSoonUnsold, deliveriesToSend: the soonest' }),
    limitHours: z.int().nullable(),
    pastLimit: z.int().nullable(),
    mine: z.int().nullable(),
    unowned: z.int().nullable(),
  })
  .meta({ id: 'WorkQueue' });
/** One queue. */
export type WorkQueue = z.infer<typeof workQueue>;

/** Something that a person should decide, with the page that decides it. */
export const decision = z
  .object({
    what: z.enum([
      'gameChanged',
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
/** Something that a person should decide. */
export type Decision = z.infer<typeof decision>;

const figure = z.object({ now: z.int(), before: z.int() });
/** The figures of a period beside those of the period before. Amounts in minor units. */
export const periodComparison = z.object({
  orders: figure,
  tickets: figure,
  gross: figure.meta({ description: 'The price of the tickets, without the fans’ service fee' }),
  commission: figure,
  fees: figure.meta({ description: 'The fans’ service fees' }),
  refunds: figure.meta({ description: 'What went back to fans, on the day on which it did' }),
});
/** The figures of a period beside those of the period before. */
export type PeriodComparison = z.infer<typeof periodComparison>;

/** A coming event with its inventory. */
export const nextGame = z.object({
  eventId: z.string(),
  name: z.string(),
  startsAt: instant,
  timeZone: z.string(),
  listed: z.int(),
  held: z.int(),
  sold: z.int(),
  averagePrice: z.int().nullable(),
  unsold: z.int().meta({ description: 'The price of all unsold tickets, minor units' }),
});
/** A coming event with its inventory. */
export type NextGame = z.infer<typeof nextGame>;

/** What a staff member did today and still owns. */
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
/** What a staff member did today and still owns. */
export type Colleague = z.infer<typeof colleague>;

/** The whole start page. Parts that the caller's role doesn't see are null. */
export const today = z
  .object({
    asOf: instant,
    queues: z.array(workQueue),
    decisions: z.array(decision),
    day: periodComparison.meta({
      description:
        'Today so far, in the marketplace’s time zone, beside the same day last week until the same time',
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
    month: periodComparison
      .nullable()
      .meta({ description: 'This month until today beside last month until the same day' }),
    owed: money.nullable().meta({ description: 'What the ledger owes all consignors' }),
  })
  .meta({ id: 'Today' });
/** The whole start page. */
export type Today = z.infer<typeof today>;
