import { z } from 'zod';
import { catalogEvent } from '../catalog/contract.ts';
import { idOf, instant } from '../http/index.ts';
import { money } from '../money/index.ts';

/** How long a hold lasts unless the event says otherwise. Source: domain.md, "Decisions". */
export const defaultHoldMs = 15 * 60 * 1000;
/** Tickets of a type that one fan may hold unless the event says otherwise. Source: domain.md, "Decisions". */
export const defaultMaxPerType = 5;

export const reservationStates = [
  'pending.holding',
  'pending.paying',
  'paid',
  'refunded',
  'expired',
  'cancelled',
  'failed',
] as const;
export const reservationState = z.enum(reservationStates).meta({ id: 'ReservationState' });
export type ReservationState = z.infer<typeof reservationState>;

/** Hold tickets of one game, out of one or several listings. */
export const newReservation = z
  .object({
    items: z
      .array(
        z.object({
          listingId: idOf('listing'),
          quantity: z.int().min(1, 'Hold at least one ticket.').max(100, 'Hold at most 100 tickets.'),
          seenPrice: z.int().min(0).optional().meta({
            description:
              'The all-in price of one ticket that the fan saw, minor units. A higher one now is refused with both; a lower one is simply given.',
          }),
        }),
      )
      .min(1, 'Choose a listing.')
      .max(10, 'At most ten listings in one hold.'),
    email: z.email('Give an email address, such as ann@example.com.').max(200).optional(),
  })
  .meta({ id: 'NewReservation' });
export type NewReservation = z.infer<typeof newReservation>;

export const reservedTicket = z
  .object({
    id: idOf('ticket'),
    seat: z.int().nullable(),
    state: z.enum(['held', 'sold', 'refunded']),
    code: z.string().nullable().meta({ description: 'What the gate scans; only once it is paid' }),
  })
  .meta({ id: 'ReservedTicket' });

export const reservationItem = z
  .object({
    listingId: idOf('listing'),
    kind: z.enum(['seated', 'generalAdmission']),
    ticketType: z.string().nullable(),
    section: z.string().nullable(),
    row: z.string().nullable(),
    seats: z.array(z.int()),
    quantity: z.int(),
    price: money.meta({ description: 'All-in, each' }),
    priceParts: z.object({ price: money, fee: money, feeBps: z.int() }).meta({ description: 'Each' }),
    seenPrice: money
      .nullable()
      .meta({ description: 'What the fan had seen, where it was higher than what they got' }),
    total: money.meta({ description: 'All-in, for the quantity' }),
    delivery: z.string(),
    disclosure: z.string().nullable(),
    tickets: z.array(reservedTicket),
  })
  .meta({ id: 'ReservationItem' });
export type ReservationItem = z.infer<typeof reservationItem>;

export const reservation = z
  .object({
    id: idOf('reservation'),
    code: z.string().meta({ description: 'Short order code', example: 'HF-7K2M9Q' }),
    state: reservationState,
    version: z.int(),
    event: catalogEvent,
    items: z.array(reservationItem),
    total: money.meta({ description: 'All-in' }),
    email: z.string().nullable(),
    createdAt: instant,
    expiresAt: instant,
    paidAt: instant.nullable(),
    serverNow: instant.meta({
      description: "The server's clock, so that a countdown is right on a wrong device",
    }),
    deadlinePassed: z.boolean().meta({ description: 'The deadline came while a payment was under way' }),
    payment: z
      .object({
        id: idOf('payment'),
        state: z.string(),
        clientSecret: z.string().nullable().meta({ description: 'While it needs action' }),
        nextActionUrl: z
          .string()
          .nullable()
          .meta({ description: 'Where 3-D Secure happens, while it needs action' }),
        decline: z.object({ code: z.string(), message: z.string() }).nullable(),
        card: z.object({ brand: z.string(), last4: z.string() }).nullable(),
      })
      .nullable()
      .meta({ description: 'The newest payment' }),
    timeline: z
      .array(z.object({ at: instant, what: z.string().meta({ example: 'held' }), text: z.string() }))
      .meta({ description: "What happened, in the fan's words" }),
  })
  .meta({ id: 'Reservation' });
export type Reservation = z.infer<typeof reservation>;

/** The answer to a hold: the table of domain.md; the rest of a reservation is read with GET. */
export const heldReservation = z
  .object({
    id: idOf('reservation'),
    code: z.string(),
    state: reservationState,
    expiresAt: instant,
    items: z.array(
      z.object({
        listingId: idOf('listing'),
        quantity: z.int(),
        seats: z.array(z.int()),
        price: money,
        total: money,
      }),
    ),
    total: money,
  })
  .meta({ id: 'HeldReservation' });
export type HeldReservation = z.infer<typeof heldReservation>;

/** What `sold_out`, `partly_available` and `price_changed` carry beside the problem. */
export const reserveRefusal = z.object({
  items: z.array(
    z.object({
      listingId: z.string(),
      asked: z.int(),
      available: z.int(),
      quantities: z.array(z.int()).meta({ description: 'What could be held now' }),
      seenPrice: money.nullable(),
      price: money.nullable(),
    }),
  ),
});

/** Support and the fan: find an order again by its code and mail address. */
export const findOrder = z.object({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^HF-[0-9A-Z]{6,8}$/, 'The code looks like HF-7K2M9Q.'),
  email: z.email('Give the email address of the order.'),
});
export const setEmail = z.object({
  email: z.email('Give an email address, such as ann@example.com.').max(200),
});

/** One message of the live stream: read the reservation again when its version is newer than yours. */
export const streamMessage = z.object({
  id: idOf('reservation'),
  state: reservationState,
  version: z.int(),
  paymentState: z.string().nullable(),
});
