/** Confirming a payment by hand: a person names what Stripe has, and the server asks Stripe about exactly that. */
import { z } from 'zod';
import { idOf, reason } from '../http/index.ts';

/** The proof. */
export const paymentProof = z.object({
  stripeId: z
    .string()
    .trim()
    .regex(/^pi_[A-Za-z0-9_]{1,200}$/, 'Give the payment’s id at Stripe, which begins with pi_.'),
  reason,
});
/** What Stripe said, and what followed. */
export const paymentProven = z
  .object({
    id: idOf('payment'),
    said: z.string().meta({ description: 'What Stripe says of it', example: 'captured' }),
    state: z.string().meta({ description: 'Where the payment stands now' }),
  })
  .meta({ id: 'PaymentProven' });
/** What Stripe said, and what followed. */
export type PaymentProven = z.infer<typeof paymentProven>;
