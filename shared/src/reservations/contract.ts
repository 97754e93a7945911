/** Reservations: holds of tickets, and the orders that they become once they are paid. */
import { z } from 'zod';
import { catalogEvent } from '../catalog/contract.ts';
import { deliveryWay, fanDelivery } from '../deliveries/index.ts';
import { idOf, instant } from '../http/index.ts';
import { money } from '../money/index.ts';
import { paymentDecline } from '../payments/contract.ts';
import { includedTax } from '../taxes/contract.ts';

/** How long a hold lasts, ms, unless the event has its own limit. Source: domain.md, "Decisions". */
export const defaultHoldMs = 15 * 60 * 1000;
/**
 * Tickets of one type that one fan may hold, unless the event has its own limit. Source: domain.md,
 * "Decisions".
 */
export const defaultMaxPerType = 5;

/** The states of a reservation. `reservation.machine.ts` defines the transitions. */
export const reservationStates = [
  'pending.holding',
  'pending.paying',
  'paid',
  'refunded',
  'expired',
  'cancelled',
  'failed',
] as const;
/** One state of a reservation, validated. */
export const reservationState = z.enum(reservationStates).meta({ id: 'ReservationState' });
/** One state of a reservation. */
export type ReservationState = z.infer<typeof reservationState>;

/** Holds tickets of one event, from one or several listings. */
export const newReservation = z
  .object({
    items: z
      .array(
        z.object({
          listingId: idOf('listing'),
          quantity: z.int().min(1, 'Hold at least one ticket.').max(100, 'Hold at most 100 tickets.'),
          seenPrice: z.int().min(0).optional().meta({
            description:
              'The all-in price of one ticket that the fan saw, minor units. A higher price now is refused with `price_changed`; a lower one applies.',
          }),
        }),
      )
      .min(1, 'Choose a listing.')
      .max(10, 'At most ten listings in one hold.'),
    email: z.email('Give an email address, such as ann@example.com.').max(200).optional(),
    captchaToken: z.string().min(1).max(8192).optional().meta({
      description:
        'What the widget of Turnstile or hCaptcha gave a guest, after the answer `captcha_required`. It counts once',
    }),
  })
  .meta({ id: 'NewReservation' });
/** A validated hold request. */
export type NewReservation = z.infer<typeof newReservation>;

/** What `captcha_required` says: whose widget to draw, for which site, by which script. */
export interface CaptchaQuestion {
  /** Also the global that its script makes. */
  provider: 'turnstile' | 'hcaptcha';
  siteKey: string;
  script: string;
}

/** One ticket of a reservation. `code` is set only after payment. */
export const reservedTicket = z
  .object({
    id: idOf('ticket'),
    seat: z.int().nullable(),
    state: z.enum(['held', 'sold', 'refunded']),
    code: z.string().nullable().meta({
      description:
        'The code that the gate of our own event scans; set after payment. Tickets of another’s gate have none of ours',
    }),
    admittedAt: instant
      .nullable()
      .optional()
      .meta({ description: 'When the gate of our own event let in with it' }),
    isSentOn: z.boolean().optional().meta({
      description: 'Its fan sent it to a friend, who has it with a new code; `code` is null then',
    }),
  })
  .meta({ id: 'ReservedTicket' });

/** The tickets of a reservation from one listing, all-in prices. */
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
      .meta({ description: 'The price that the fan saw, when it was higher than `price`' }),
    total: money.meta({ description: 'All-in, for the quantity' }),
    delivery: z.string().meta({ description: 'How the tickets come, in a few words' }),
    way: deliveryWay,
    tracking: fanDelivery
      .nullable()
      .meta({ description: 'Where the delivery of these tickets stands; null: not paid yet' }),
    disclosure: z.string().nullable(),
    insteadOf: z.string().nullable().meta({
      description: 'What was bought and couldn’t be delivered, where other tickets came in its place',
      example: 'Section 112, row F, seats 5–6',
    }),
    tickets: z.array(reservedTicket),
  })
  .meta({ id: 'ReservationItem' });
/** The tickets of a reservation from one listing. */
export type ReservationItem = z.infer<typeof reservationItem>;

/** A reservation with its newest payment and its timeline. */
export const reservation = z
  .object({
    id: idOf('reservation'),
    code: z.string().meta({ description: 'Short order code', example: 'HF-7K2M9Q' }),
    state: reservationState,
    version: z.int(),
    event: catalogEvent,
    items: z.array(reservationItem),
    total: money.meta({ description: 'All-in' }),
    taxes: z.array(includedTax).meta({ description: 'Included in the total, as they were at the hold' }),
    email: z.string().nullable(),
    createdAt: instant,
    expiresAt: instant,
    paidAt: instant.nullable(),
    moveChoice: z
      .object({
        until: instant,
        isOpen: z.boolean().meta({ description: 'Whether the money can still be asked for' }),
        made: z.enum(['keep', 'refund']).nullable().meta({ description: 'Null: nothing; silence keeps' }),
        fromVenue: z.string().nullable().meta({ description: 'Where it was to be; null: it stays there' }),
      })
      .nullable()
      .meta({ description: 'The event moved, and its fan may keep the tickets or have the money back' }),
    serverNow: instant.meta({
      description: "The server's clock: a countdown is right even when the device's clock is wrong",
    }),
    emailedAt: instant
      .nullable()
      .meta({ description: 'When the email with the tickets left; null: it has not left yet' }),
    broken: z.string().nullable().meta({
      description: 'Why we ended the hold, for the fan: ends the sentence “Why: …”; null: we did not',
    }),
    seatsChanged: z.string().nullable().meta({
      description:
        'Which seats stand for which that were gone when the money came late, as a sentence; null: the held ones',
    }),
    deadlinePassed: z.boolean().meta({ description: 'The hold expired while a payment was under way' }),
    payment: z
      .object({
        id: idOf('payment'),
        state: z.string(),
        clientSecret: z.string().nullable().meta({ description: 'While it needs action' }),
        nextActionUrl: z
          .string()
          .nullable()
          .meta({ description: 'The 3-D Secure page, while the payment needs action' }),
        decline: paymentDecline.nullable(),
        card: z.object({ brand: z.string(), last4: z.string() }).nullable(),
        refunded: money.meta({ description: 'What went back of it so far' }),
        refunding: money.meta({ description: 'What is on its way back, or was returned by the bank' }),
        withheld: z.boolean().meta({ description: 'The bank holds money of it in a dispute' }),
      })
      .nullable()
      .meta({ description: 'The newest payment' }),
    timeline: z
      .array(z.object({ at: instant, what: z.string().meta({ example: 'held' }), text: z.string() }))
      .meta({ description: 'What happened, for the fan' }),
  })
  .meta({ id: 'Reservation' });
/** A reservation with its newest payment and its timeline. */
export type Reservation = z.infer<typeof reservation>;

/** The response to a hold: only what the checkout needs at once. GET returns the whole reservation. */
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
/** The response to a hold. */
export type HeldReservation = z.infer<typeof heldReservation>;

/** The extra members of the problems `sold_out`, `partly_available` and `price_changed`. */
export const reserveRefusal = z.object({
  items: z.array(
    z.object({
      listingId: z.string(),
      asked: z.int(),
      available: z.int(),
      quantities: z.array(z.int()).meta({ description: 'Quantities that could be held now' }),
      seenPrice: money.nullable(),
      price: money.nullable(),
    }),
  ),
});

/**
 * An order code as people type it: blanks, dashes, letter case and a missing HF don't matter, and the letters that codes
 * don't use are read as the figures that they look like.
 * @returns in the form in which codes are stored, when the text can be one
 */
export function readOrderCode(typed: string): string {
  const upper = typed.trim().toUpperCase();
  const isPrefixed = /^HF[^0-9A-Z]/.test(upper);
  const letters = upper.replaceAll(/[^0-9A-Z]/g, '');
  const body = isPrefixed || (letters.length > 8 && letters.startsWith('HF')) ? letters.slice(2) : letters;
  return `HF-${body.replaceAll('O', '0').replaceAll(/[IL]/g, '1')}`;
}

/** Finds an order by its code and email. */
export const findOrder = z.object({
  code: z
    .string()
    .max(60, 'The code looks like HF-7K2M9Q3X.')
    .transform(readOrderCode)
    .pipe(z.string().regex(/^HF-[0-9A-Z]{6,8}$/, 'The code looks like HF-7K2M9Q3X.')),
  email: z.string().trim().pipe(z.email('Give the email address of the order.')),
});
/** Sets the email to which the tickets go. */
export const setEmail = z.object({
  email: z.email('Give an email address, such as ann@example.com.').max(200),
});

/**
 * One message of the live stream. A client reads the reservation again when `version` is newer than its own.
 */
export const streamMessage = z.object({
  id: idOf('reservation'),
  state: reservationState,
  version: z.int(),
  paymentState: z.string().nullable(),
});
