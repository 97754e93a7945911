/** How the signed-in consignor is paid: to bank data, or to an account of their own at Stripe. */
import { ownPayoutChoice, stripeLink } from '@holdfast/shared/connectedAccounts';
import { secondFactorOf } from '../accounts/index.ts';
import {
  accountInUse,
  askAbout,
  goToStripe,
  payToBank,
  type StripeInUse,
  showPayoutChoice,
} from '../connectedAccounts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  type Caller,
  command,
  endpoint,
  principalOf,
  query,
} from '../platform/http/index.ts';
import { ownConsignor } from './ownConsignor.ts';
import { requireSecondFactor } from './requireSecondFactor.ts';

const common = { tag: 'Selling', roles: ['consignor'] } as const;
const ofChoice = { ...common, answer: ownPayoutChoice } as const;

/** Stripe is asked outside of transactions, which would keep a connection while it answers. */
export function payoutChoiceRoutes(app: AppContext, payments: StripeInUse): AnyEndpoint[] {
  return [
    query({
      ...ofChoice,
      path: '/selling/payout-choice',
      summary: 'How the signed-in consignor is paid, and how their account at Stripe stands',
      problems: ['sign_in_required', 'forbidden'],
      run: (trx, { caller }) => ownChoice(trx, caller),
    }),
    endpoint({
      ...common,
      method: 'post',
      path: '/selling/payout-choice/stripe',
      reaches: 'service',
      summary: 'Be paid by Stripe: begin, or go on, at the address of the answer, which opens once',
      answer: stripeLink,
      freshProof: true,
      problems: [
        'sign_in_required',
        'forbidden',
        'second_factor_missing',
        'transition_refused',
        'unavailable',
      ],
      async handle(ctx) {
        const consignorId = ownConsignor(ctx.state.caller);
        await inTransaction(app.db, (trx) =>
          requireSecondFactor(trx, ctx.state.caller, 'How you are paid is'),
        );
        return goToStripe(app, payments.client, consignorId, principalOf(ctx));
      },
    }),
    endpoint({
      ...ofChoice,
      method: 'post',
      path: '/selling/payout-choice/ask',
      reaches: 'service',
      summary: 'Ask Stripe how the account stands now: whoever comes back from there sees it at once',
      problems: ['sign_in_required', 'forbidden', 'unavailable'],
      async handle(ctx) {
        const { caller } = ctx.state;
        const consignorId = ownConsignor(caller);
        const account = await inTransaction(app.db, (trx) => accountInUse(trx, consignorId));
        if (account) await askAbout(app, payments.client, account, principalOf(ctx));
        return inTransaction(app.db, (trx) => ownChoice(trx, caller));
      },
    }),
    command({
      ...ofChoice,
      method: 'put',
      path: '/selling/payout-choice/bank',
      reaches: 'email',
      summary: 'Be paid to bank data again, after the waiting time; an email tells of it',
      idempotent: true,
      freshProof: true,
      problems: ['sign_in_required', 'forbidden', 'second_factor_missing', 'nothing_to_do'],
      async run(trx, { principal, caller }) {
        const consignorId = ownConsignor(caller);
        await requireSecondFactor(trx, caller, 'How you are paid is');
        await payToBank(trx, consignorId, principal);
        return ownChoice(trx, caller);
      },
    }),
  ];
}

async function ownChoice(trx: Trx, caller: Caller) {
  return {
    ...(await showPayoutChoice(trx, ownConsignor(caller))),
    secondFactor: await secondFactorOf(trx, caller.personId ?? ''),
  };
}
