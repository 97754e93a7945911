import { z } from 'zod';
import { idOf, instant } from '../http/index.ts';
import { money } from '../money/index.ts';

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
  'disputed',
  'won',
  'lost',
  'failed',
  'canceled',
] as const;
export const paymentState = z.enum(paymentStates).meta({ id: 'PaymentState' });
export type PaymentState = z.infer<typeof paymentState>;

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
      .meta({ description: 'Where the tickets go; needed unless the hold has it' }),
  })
  .meta({ id: 'NewPayment' });

export const payment = z
  .object({
    id: idOf('payment'),
    reservationId: idOf('reservation'),
    state: paymentState,
    amount: money,
    clientSecret: z.string().nullable().meta({ description: 'While it needs action' }),
    nextActionUrl: z.string().nullable(),
    decline: z.object({ code: z.string(), message: z.string() }).nullable(),
    card: z.object({ brand: z.string(), last4: z.string() }).nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Payment' });
export type Payment = z.infer<typeof payment>;

/** How the fan's browser pays: Stripe's own form, or the sandbox's, which posts the card to the sandbox. */
export const paymentMode = z
  .object({
    mode: z.enum(['live', 'sandbox']),
    publishableKey: z.string(),
    sandboxUrl: z.string().nullable().meta({ description: 'Where the sandbox takes cards' }),
  })
  .meta({ id: 'PaymentMode' });
export type PaymentMode = z.infer<typeof paymentMode>;
