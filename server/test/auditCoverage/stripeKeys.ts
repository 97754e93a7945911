/** The audit case of Stripe's keys. It comes last: webhooks of the gateway are signed with another secret afterwards. */
import { sealKeys } from '../../src/payments/keys/readKeys.ts';
import { sandboxKeys } from '../../src/platform/stripeConfig.ts';
import { type Case, changes, previews } from './case.ts';

/** The cases. */
export const stripeKeysCases: Case[] = [
  previews({ by: 'admin', route: 'POST /admin/settings/stripe/try' }, async () => ({
    path: '/admin/settings/stripe/try',
    body: { ...sandboxKeys, webhookSecret: 'whsec_another' },
  })),
  changes({ by: 'admin', route: 'PUT /admin/settings/stripe' }, async ({ app, running }) => {
    // As if an administrator had given the gateway's keys: orders of events ahead don't let the account change.
    await app.db('stripe_keys').insert({
      publishable_key: sandboxKeys.publishableKey,
      secret_hint: 'sk_test_…dbox',
      account: 'acct_sandbox',
      is_live: false,
      ...(({ sealed, keyId }) => ({ sealed, key_id: keyId }))(
        sealKeys({ secretKey: sandboxKeys.secretKey, webhookSecret: 'whsec_before' }, app.secret),
      ),
    });
    await running.payments.newest();
    const publishableKey = 'pk_test_another';
    return {
      path: '/admin/settings/stripe',
      body: { use: 'stripe', publishableKey, version: 1 },
      entries: [
        {
          what: 'marketplace.stripeKeys',
          subject: 'marketplace',
          before: { use: 'stripe', publishableKey: 'pk_test_…dbox' },
          after: { use: 'stripe', publishableKey: 'pk_test_…ther', given: ['publishableKey'] },
        },
      ],
    };
  }),
];
