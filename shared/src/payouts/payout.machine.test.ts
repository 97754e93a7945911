import { describe, expect, it } from 'vitest';
import { type Row, testTable } from '../../test/machineTable.ts';
import { payoutMachine, upgradePayoutToV2 } from './payout.machine.ts';
import type { PayoutContext } from './payoutMessages.ts';

const at = '2038-01-10T12:00:00.000Z';
const fresh: PayoutContext = {
  consignorId: 'con_1',
  amount: 9_000,
  currency: 'USD',
  attempts: 0,
  attemptId: null,
  way: null,
  reference: null,
  paidOn: null,
  returnReason: null,
};
const paid = {
  ...fresh,
  attempts: 1,
  attemptId: 'pat_1',
  way: 'check' as const,
  reference: 'Check 1042',
  paidOn: '2038-01-09',
};
const sent = { ...paid, way: 'bankTransfer' as const, reference: 'HFP000000000001', paidOn: '2038-01-12' };
const byStripe = { ...sent, way: 'stripe' as const, reference: 'pat_1', paidOn: '2038-01-09' };

const snapshots = {
  draft: { value: 'draft', context: fresh },
  approved: { value: 'approved', context: fresh },
  sending: { value: 'sending', context: sent },
  'sending a second time': { value: 'sending', context: { ...sent, attempts: 2, attemptId: 'pat_2' } },
  'sending by Stripe': { value: 'sending', context: byStripe },
  'sending by Stripe a second time': {
    value: 'sending',
    context: { ...byStripe, attempts: 2, attemptId: 'pat_2' },
  },
  paid: { value: 'paid', context: paid },
  'paid by Stripe': { value: 'paid', context: byStripe },
  'paid by Stripe a second time': {
    value: 'paid',
    context: { ...byStripe, attempts: 2, attemptId: 'pat_2' },
  },
  'paid by the first version': { value: 'paid', context: { ...paid, attemptId: null } },
  returned: { value: 'returned', context: { ...paid, returnReason: 'Account closed' } },
  failed: { value: 'failed', context: { ...sent, returnReason: 'No such account' } },
  dropped: { value: 'dropped', context: fresh },
  canceled: { value: 'canceled', context: fresh },
};
const attemptId = 'pat_1';
const messages = {
  approve: { type: 'approve', at },
  drop: { type: 'drop', at },
  pay: { type: 'pay', attemptId, way: 'check', reference: 'Check 1042', paidOn: '2038-01-09', at },
  send: {
    type: 'send',
    attemptId,
    reference: 'HFP000000000001',
    paidOn: '2038-01-12',
    fileId: 'bkf_1',
    bankAccountId: 'bka_1',
    at,
  },
  transfer: {
    type: 'transfer',
    attemptId,
    reference: 'pat_1',
    paidOn: '2038-01-09',
    connectedAccountId: 'sca_1',
    at,
  },
  transferred: { type: 'transferred', attemptId, transferId: 'tr_1', paidOn: '2038-01-09', at },
  refuseTransfer: { type: 'refuseTransfer', attemptId, why: 'Too little in the balance', at },
  reverse: { type: 'reverse', why: 'Paid twice', at },
  reversed: { type: 'reversed', attemptId, why: 'Paid twice', at },
  refuseReversal: { type: 'refuseReversal', attemptId, why: 'It was paid on', at },
  settle: { type: 'settle', attemptId, paidOn: '2038-01-12', at },
  refuse: { type: 'refuse', attemptId, why: 'No such account', at },
  recall: { type: 'recall', attemptId, at },
  return: { type: 'return', why: 'Account closed', at },
  'return of the first': { type: 'return', attemptId, why: 'Account closed', at },
  retry: { type: 'retry', at },
  cancel: { type: 'cancel', at },
};
const rows: Row[] = [
  ['draft', 'approve', 'approved'],
  ['draft', 'drop', 'dropped', 'releaseLines'],
  ['approved', 'pay', 'paid', 'beginAttempt', 'mailPaid'],
  ['approved', 'send', 'sending', 'beginAttempt'],
  ['approved', 'transfer', 'sending', 'beginAttempt', 'sendTransfer'],
  ['approved', 'cancel', 'canceled', 'releaseLines'],
  ['sending', 'settle', 'paid', 'settleAttempt', 'mailPaid'],
  ['sending', 'refuse', 'failed', 'endAttempt'],
  ['sending', 'recall', 'approved', 'endAttempt'],
  ['sending', 'return', 'returned', 'endAttempt'],
  ['sending', 'return of the first', 'returned', 'endAttempt'],
  // Word of the first attempt changes nothing of the second one.
  ['sending a second time', 'return', 'returned', 'endAttempt'],
  // What Stripe moves, Stripe alone tells of; and of an earlier transfer it changes nothing of the second one.
  ['sending by Stripe', 'transferred', 'paid', 'settleAttempt', 'mailPaid'],
  ['sending by Stripe', 'refuseTransfer', 'failed', 'endAttempt'],
  ['paid by Stripe', 'reverse', 'paid', 'noteReversal', 'reverseTransfer'],
  ['paid by Stripe', 'refuseReversal', 'paid', 'noteReversal'],
  ['paid by Stripe', 'reversed', 'returned', 'endAttempt'],
  ['paid by Stripe a second time', 'reverse', 'paid', 'noteReversal', 'reverseTransfer'],
  ['paid', 'return', 'returned', 'endAttempt'],
  ['paid', 'return of the first', 'returned', 'endAttempt'],
  ['paid by the first version', 'return', 'returned', 'endAttempt'],
  ['returned', 'retry', 'approved'],
  ['returned', 'cancel', 'canceled', 'releaseLines'],
  ['failed', 'retry', 'approved'],
  ['failed', 'cancel', 'canceled', 'releaseLines'],
];

describe('the whole table', () => testTable(payoutMachine, snapshots, messages, rows));

it('a payout of the first version is upgraded without an attempt', () => {
  const { attemptId: _, ...context } = paid;
  expect(upgradePayoutToV2({ value: 'paid', context })).toEqual({
    value: 'paid',
    context: { ...paid, attemptId: null },
  });
});
