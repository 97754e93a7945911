import {
  payoutParams,
  payoutRunParams,
  payoutRunShown,
  payoutShown,
  payoutStep,
  transferPlan,
} from '@holdfast/shared/payouts';
import type { AppContext } from '../../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../../platform/http/index.ts';
import { showPayout } from '../readPayouts.ts';
import { showRun } from '../readRuns.ts';
import { previewTransfers, sendTransfers } from './sendTransfers.ts';
import { takeBack } from './takeBack.ts';

const common = { tag: 'Admin: payouts', roles: ['finance'] } as const;
const problems = [
  'not_found',
  'version_conflict',
  'transition_refused',
  'validation_failed',
  'nothing_to_do',
] as const;

/** Paying by Stripe: what would be sent, sending it, and taking it back. */
export function transferRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    query({
      ...common,
      path: '/admin/payout-runs/:id/transfers',
      params: payoutRunParams,
      summary: 'What of an approved run would be sent by Stripe now, and what not and why',
      answer: transferPlan,
      problems: ['not_found', 'transition_refused'],
      run: (trx, { params }) => previewTransfers(trx, params.id),
    }),
    command({
      ...common,
      method: 'post',
      path: '/admin/payout-runs/:id/transfers',
      params: payoutRunParams,
      summary: 'Send by Stripe what may be sent; each payout’s transfer is made once, in the background',
      idempotent: true,
      freshProof: true,
      answer: payoutRunShown,
      problems,
      async run(trx, { params, principal }) {
        await sendTransfers(trx, engine, params.id, principal);
        return showRun(trx, params.id, principal.by);
      },
    }),
    command({
      ...common,
      method: 'post',
      path: '/admin/payouts/:id/reverse',
      params: payoutParams,
      summary: 'Ask Stripe to take a transfer back: once it did, the payout is owed again',
      idempotent: true,
      freshProof: true,
      body: payoutStep,
      answer: payoutShown,
      problems,
      async run(trx, { params: { id }, body: { version, reason }, principal }) {
        await takeBack(trx, engine, { id, version, reason }, principal);
        return showPayout(trx, id);
      },
    }),
  ];
}
