/** Stripe's events as support and finance read them. */
import { z } from 'zod';
import { afterPlace, idOf, instant, listQuery, listWithNext, reason } from '../http/index.ts';

/**
 * What became of an event. `applied`: it moved an actor. `refused`, `repeated`, `stale`, `unknown`: it told nothing new.
 * `notOurs`: about something else on the account. `early`: about a refund whose payment isn't known yet. `failed`: kept, and tried
 * again.
 */
export const stripeEventOutcomes = [
  'applied',
  'refused',
  'repeated',
  'stale',
  'unknown',
  'notOurs',
  'early',
  'failed',
] as const;
/** What became of an event. */
export type StripeEventOutcome = (typeof stripeEventOutcomes)[number];

/** The outcomes as a list groups them. */
export const stripeEventGroups = ['waiting', 'changed', 'unchanged', 'notOurs'] as const;

/** Stripe's ids: of events, and of what they are about. */
const stripeId = z.string().regex(/^[A-Za-z0-9_]{3,255}$/);

/** An event of Stripe. */
export const stripeEventRow = z
  .object({
    id: stripeId.meta({ example: 'evt_1QTV2x' }),
    type: z.string().meta({ example: 'payment_intent.succeeded' }),
    objectId: z.string().nullable().meta({ description: 'Stripe’s id of what it is about' }),
    receivedAt: instant,
    happenedAt: instant.nullable().meta({ description: 'When Stripe made it' }),
    outcome: z.enum(stripeEventOutcomes),
    attempts: z.int(),
    error: z.string().nullable().meta({ description: 'Of the last attempt, while it is failed' }),
    order: z.object({ id: idOf('reservation'), code: z.string() }).nullable(),
  })
  .meta({ id: 'StripeEvent' });
/** An event of Stripe. */
export type StripeEventRow = z.infer<typeof stripeEventRow>;

/** The query of the list, newest first. */
export const stripeEventQuery = listQuery(
  ['receivedAt'],
  {
    q: z
      .string()
      .trim()
      .max(255)
      .optional()
      .meta({ description: 'An id of Stripe’s, a type, or an order code' }),
    group: z.enum(stripeEventGroups).optional(),
    ...afterPlace,
  },
  { order: 'desc' },
);
/** One page of events. */
export const stripeEventList = listWithNext(stripeEventRow).extend({
  keptFrom: instant.meta({
    description: 'Processed events from before are removed each night; what waits stays',
  }),
});

/** An event with what it did. */
export const stripeEventShown = stripeEventRow
  .extend({
    payload: z.string().nullable().meta({ description: 'As Stripe sent it; kept while it is failed' }),
    effects: z.array(
      z.object({
        actorId: z.string(),
        actor: z.enum(['payment', 'refund', 'dispute']),
        message: z.string(),
        from: z.string().nullable(),
        to: z.string(),
        at: instant,
      }),
    ),
  })
  .meta({ id: 'StripeEventShown' });
/** An event with what it did. */
export type StripeEventShown = z.infer<typeof stripeEventShown>;

/** Path parameters of one event. */
export const stripeEventParams = z.object({ id: stripeId });
/** Why an event is processed once more. */
export const replayBody = z.object({ reason });
