import { describe, expect, it } from 'vitest';
import { contextAfter, type Row, testTable } from '../../test/machineTable.ts';
import { type ImportContext, importMachine } from './import.machine.ts';

const context: ImportContext = { create: 2, change: 0, unchanged: 1, refuse: 1, applied: 0, failure: null };
const situations = {
  ...Object.fromEntries(
    ['uploaded', 'checked', 'applying', 'done', 'failed'].map((state) => [state, { value: state, context }]),
  ),
  'checked with no work': { value: 'checked', context: { ...context, create: 0 } },
};
const messages = {
  checked: { type: 'checked', create: 3, change: 1, unchanged: 0, refuse: 0 },
  apply: { type: 'apply' },
  rowsApplied: { type: 'rowsApplied', count: 2 },
  finish: { type: 'finish' },
  fail: { type: 'fail', failure: 'the file is gone' },
};
const rows: Row[] = [
  ['uploaded', 'checked', 'checked'],
  ['uploaded', 'fail', 'failed'],
  ['checked', 'checked', 'checked'],
  ['checked', 'apply', 'applying', 'applyRows'],
  ['checked with no work', 'checked', 'checked'],
  ['applying', 'rowsApplied', 'applying'],
  ['applying', 'finish', 'done'],
  ['applying', 'fail', 'failed'],
];

describe('import', () => {
  testTable(importMachine, situations, messages, rows);

  it('counts what it applied', () => {
    expect(contextAfter(importMachine, { value: 'applying', context }, messages.rowsApplied)).toMatchObject({
      applied: 2,
    });
  });
});
