import { describe } from 'vitest';
import { type Row, testTable } from '../../test/machineTable.ts';
import { approvalMachine } from './approval.machine.ts';

const context = { madeBy: 'per_ann' };
const ended = ['approved', 'declined', 'withdrawn', 'expired'];
const snapshots = Object.fromEntries(
  ['waiting', ...ended].map((state) => [state, { value: state, context }]),
);
const messages = {
  'approve by another': { type: 'approve', person: 'per_bob' },
  'approve by who asked': { type: 'approve', person: 'per_ann' },
  'decline by another': { type: 'decline', person: 'per_bob' },
  'decline by who asked': { type: 'decline', person: 'per_ann' },
  'withdraw by another': { type: 'withdraw', person: 'per_bob' },
  'withdraw by who asked': { type: 'withdraw', person: 'per_ann' },
  expiry: { type: 'xstate.after.expiry.approval.waiting' },
};
// Whatever isn't named is refused: above all that somebody decides their own, and that anything follows an end.
const rows: Row[] = [
  ['waiting', 'approve by another', 'approved', '-expiry', 'keepDecision'],
  ['waiting', 'decline by another', 'declined', '-expiry', 'keepDecision'],
  ['waiting', 'withdraw by who asked', 'withdrawn', '-expiry', 'keepDecision'],
  ['waiting', 'expiry', 'expired', '-expiry', 'keepDecision'],
];

describe('approval', () => {
  testTable(approvalMachine, snapshots, messages, rows);
});
