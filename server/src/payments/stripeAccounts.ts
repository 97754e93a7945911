/**
 * Accounts of consignors at Stripe (Connect, Express): made, led through Stripe's questions, and read. What an account's fields mean
 * is decided here.
 * Source: https://docs.stripe.com/api/accounts, /api/account_links/create, /api/accounts/login_link, /connect/express-accounts
 */
import type { ConnectedFacts } from '@holdfast/shared/connectedAccounts';
import Stripe from 'stripe';
import { Problem } from '../platform/problem.ts';

/** What Stripe says of an account. */
export interface AccountNews extends ConnectedFacts {
  stripeId: string;
}

/** Milliseconds: a person waits for it. */
const timeoutMs = 10_000;
const forPeople = { timeout: timeoutMs, maxNetworkRetries: 1 } as const;

/**
 * Makes an Express account that may take transfers.
 * @param key the same for each repetition of one request: Stripe makes one account for it
 * @throws Problem as `asProblem`
 */
export function createExpressAccount(
  stripe: Stripe,
  { consignorId, email, key }: { consignorId: string; email: string; key: string },
): Promise<AccountNews> {
  return asProblem(async () =>
    newsOf(
      await stripe.accounts.create(
        {
          type: 'express',
          email,
          capabilities: { transfers: { requested: true } },
          metadata: { consignorId },
        },
        { ...forPeople, idempotencyKey: key },
      ),
    ),
  );
}

/**
 * Where the account's owner goes on: through Stripe's questions while it asks any, else to their own page there. The address opens
 * once.
 * @throws Problem as `asProblem`
 */
export function accountUrl(
  stripe: Stripe,
  { stripeId, state }: Pick<AccountNews, 'stripeId' | 'state'>,
  { returnUrl, refreshUrl }: { returnUrl: string; refreshUrl: string },
): Promise<string> {
  return asProblem(async () => {
    if (state === 'enabled') return (await stripe.accounts.createLoginLink(stripeId, {}, forPeople)).url;
    const link = await stripe.accountLinks.create(
      { account: stripeId, type: 'account_onboarding', return_url: returnUrl, refresh_url: refreshUrl },
      forPeople,
    );
    return link.url;
  });
}

/** An account as it stands; `revoked` where its owner disconnected it, or it isn't this platform's. @throws Problem as `asProblem` */
export function readAccount(stripe: Stripe, stripeId: string): Promise<AccountNews | 'revoked'> {
  return asProblem(async () => {
    try {
      return newsOf(await stripe.accounts.retrieve(stripeId, {}, forPeople));
    } catch (error) {
      if (isRevoked(error)) return 'revoked';
      throw error;
    }
  });
}

/** Source: https://docs.stripe.com/error-codes#account-invalid */
const isRevoked = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError &&
  (error.code === 'account_invalid' || (error.statusCode === 404 && error.code === 'resource_missing'));

/**
 * What an account's fields mean. Money is sent to one only that may take it and pay it on: otherwise it would lie at Stripe.
 * Source: https://docs.stripe.com/connect/handling-api-verification
 */
export function newsOf(account: Stripe.Account): AccountNews {
  const { currently_due: due, past_due: past, disabled_reason: reason } = account.requirements ?? {};
  const facts = {
    stripeId: account.id,
    missing: [...new Set([...(past ?? []), ...(due ?? [])])],
    reason: reason ?? null,
    currency: account.default_currency?.toUpperCase() ?? null,
  };
  if (reason?.startsWith('rejected.')) return { ...facts, state: 'rejected' };
  if (!account.details_submitted) return { ...facts, state: 'onboarding' };
  const isReady = account.capabilities?.transfers === 'active' && account.payouts_enabled;
  return { ...facts, state: isReady ? 'enabled' : 'restricted' };
}

/** @throws Problem `unavailable` where Stripe doesn't answer, `transition_refused` with its words where it refuses */
async function asProblem<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    if (isRefusal(error))
      throw new Problem('transition_refused', `Stripe answered: ${error.message}`, { accepts: [] });
    throw new Problem('unavailable', 'Stripe didn’t answer in time. Nothing was changed; try again.');
  }
}

/** Whether Stripe said no, and would say no again; otherwise nobody knows whether it did what was asked. */
export const isRefusal = (error: unknown): error is Stripe.errors.StripeError =>
  error instanceof Stripe.errors.StripeInvalidRequestError ||
  error instanceof Stripe.errors.StripePermissionError ||
  error instanceof Stripe.errors.StripeCardError;
