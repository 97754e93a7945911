/** What is asked of Stripe about consignors' accounts and transfers, held against what Stripe documents, without our sandbox. */
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { undocumented } from '../../test/stripeProtocol/documentedParams.ts';
import { testPort } from '../../test/testPort.ts';
import {
  accountUrl,
  createExpressAccount,
  makeTransfer,
  newsOf,
  openStripe,
  readAccount,
  readTransfer,
  reverseTransfer,
  type StripeClient,
} from './index.ts';

/** An account as https://docs.stripe.com/api/accounts/object has it, Express and ready. */
const account = {
  id: 'acct_1Nv0FGQ9RKHgCVdK',
  object: 'account',
  capabilities: { transfers: 'active' },
  default_currency: 'usd',
  details_submitted: true,
  payouts_enabled: true,
  requirements: { currently_due: [], past_due: [], disabled_reason: null },
};
const transfer = {
  id: 'tr_1MiN3gLkdIwHu7ixNCZvFdgA',
  object: 'transfer',
  amount: 400,
  amount_reversed: 0,
  currency: 'usd',
  metadata: { attemptId: 'pat_1' },
  reversed: false,
};

interface Seen {
  method: string;
  path: string;
  names: string[];
  key: string | null;
}
const seen: Seen[] = [];
let answer: (seen: Seen) => { status: number; body: object };
let stripe: StripeClient;
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://stripe');
  const body = Buffer.concat(await request.toArray()).toString();
  const asked: Seen = {
    method: request.method ?? '',
    path: pathname,
    names: [...searchParams.keys(), ...new URLSearchParams(body).keys()],
    key: (request.headers['idempotency-key'] as string | undefined) ?? null,
  };
  seen.push(asked);
  const { status, body: given } = answer(asked);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(given));
});
beforeAll(async () => {
  const port = await testPort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  stripe = openStripe({
    secretKey: 'sk_test_of_another_server',
    publishableKey: 'pk_test_of_another_server',
    webhookSecret: 'whsec_of_another_server',
    apiBase: `http://127.0.0.1:${port}`,
  });
});
afterAll(() => {
  server.close();
});

const always = (body: object, status = 200) => {
  answer = () => ({ status, body });
};
const lastOf = (method: string) => seen.findLast((each) => each.method === method) as Seen;
const urls = { returnUrl: 'https://market.example/back', refreshUrl: 'https://market.example/again' };

it('an account is made with parameters that Stripe documents, under its key', async () => {
  always(account);
  const news = await createExpressAccount(stripe, {
    consignorId: 'con_1',
    email: 'a@example.com',
    key: 'account/sca_1/1',
  });
  expect(news).toEqual({
    stripeId: account.id,
    state: 'enabled',
    missing: [],
    reason: null,
    currency: 'USD',
  });
  const { path, names, key } = lastOf('POST');
  expect([path, key]).toEqual(['/v1/accounts', 'account/sca_1/1']);
  expect(undocumented('Accounts', 'AccountCreateParams', names)).toEqual([]);
  expect(names).toEqual(
    expect.arrayContaining(['type', 'email', 'capabilities[transfers][requested]', 'metadata[consignorId]']),
  );
});

it('its owner is led through the questions while there are any, else to their own page', async () => {
  always({ object: 'account_link', url: 'https://connect.stripe.com/setup/e/1' });
  expect(await accountUrl(stripe, { stripeId: account.id, state: 'onboarding' }, urls)).toContain('/setup/');
  const link = lastOf('POST');
  expect(link.path).toBe('/v1/account_links');
  expect(undocumented('AccountLinks', 'AccountLinkCreateParams', link.names)).toEqual([]);
  always({ object: 'login_link', url: 'https://connect.stripe.com/express/1' });
  expect(await accountUrl(stripe, { stripeId: account.id, state: 'enabled' }, urls)).toContain('/express/');
  expect(lastOf('POST').path).toBe(`/v1/accounts/${account.id}/login_links`);
});

it.each([
  [{}, 'enabled'],
  [{ details_submitted: false }, 'onboarding'],
  [{ capabilities: { transfers: 'pending' } }, 'restricted'],
  // It could take money, and Stripe couldn't pay it on.
  [{ payouts_enabled: false }, 'restricted'],
  [{ requirements: { ...account.requirements, disabled_reason: 'rejected.terms_of_service' } }, 'rejected'],
] as const)('an account with %j is %s', (facts, state) =>
  expect(newsOf({ ...account, ...facts } as never).state).toBe(state),
);

it('an account that was disconnected is known by Stripe’s refusal', async () => {
  always(
    {
      error: {
        type: 'invalid_request_error',
        code: 'account_invalid',
        message: 'Application access may have been revoked.',
      },
    },
    403,
  );
  expect(await readAccount(stripe, account.id)).toBe('revoked');
});

it('a transfer is looked for by its group, then made under its attempt’s key with documented parameters', async () => {
  answer = ({ method }) => ({
    status: 200,
    body: method === 'GET' ? { object: 'list', data: [], has_more: false } : transfer,
  });
  const asked = {
    attemptId: 'pat_1',
    payoutId: 'pyt_1',
    reference: 'HFS1',
    destination: account.id,
    amount: 400,
    currency: 'USD',
  };
  expect(await makeTransfer(stripe, asked)).toEqual({ transferId: transfer.id, isReversed: false });
  expect(undocumented('Transfers', 'TransferListParams', lastOf('GET').names)).toEqual([]);
  const { path, names, key } = lastOf('POST');
  expect([path, key]).toEqual(['/v1/transfers', 'transfer/pat_1']);
  expect(undocumented('Transfers', 'TransferCreateParams', names)).toEqual([]);
  const before = seen.length;
  answer = () => ({ status: 200, body: { object: 'list', data: [transfer], has_more: false } });
  expect(await makeTransfer(stripe, asked)).toEqual({ transferId: transfer.id, isReversed: false });
  expect(seen.slice(before).map(({ method }) => method)).toEqual(['GET']);
});

it.each([
  ['balance_insufficient', 'balance at Stripe is too small'],
  ['insufficient_capabilities_for_transfer', 'its owner has to answer Stripe’s questions first'],
  ['account_invalid', 'its owner disconnected it'],
  ['some_code_of_tomorrow', 'Stripe refused it: No.'],
])('a refusal with %s is told as “%s”', async (code, words) => {
  answer = ({ method }) =>
    method === 'GET'
      ? { status: 200, body: { object: 'list', data: [], has_more: false } }
      : { status: 400, body: { error: { type: 'invalid_request_error', code, message: 'No.' } } };
  const asked = {
    attemptId: 'pat_2',
    payoutId: 'pyt_1',
    reference: 'HFS1',
    destination: account.id,
    amount: 400,
    currency: 'USD',
  };
  expect(await makeTransfer(stripe, asked)).toEqual({ refused: expect.stringContaining(words) });
});

it('a transfer is taken back with documented parameters; one that is back already counts as that', async () => {
  always({ id: 'trr_1', object: 'transfer_reversal' });
  const asked = { transferId: transfer.id, attemptId: 'pat_1', key: 'reversal/pat_1/4' };
  expect(await reverseTransfer(stripe, asked)).toBeNull();
  const { path, names, key } = lastOf('POST');
  expect([path, key]).toEqual([`/v1/transfers/${transfer.id}/reversals`, 'reversal/pat_1/4']);
  expect(undocumented('Transfers', 'TransferCreateReversalParams', names)).toEqual([]);
  answer = ({ method }) =>
    method === 'GET'
      ? { status: 200, body: { ...transfer, amount_reversed: 400, reversed: true } }
      : { status: 400, body: { error: { type: 'invalid_request_error', message: 'It is reversed.' } } };
  expect(await reverseTransfer(stripe, asked)).toBeNull();
  expect(await readTransfer(stripe, transfer.id)).toMatchObject({ isReversed: true, amountReversed: 400 });
});
