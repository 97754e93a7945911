/** Orders and payments as lists. */
import { z } from 'zod';
import { afterPlace, idOf, instant, listQuery, listWithNext } from '../http/index.ts';
import { money } from '../money/index.ts';
import { reservationState } from '../reservations/contract.ts';

/** One row of the reservation list. */
export const reservationRow = z
  .object({
    id: idOf('reservation'),
    code: z.string(),
    state: reservationState,
    eventName: z.string(),
    startsAt: instant,
    timeZone: z.string(),
    tickets: z.int(),
    seats: z.string().meta({ description: 'Section / row / seats' }),
    total: money,
    email: z.string().nullable(),
    expiresAt: instant,
    createdAt: instant,
    paymentState: z.string().nullable(),
    attention: z.string().nullable(),
  })
  .meta({ id: 'ReservationRow' });
/** One row of the reservation list. */
export type ReservationRow = z.infer<typeof reservationRow>;
/** The query of the reservation list, newest first. */
export const reservationQuery = listQuery(
  ['createdAt', 'expiresAt', 'total', 'state'],
  {
    q: z.string().trim().max(100).optional().meta({
      description:
        'Order code, email, name, last four of the card, seat, ticket code or barcode, id or Stripe id',
    }),
    state: z.string().optional().meta({ description: 'One state, or several separated by commas' }),
    attention: z.enum(['true', 'false']).optional(),
    ...afterPlace,
    eventId: idOf('event').optional(),
  },
  { order: 'desc' },
);
/** One page of reservations with counts by state. */
export const reservationRows = listWithNext(reservationRow).extend({
  counts: z.record(z.string(), z.int()),
  isSimilar: z.boolean().meta({ description: 'Nothing is exactly what was asked for: these are like it' }),
});

/** One row of the payment list. */
export const paymentRow = z
  .object({
    id: idOf('payment'),
    reservationId: idOf('reservation'),
    code: z.string(),
    state: z.string(),
    amount: money,
    card: z.string().nullable(),
    declineCode: z.string().nullable(),
    stripeId: z.string().nullable(),
    email: z.string().nullable(),
    dispute: z.string().nullable().meta({ description: 'The state of its newest dispute' }),
    createdAt: instant,
  })
  .meta({ id: 'PaymentRow' });
/** One row of the payment list. */
export type PaymentRow = z.infer<typeof paymentRow>;
/** The query of the payment list, newest first. */
export const paymentQuery = listQuery(
  ['createdAt', 'amount', 'state'],
  {
    q: z.string().trim().max(100).optional(),
    state: z.string().optional(),
    refund: z.enum(['failed']).optional().meta({ description: 'Only payments of which a refund failed' }),
    dispute: z
      .enum(['any', 'unanswered'])
      .optional()
      .meta({ description: 'Only payments with a dispute, or with one that waits for an answer' }),
    ...afterPlace,
  },
  { order: 'desc' },
);
/** One page of payments with counts by state. */
export const paymentRows = listWithNext(paymentRow).extend({
  counts: z.record(z.string(), z.int()),
  isSimilar: z.boolean().meta({ description: 'Nothing is exactly what was asked for: these are like it' }),
});
