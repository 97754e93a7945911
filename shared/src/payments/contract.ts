/** Payments as the fan's browser sees them. */
import { z } from 'zod';
import { idOf, instant } from '../http/index.ts';
import { money } from '../money/index.ts';

/**
 * Days for which is kept from where a purchase was made. After them no bank asks any more: a dispute comes within 120 days, and
 * Visa's earlier purchases lie 365 before it.
 */
export const purchaseOriginDays = 540;

/** The states of a payment. `payment.machine.ts` defines the transitions. */
export const paymentStates = [
  'created',
  'confirming',
  'requiresAction',
  'authorized',
  'capturing',
  'voiding',
  'succeeded',
  'partiallyRefunded',
  'refunded',
  'failed',
  'canceled',
] as const;
/** One state of a payment, validated. */
export const paymentState = z.enum(paymentStates).meta({ id: 'PaymentState' });
/** One state of a payment. */
export type PaymentState = z.infer<typeof paymentState>;

/** Disputes were states of a payment, in rows that had no message since. */
const ofVersion2: ReadonlySet<string> = new Set(['disputed', 'won', 'lost']);

/** A stored state as its row has it (`settled.refunded`), by the name that people read (`refunded`). */
export function paymentStateOf(stored: string): PaymentState {
  const name = stored.slice(stored.lastIndexOf('.') + 1);
  return ofVersion2.has(name) ? 'succeeded' : paymentState.parse(name);
}

/** Starts a payment with a confirmation token of Stripe or of the sandbox. The card never comes to us. */
export const newPayment = z
  .object({
    confirmationTokenId: z
      .string()
      .regex(/^ctoken_[A-Za-z0-9_]+$/, 'Use a confirmation token, which begins with ctoken_.')
      .max(200),
    email: z
      .email('Give an email address, such as ann@example.com.')
      .max(200)
      .optional()
      .meta({ description: 'Where the tickets go; required unless the hold has one' }),
  })
  .meta({ id: 'NewPayment' });

/** Why a payment was refused. */
export const paymentDecline = z.object({
  code: z.string(),
  message: z.string(),
  retryAfter: z.int().optional().meta({
    description: 'Seconds after which the same card may be tried again; absent where waiting doesn’t help',
  }),
});
/** One payment of a reservation. */
export const payment = z
  .object({
    id: idOf('payment'),
    reservationId: idOf('reservation'),
    state: paymentState,
    amount: money,
    clientSecret: z.string().nullable().meta({ description: 'Set while the payment needs action' }),
    nextActionUrl: z.string().nullable(),
    decline: paymentDecline.nullable(),
    card: z.object({ brand: z.string(), last4: z.string() }).nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Payment' });
/** One payment of a reservation. */
export type Payment = z.infer<typeof payment>;

/**
 * How the browser takes the card: with Stripe's own form, or with the sandbox's, which posts the card to the
 * sandbox.
 */
export const paymentMode = z
  .object({
    mode: z.enum(['live', 'sandbox']),
    publishableKey: z.string(),
    sandboxUrl: z.string().nullable().meta({ description: 'The sandbox endpoint that takes cards' }),
  })
  .meta({ id: 'PaymentMode' });
/** How the browser takes the card. */
export type PaymentMode = z.infer<typeof paymentMode>;
