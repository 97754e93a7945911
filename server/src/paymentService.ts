/** Where payments go, for the server and for a fan's browser: Stripe, or the sandbox that speaks its protocol. */
import type { PaymentMode } from '@holdfast/shared/payments';
import { isStripeItself, type StripeConfig } from './platform/stripeConfig.ts';

export { sandboxKeys } from './platform/stripeConfig.ts';

export interface PaymentService {
  stripe: StripeConfig;
  mode: PaymentMode;
}

/** Stripe's own API takes its own form; anything else at STRIPE_API_BASE is a sandbox, with a card form of ours. */
export function paymentServiceOf(stripe: StripeConfig, sandboxPublicUrl: string | null): PaymentService {
  const live = isStripeItself(stripe.apiBase);
  return {
    stripe,
    mode: {
      mode: live ? 'live' : 'sandbox',
      publishableKey: stripe.publishableKey,
      sandboxUrl: live ? null : (sandboxPublicUrl ?? stripe.apiBase),
    },
  };
}
