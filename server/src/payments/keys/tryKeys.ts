/** Asks Stripe with keys, before they are used. */
import type { StripeTrial } from '@holdfast/shared/payments';
import Stripe from 'stripe';
import { isLiveKey, type StripeConfig } from '../../platform/stripeConfig.ts';
import { openStripe } from '../stripe.ts';

/** Milliseconds: a person waits for it. */
const timeoutMs = 8_000;
const once = { timeout: timeoutMs, maxNetworkRetries: 0 };

const nothing: StripeTrial = {
  problem: null,
  mode: null,
  accountId: null,
  accountName: null,
  country: null,
  currency: null,
  chargesEnabled: null,
};

/** What Stripe answers with these keys. A restricted key that may not read the account is asked for the balance instead. */
export async function tryKeys(config: StripeConfig): Promise<StripeTrial> {
  const stripe = openStripe(config);
  const mode = isLiveKey(config.secretKey) ? 'live' : 'test';
  try {
    const account = await accountOf(stripe);
    if (account === null) {
      await stripe.balance.retrieve({}, once);
      return { ...nothing, mode };
    }
    const { id, business_profile, country, default_currency, charges_enabled } = account;
    return {
      problem: null,
      mode,
      accountId: id,
      accountName: business_profile?.name ?? null,
      country: country ?? null,
      currency: default_currency?.toUpperCase() ?? null,
      chargesEnabled: charges_enabled ?? null,
    };
  } catch (error) {
    return { ...nothing, problem: wordsOf(error) };
  }
}

async function accountOf(stripe: Stripe): Promise<Stripe.Account | null> {
  try {
    return await stripe.accounts.retrieveCurrent({}, once);
  } catch (error) {
    if (error instanceof Stripe.errors.StripePermissionError) return null;
    throw error;
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof Stripe.errors.StripeAuthenticationError)
    return `Stripe doesn’t know this secret key: ${error.message}`;
  if (error instanceof Stripe.errors.StripePermissionError)
    return `Stripe knows the key, but it may not read the balance. Give it the permissions for payments, refunds, disputes and the balance: ${error.message}`;
  if (error instanceof Stripe.errors.StripeConnectionError)
    return 'Stripe didn’t answer within 8 seconds. Check that this server reaches https://api.stripe.com, then try again.';
  if (error instanceof Stripe.errors.StripeError) return `Stripe answered: ${error.message}`;
  throw error;
}
