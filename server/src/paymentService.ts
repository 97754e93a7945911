/** Where payments go, for the server and for a fan's browser: Stripe, or the sandbox that speaks its protocol. */
import type { PaymentMode } from '@holdfast/shared/payments';
import type { StripeConfig } from './platform/config.ts';

export interface PaymentService {
  stripe: StripeConfig;
  mode: PaymentMode;
}

/** Stripe's own API takes its own form; anything else at STRIPE_API_BASE is a sandbox, with a card form of ours. */
export function paymentServiceOf(stripe: StripeConfig, sandboxPublicUrl: string | null): PaymentService {
  const live = stripe.apiBase === null || new URL(stripe.apiBase).hostname === 'api.stripe.com';
  return {
    stripe,
    mode: {
      mode: live ? 'live' : 'sandbox',
      publishableKey: stripe.publishableKey,
      sandboxUrl: live ? null : (sandboxPublicUrl ?? stripe.apiBase),
    },
  };
}

/** The sandbox's keys. They handle play money only, so they may be public. */
export const sandboxKeys = {
  secretKey: 'sk_test_holdfast_sandbox',
  publishableKey: 'pk_test_holdfast_sandbox',
  webhookSecret: 'whsec_holdfast_sandbox',
};
