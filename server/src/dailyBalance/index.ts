import {
  balanceDayList,
  balanceDayParams,
  balanceDayQuery,
  balanceDayShown,
  differenceParams,
  settleDifference as settleBody,
} from '@holdfast/shared/dailyBalance';
import type { StripeClient } from '../payments/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { listDays, settleDifference, showDay } from './readDays.ts';
import { runBalance } from './runBalance.ts';

export { isBalanceReadSince } from './readDays.ts';
export { runBalance } from './runBalance.ts';
export type * from './views.ts';

const reading = { tag: 'Admin', roles: ['finance'] } as const;

export function balanceRoutes(): AnyEndpoint[] {
  return [
    query({
      ...reading,
      path: '/admin/balance-days',
      summary: 'Stripe’s balance day by day, newest first, with what differs from the books',
      query: balanceDayQuery,
      answer: balanceDayList,
      run: (trx, { query }) => listDays(trx, query),
    }),
    query({
      ...reading,
      path: '/admin/balance-days/:id',
      params: balanceDayParams,
      summary: 'One day with its transactions and differences',
      answer: balanceDayShown,
      problems: ['not_found'],
      run: (trx, { params }) => showDay(trx, params.id),
    }),
    command({
      ...reading,
      method: 'post',
      path: '/admin/balance-differences/:id/settle',
      params: differenceParams,
      summary: 'Say what explains a difference; audited. Nothing is changed to make it fit',
      idempotent: true,
      body: settleBody,
      answer: balanceDayShown,
      problems: ['not_found', 'validation_failed', 'transition_refused'],
      run: (trx, { params, body, principal }) => settleDifference(trx, params.id, body.reason, principal),
    }),
  ];
}

/** @returns handlers by the names of their jobs */
export function balanceJobs(
  app: AppContext,
  stripe: StripeClient,
): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'dailyBalance.run': async () => {
      const open = await runBalance(app, stripe);
      if (open > 0) app.log.warn({ open }, 'Stripe’s balance differs from the books');
    },
  };
}

/** In UTC: each hour, so that a day is whole soon after its end and a difference is known while somebody remembers why. */
export const balanceCrontab = [
  { task: 'dailyBalance.run', match: '40 * * * *', options: { maxAttempts: 3 } },
];
