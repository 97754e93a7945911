import { describe } from 'vitest';
import { type Row, testTable } from '../../test/machineTable.ts';
import { type PayoutContext, payoutMachine } from './payout.machine.ts';

const at = '2038-01-10T12:00:00.000Z';
const fresh: PayoutContext = {
  consignorId: 'con_1',
  amount: 9_000,
  currency: 'USD',
  attempts: 0,
  way: null,
  reference: null,
  paidOn: null,
  returnReason: null,
};
const paid = { ...fresh, attempts: 1, way: 'check' as const, reference: 'Check 1042', paidOn: '2038-01-09' };

const snapshots = {
  draft: { value: 'draft', context: fresh },
  approved: { value: 'approved', context: fresh },
  paid: { value: 'paid', context: paid },
  returned: { value: 'returned', context: { ...paid, returnReason: 'Account closed' } },
  dropped: { value: 'dropped', context: fresh },
  canceled: { value: 'canceled', context: fresh },
};
const messages = {
  approve: { type: 'approve', at },
  drop: { type: 'drop', at },
  pay: { type: 'pay', way: 'check', reference: 'Check 1042', paidOn: '2038-01-09', at },
  return: { type: 'return', why: 'Account closed', at },
  retry: { type: 'retry', at },
  cancel: { type: 'cancel', at },
};
const rows: Row[] = [
  ['draft', 'approve', 'approved'],
  ['draft', 'drop', 'dropped', 'releaseLines'],
  ['approved', 'pay', 'paid', 'bookPaid', 'mailPaid'],
  ['approved', 'cancel', 'canceled', 'releaseLines'],
  ['paid', 'return', 'returned', 'bookReturned'],
  ['returned', 'retry', 'approved'],
  ['returned', 'cancel', 'canceled', 'releaseLines'],
];

describe('the whole table', () => testTable(payoutMachine, snapshots, messages, rows));
