import { describe } from 'vitest';
import { type Row, testTable } from '../../test/machineTable.ts';
import { exportMachine } from './export.machine.ts';

const context = { keptMs: 604_800_000 };
const snapshots = Object.fromEntries(
  ['requested', 'working', 'ready', 'failed', 'expired', 'removed'].map((state) => [
    state,
    { value: state, context },
  ]),
);
const messages = {
  begin: { type: 'begin' },
  finish: { type: 'finish' },
  fail: { type: 'fail', why: 'Too many rows.' },
  remove: { type: 'remove' },
  kept: { type: 'xstate.after.kept.export.ready' },
};
// Whatever isn't named is refused: above all that anything follows an end.
const rows: Row[] = [
  ['requested', 'begin', 'working'],
  ['requested', 'fail', 'failed', 'keepFailure'],
  ['requested', 'remove', 'removed', 'dropParts'],
  ['working', 'finish', 'ready', 'keepEnd', '+kept'],
  ['working', 'fail', 'failed', 'keepFailure'],
  ['working', 'remove', 'removed', 'dropParts'],
  ['ready', 'remove', 'removed', '-kept', 'dropParts'],
  ['ready', 'kept', 'expired', '-kept', 'dropParts'],
];

describe('export', () => {
  testTable(exportMachine, snapshots, messages, rows);
});
