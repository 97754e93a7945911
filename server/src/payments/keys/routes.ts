import { stripeKeysGiven, stripeKeysInput, stripeSettings, stripeTrial } from '@holdfast/shared/payments';
import type { AppContext } from '../../platform/appContext.ts';
import { inTransaction } from '../../platform/db/index.ts';
import {
  type AnyEndpoint,
  endpoint,
  principalOf,
  query,
  requireKey,
  runOnce,
} from '../../platform/http/index.ts';
import type { StripeConfig } from '../../platform/stripeConfig.ts';
import { askWithKeys, changeKeys, keysToUse, type OpenThere, showKeys } from './changeKeys.ts';
import { tryKeys } from './tryKeys.ts';

/** What this process pays with. */
export interface KeysInUse {
  readonly stripe: StripeConfig;
  /** Takes what is stored now. */
  newest(): Promise<unknown>;
}

const shared = { tag: 'Admin: settings', roles: ['admin'] } as const;

/** Stripe's keys under Settings. Stripe is asked outside of transactions, which would keep a connection while it answers. */
export function stripeKeysRoutes(app: AppContext, inUse: KeysInUse, openThere: OpenThere): AnyEndpoint[] {
  return [
    query({
      ...shared,
      path: '/admin/settings/stripe',
      summary: 'Where payments go; keys are never shown whole',
      answer: stripeSettings,
      run: (trx) => showKeys(trx, app, inUse.stripe),
    }),
    endpoint({
      ...shared,
      method: 'post',
      path: '/admin/settings/stripe/try',
      reaches: 'service',
      summary:
        'Ask Stripe with these keys, or with those of the environment or kept where none are given, and say what came; nothing is stored',
      freshProof: true,
      body: stripeKeysGiven,
      answer: stripeTrial,
      problems: ['validation_failed'],
      async handle(_ctx, { body }) {
        const isGiven = Object.values(body).some((key) => key !== null);
        return tryKeys(
          app.config.hasStripeKeys && !isGiven ? inUse.stripe : await keysToUse(app.db, app, body),
        );
      },
    }),
    endpoint({
      ...shared,
      method: 'put',
      path: '/admin/settings/stripe',
      reaches: 'service',
      summary:
        'Say where payments go. Stripe is asked first; another account or mode is refused while payments of this one are open',
      freshProof: true,
      idempotent: true,
      body: stripeKeysInput,
      answer: stripeSettings,
      problems: [
        'validation_failed',
        'version_conflict',
        'nothing_to_do',
        'payment_under_way',
        'transition_refused',
      ],
      async handle(ctx, { body: { use, version, ...given } }) {
        const asked = use === 'sandbox' ? null : await askWithKeys(app.db, app, given);
        const answer = await inTransaction(app.db, (trx) =>
          runOnce(trx, requireKey(ctx), async () => {
            await changeKeys(trx, app, { asked, version, openThere }, principalOf(ctx));
            return showKeys(trx, app, inUse.stripe);
          }),
        );
        await inUse.newest();
        return answer;
      },
    }),
  ];
}
