import { z } from 'zod';
import { idOf, instant, listOf, listQuery, reason } from '../http/index.ts';
import { minorUnits, money } from '../money/index.ts';
import { breakCause } from '../reservations/breakCauses.ts';
import { reservation, reservationState } from '../reservations/contract.ts';

/** A machine as a drawing needs it: states with their parents, and what leads where. */
export const machineDrawing = z
  .object({
    states: z.array(
      z.object({ id: z.string(), label: z.string(), parent: z.string().nullable(), final: z.boolean() }),
    ),
    edges: z.array(z.object({ from: z.string(), to: z.string(), message: z.string(), after: z.boolean() })),
  })
  .meta({ id: 'MachineDrawing' });
export type MachineDrawing = z.infer<typeof machineDrawing>;

/** A message that the state accepts now and that this person may send, as a button. */
export const acceptedMessage = z.object({
  message: z.string(),
  label: z.string().meta({ example: 'Let the seats go' }),
  effect: z.string().meta({ description: 'What it will do, in seats, money and emails' }),
  danger: z.boolean(),
  needsReason: z.boolean(),
  confirmWith: z.string().nullable().meta({
    description:
      'Typed once more before it is done: the order code. It also asks for a named cause. Null: neither',
  }),
});

export const timelineEntry = z
  .object({
    at: instant,
    actorType: z.string(),
    actorId: z.string(),
    version: z.int(),
    message: z.string(),
    from: z.string().nullable(),
    to: z.string(),
    by: z.string().meta({ description: 'A fan, a member of the staff, Stripe, the clock, an import' }),
    byKind: z.enum(['fan', 'system', 'stripe', 'clock', 'staff', 'email']),
    reason: z.string().nullable(),
    cause: z.string().nullable(),
    text: z.string().meta({ description: 'One sentence that says what happened' }),
    data: z.record(z.string(), z.unknown()).meta({ description: "The message's own fields" }),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const actorView = z
  .object({
    type: z.enum(['reservation', 'payment', 'refund', 'listing', 'import']),
    id: z.string(),
    state: z.string(),
    version: z.int(),
    context: z.record(z.string(), z.unknown()),
    drawing: machineDrawing,
    visited: z.array(z.object({ from: z.string().nullable(), to: z.string(), message: z.string() })),
    accepts: z.array(z.string()),
    actions: z.array(acceptedMessage),
    timers: z.array(z.object({ id: z.string(), fireAt: instant })),
  })
  .meta({ id: 'ActorView' });
export type ActorView = z.infer<typeof actorView>;

/** Everything about one reservation on one page. */
export const supportCase = z
  .object({
    reservation,
    sentence: z.string().meta({ description: 'The state of things in one sentence' }),
    fan: z.object({ id: z.string(), email: z.string().nullable(), name: z.string().nullable() }),
    attention: z.string().nullable().meta({ description: 'Why it waits in the queue of support' }),
    actors: z
      .array(actorView)
      .meta({ description: 'The reservation, then its payments and refunds, newest first' }),
    timeline: z.array(timelineEntry).meta({ description: 'Newest first' }),
    books: z.object({
      fanPays: money,
      consignorGets: money,
      commission: money,
      fee: money,
      bookedFanPays: minorUnits,
      bookedConsignorGets: minorUnits,
      bookedCommission: minorUnits,
    }),
    emails: z.array(
      z.object({ id: z.string(), to: z.string(), subject: z.string(), state: z.string(), at: instant }),
    ),
    consignors: z.array(z.object({ id: z.string(), name: z.string() })),
    stripe: z.array(z.object({ paymentId: z.string(), stripeId: z.string().nullable() })),
    serverNow: instant,
  })
  .meta({ id: 'SupportCase' });
export type SupportCase = z.infer<typeof supportCase>;

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
export type ReservationRow = z.infer<typeof reservationRow>;
export const reservationQuery = listQuery(
  ['createdAt', 'expiresAt', 'total', 'state'],
  {
    q: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ description: 'Order code, mail address, id or Stripe id' }),
    state: z.string().optional().meta({ description: 'One state, or several by comma' }),
    attention: z.enum(['true', 'false']).optional(),
    eventId: idOf('event').optional(),
  },
  { order: 'desc' },
);
export const reservationRows = listOf(reservationRow).extend({ counts: z.record(z.string(), z.int()) });

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
    createdAt: instant,
  })
  .meta({ id: 'PaymentRow' });
export type PaymentRow = z.infer<typeof paymentRow>;
export const paymentQuery = listQuery(
  ['createdAt', 'amount', 'state'],
  { q: z.string().trim().max(100).optional(), state: z.string().optional() },
  { order: 'desc' },
);
export const paymentRows = listOf(paymentRow).extend({ counts: z.record(z.string(), z.int()) });

/** Send one of the accepted messages, with a reason that goes into the log. */
export const caseAction = z.object({
  actorId: z.string(),
  message: z.string(),
  version: z.int().meta({ description: 'The version that the person looked at' }),
  reason,
  cause: breakCause.optional().meta({ description: 'breakHold only, and needed there' }),
  causeWords: z
    .string()
    .trim()
    .max(200, 'At most 200 characters.')
    .optional()
    .meta({ description: 'What the fan reads where the cause is `other`; needed there' }),
  confirmCode: z.string().trim().optional().meta({ description: 'The order code, typed once more' }),
});
export type CaseAction = z.input<typeof caseAction>;

export const mailRow = z
  .object({
    id: idOf('email'),
    to: z.string(),
    subject: z.string(),
    state: z
      .enum(['queued', 'sent', 'kept', 'failed'])
      .meta({ description: 'kept: there is no mail server, it stays in the outbox' }),
    text: z.string(),
    html: z.string(),
    reservationId: z.string().nullable(),
    createdAt: instant,
    sentAt: instant.nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'Mail' });
export type EmailRow = z.infer<typeof mailRow>;
export const mailQuery = listQuery(
  ['createdAt'],
  { q: z.string().max(100).optional(), state: z.string().optional() },
  { order: 'desc' },
);
export const mailList = listOf(mailRow);

/** The counts beside the pages of the rail that are no queue of listings. */
export const sidebarCounts = z
  .object({
    pricing: z.int().meta({ description: 'Listings that are live or paused' }),
    attention: z.int().meta({ description: 'Reservations that wait for a person' }),
    failedEmails: z.int(),
  })
  .meta({ id: 'SidebarCounts' });
export type SidebarCounts = z.infer<typeof sidebarCounts>;
