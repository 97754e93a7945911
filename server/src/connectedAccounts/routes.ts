import {
  connectSettings,
  connectSettingsInput,
  payoutChoice,
  payToBank as payToBankBody,
} from '@holdfast/shared/connectedAccounts';
import { idParam } from '@holdfast/shared/http';
import type { StripeClient } from '../payments/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, command, endpoint, principalOf, query } from '../platform/http/index.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { askAbout } from './follow.ts';
import { accountInUse, showPayoutChoice } from './read.ts';
import { changeConnectSettings, requireOn, showConnectSettings } from './settings.ts';
import { lockPayee, payToBank, tell } from './ways.ts';

/** What is in use, which changes while the process runs. */
export interface StripeInUse {
  readonly client: StripeClient;
  readonly stripe: { connectWebhookSecret?: string | null };
}

const tag = 'Admin: payouts';
const params = idParam('consignor');

/** How consignors are paid, as finance sees it, and whether the marketplace pays by Stripe. */
export function connectedAccountRoutes(app: AppContext, payments: StripeInUse): AnyEndpoint[] {
  const ofConsignor = { tag, roles: ['finance'], params, answer: payoutChoice } as const;
  return [
    query({
      ...ofConsignor,
      path: '/admin/consignors/:id/payout-choice',
      summary: 'How a consignor is paid, and how their account at Stripe stands',
      problems: ['not_found'],
      run: (trx, { params: { id } }) => showPayoutChoice(trx, id),
    }),
    command({
      ...ofConsignor,
      method: 'post',
      path: '/admin/consignors/:id/payout-choice/invite',
      reaches: 'email',
      summary:
        'Email the consignor where they choose to be paid by Stripe; Stripe’s own links aren’t sent by email',
      idempotent: true,
      problems: ['not_found', 'transition_refused'],
      async run(trx, { params: { id }, principal }) {
        await requireOn(trx);
        const payee = await lockPayee(trx, id);
        await audit(trx, principal, [
          { what: 'consignor.inviteToStripe', subject: id, before: null, after: { to: payee.email } },
        ]);
        await tell(trx, payee, 'invited', `stripeInvitation/${newId('request')}`);
        return showPayoutChoice(trx, id);
      },
    }),
    askRoute(app, payments),
    command({
      ...ofConsignor,
      method: 'put',
      path: '/admin/consignors/:id/payout-choice/bank',
      summary: 'Pay them to bank data again, after the waiting time; the consignor is told',
      idempotent: true,
      freshProof: true,
      body: payToBankBody,
      problems: ['not_found', 'nothing_to_do', 'validation_failed'],
      async run(trx, { params: { id }, body, principal }) {
        await payToBank(trx, id, principal, body.reason);
        return showPayoutChoice(trx, id);
      },
    }),
    ...settingRoutes(app, payments),
  ];
}

/** Stripe is asked outside of a transaction, which would keep a connection while it answers. */
const askRoute = (app: AppContext, payments: StripeInUse): AnyEndpoint =>
  endpoint({
    tag,
    roles: ['finance'],
    method: 'post',
    path: '/admin/consignors/:id/payout-choice/ask',
    reaches: 'service',
    params,
    summary: 'Ask Stripe how the consignor’s account stands now',
    answer: payoutChoice,
    problems: ['not_found', 'nothing_to_do', 'transition_refused', 'unavailable'],
    async handle(ctx, { params: { id } }) {
      const account = await inTransaction(app.db, async (trx) => {
        await lockPayee(trx, id);
        return accountInUse(trx, id);
      });
      if (account === null)
        throw new Problem('nothing_to_do', 'This consignor has no account at Stripe. Nothing was asked.');
      await askAbout(app, payments.client, account, principalOf(ctx));
      return inTransaction(app.db, (trx) => showPayoutChoice(trx, id));
    },
  });

function settingRoutes({ publicUrl }: AppContext, payments: StripeInUse): AnyEndpoint[] {
  const ofSettings = {
    path: '/admin/settings/connect',
    tag: 'Admin: settings',
    answer: connectSettings,
  } as const;
  const facts = () => ({
    publicUrl,
    hasWebhookSecret: Boolean(payments.stripe.connectWebhookSecret),
  });
  return [
    query({
      ...ofSettings,
      roles: ['finance'],
      summary: 'Whether consignors may be paid by Stripe',
      run: (trx) => showConnectSettings(trx, facts()),
    }),
    command({
      ...ofSettings,
      roles: ['admin'],
      method: 'put',
      idempotent: true,
      freshProof: true,
      summary: 'Turn that on or off; while it is off, everybody is paid to bank data or by hand',
      body: connectSettingsInput,
      problems: ['version_conflict', 'nothing_to_do', 'validation_failed'],
      async run(trx, { body, principal }) {
        await changeConnectSettings(trx, body, principal);
        return showConnectSettings(trx, facts());
      },
    }),
  ];
}
