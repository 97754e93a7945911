import {
  payoutPaid,
  payoutParams,
  payoutRetry,
  payoutSettled,
  payoutShown,
  payoutStep,
} from '@holdfast/shared/payouts';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command } from '../platform/http/index.ts';
import { newId } from '../platform/ids.ts';
import { settleByHand, stepPayout } from './actOnPayouts.ts';
import { showPayout } from './readPayouts.ts';

const problems = [
  'not_found',
  'version_conflict',
  'transition_refused',
  'validation_failed',
  'nothing_to_do',
] as const;
const action = {
  tag: 'Admin: payouts',
  roles: ['finance'],
  method: 'post',
  idempotent: true,
  problems,
} as const;

const one = { ...action, params: payoutParams, answer: payoutShown, freshProof: true } as const;

/** What finance says happened to one payout. */
export function payoutActions({ engine }: AppContext): AnyEndpoint[] {
  return [
    command({
      ...one,
      path: '/admin/payouts/:id/pay',
      summary: 'Say that it was paid, how, and what the consignor’s bank shows',
      body: payoutPaid,
      async run(trx, { params: { id }, body: { version, ...paid }, principal }) {
        await stepPayout(
          trx,
          engine,
          id,
          { type: 'pay', attemptId: newId('payoutAttempt'), ...paid },
          { version },
          principal,
        );
        return showPayout(trx, id);
      },
    }),
    ...bankSaid(engine),
    command({
      ...one,
      path: '/admin/payouts/:id/return',
      summary: 'Say that the money came back: it is owed again',
      body: payoutStep,
      async run(trx, { params: { id }, body: { version, reason }, principal }) {
        await stepPayout(trx, engine, id, { type: 'return', why: reason }, { version, reason }, principal);
        return showPayout(trx, id);
      },
    }),
    command({
      ...one,
      path: '/admin/payouts/:id/retry',
      summary: 'Pay once more what came back or was refused',
      body: payoutRetry,
      async run(trx, { params: { id }, body: { version }, principal }) {
        await stepPayout(trx, engine, id, { type: 'retry' }, { version }, principal);
        return showPayout(trx, id);
      },
    }),
    command({
      ...one,
      path: '/admin/payouts/:id/cancel',
      summary: 'Don’t pay it: its lines wait for a later run',
      body: payoutStep,
      async run(trx, { params: { id }, body: { version, reason }, principal }) {
        await stepPayout(trx, engine, id, { type: 'cancel' }, { version, reason }, principal);
        return showPayout(trx, id);
      },
    }),
  ];
}

/** What the bank did with a payout that is in a file. */
function bankSaid(engine: AppContext['engine']): AnyEndpoint[] {
  return [
    command({
      ...one,
      path: '/admin/payouts/:id/settle',
      summary: 'Say that the bank paid what a file asked it to',
      body: payoutSettled,
      async run(trx, { params: { id }, body: { version, paidOn }, principal }) {
        await settleByHand(trx, engine, id, { type: 'settle', paidOn }, { version }, principal);
        return showPayout(trx, id);
      },
    }),
    command({
      ...one,
      path: '/admin/payouts/:id/refuse',
      summary: 'Say that the bank refused what a file asked it to pay: it is owed again',
      body: payoutStep,
      async run(trx, { params: { id }, body: { version, reason }, principal }) {
        await settleByHand(trx, engine, id, { type: 'refuse', why: reason }, { version, reason }, principal);
        return showPayout(trx, id);
      },
    }),
  ];
}
