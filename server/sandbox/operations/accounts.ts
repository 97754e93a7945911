import { z } from 'zod';
import type { AccountLink, ConnectedAccount } from '../connectRecords.ts';
import { emitAccountPayout, emitDeauthorized, saveAccount } from '../events.ts';
import { type Cause, create, type Gateway, get, type Work } from '../gateway.ts';
import { control, type Endpoints, endpoint, nothing } from '../http/endpoint.ts';
import { ApiError, invalidRequest } from '../http/errors.ts';
import { currency, flag, mergeMetadata, metadata } from '../http/params.ts';
import { newId } from '../ids.ts';
import { presentAccount, presentLink } from '../presentConnect.ts';

const newAccount = z.strictObject({
  type: z.literal('express'),
  country: z.string().length(2).optional(),
  default_currency: currency.optional(),
  email: z.string().optional(),
  capabilities: z.strictObject({ transfers: z.strictObject({ requested: flag }) }),
  metadata,
});
const newLink = z.strictObject({
  account: z.string(),
  type: z.literal('account_onboarding'),
  refresh_url: z.url(),
  return_url: z.url(),
  collection_options: z.strictObject({ fields: z.enum(['currently_due', 'eventually_due']) }).optional(),
});

/** Stripe's answer where an account was disconnected: it says no more of it. */
export const revoked = (id: string): ApiError =>
  new ApiError(403, {
    type: 'invalid_request_error',
    code: 'account_invalid',
    message: `The provided key 'sk_test_***' does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
  });

/** An account that is still connected. @throws ApiError 403 as Stripe, also for one that there isn't */
export async function connectedAccount(gateway: Gateway, id: string): Promise<ConnectedAccount> {
  const account = await gateway.store.find('account', id);
  if (account === undefined || account.deauthorized) throw revoked(id);
  return account;
}

/** Stores a link. @returns its address for a browser */
function openLink(
  call: Work,
  link: Pick<AccountLink, 'account' | 'purpose' | 'refreshUrl' | 'returnUrl'>,
): object {
  const made = create(call, 'accountLink', { ...link, opened: false });
  return presentLink(made, `${call.publicUrl}/sandbox/accounts/${made.id}`);
}

/** Stripe's connected accounts. Source: docs.stripe.com/api/accounts, /api/account_links, /api/accounts/login_link */
export const accounts: Endpoints = {
  'POST /v1/accounts': endpoint(
    newAccount,
    (call) => {
      const { params } = call;
      if (!params.capabilities.transfers.requested)
        throw invalidRequest('An Express account needs the capability transfers.', 'capabilities');
      const account = create<'account'>(call, 'account', {
        email: params.email ?? null,
        country: params.country ?? 'US',
        defaultCurrency: params.default_currency ?? 'usd',
        standing: 'started',
        deauthorized: false,
        balance: 0,
        metadata: mergeMetadata(params.metadata),
      });
      return presentAccount(account);
    },
    { operation: 'account' },
  ),
  'GET /v1/accounts/:id': endpoint(nothing, async (call) =>
    presentAccount(await connectedAccount(call, call.id)),
  ),
  'POST /v1/accounts/:id/login_links': endpoint(nothing, async (call) => {
    const { id: account, standing } = await connectedAccount(call, call.id);
    if (standing === 'started')
      throw invalidRequest(
        'Cannot create a login link for an account that has not completed onboarding.',
        'account',
      );
    return openLink(call, { account, purpose: 'login', refreshUrl: null, returnUrl: null });
  }),
  'POST /v1/account_links': endpoint(newLink, async (call) => {
    const { params } = call;
    const { id: account } = await connectedAccount(call, params.account);
    const { refresh_url: refreshUrl, return_url: returnUrl } = params;
    return openLink(call, { account, purpose: 'onboarding', refreshUrl, returnUrl });
  }),
};

/** Its owner goes on, or Stripe decides about it. */
export function standAs(work: Work, account: ConnectedAccount, standing: ConnectedAccount['standing']): void {
  account.standing = standing;
  saveAccount(work, account);
}

/** Its owner disconnects it: the merchant reads no more of it. */
export function deauthorize(work: Work, account: ConnectedAccount): void {
  account.deauthorized = true;
  work.store.change(account);
  emitDeauthorized(work, account);
}

/** Stripe pays its whole balance on to the bank of its owner, which may refuse it: then the balance has it again. */
export function payOut(work: Work & { cause: Cause }, account: ConnectedAccount, isRefused: boolean): object {
  const { balance: amount, defaultCurrency } = account;
  if (!isRefused) {
    account.balance = 0;
    work.store.change(account);
  }
  const payout = {
    id: newId('po'),
    object: 'payout',
    amount,
    arrival_date: work.clock.nowSeconds(),
    automatic: true,
    created: work.clock.nowSeconds(),
    currency: defaultCurrency,
    failure_code: isRefused ? 'account_closed' : null,
    failure_message: isRefused ? 'The bank account has been closed.' : null,
    livemode: false,
    metadata: {},
    method: 'standard',
    status: isRefused ? 'failed' : 'paid',
    type: 'bank_account',
  };
  emitAccountPayout(work, account, isRefused ? 'failed' : 'paid', payout);
  return payout;
}

const change = z
  .strictObject({
    standing: z.enum(['started', 'incomplete', 'complete', 'rejected']),
    defaultCurrency: currency,
    deauthorized: z.literal(true),
  })
  .partial();

/** What happens to connected accounts without the merchant: tests say when. */
export const accountControls: Endpoints = {
  'POST /sandbox/accounts/:id': control(change, async (call) => {
    const { standing, defaultCurrency, deauthorized } = call.params;
    const account = await get(call, 'account', call.id);
    if (defaultCurrency !== undefined) account.defaultCurrency = defaultCurrency;
    if (standing !== undefined || defaultCurrency !== undefined)
      standAs(call, account, standing ?? account.standing);
    if (deauthorized) deauthorize(call, account);
    return presentAccount(account);
  }),
  'POST /sandbox/accounts/:id/payouts': control(
    z.strictObject({ isRefused: z.boolean().default(false) }),
    async (call) => payOut(call, await get(call, 'account', call.id), call.params.isRefused),
  ),
};
