import { describe, expect, it } from 'vitest';
import { contextAfter, type Row, testTable } from '../../test/machineTable.ts';
import { type ImportContext, importMachine } from './import.machine.ts';

const context: ImportContext = {
  create: 2,
  change: 0,
  unchanged: 1,
  refuse: 1,
  applied: 2,
  undone: 0,
  kept: 0,
  failure: null,
};
const states = [
  'uploaded',
  'checking',
  'toMap',
  'checked',
  'applying',
  'done',
  'undoing',
  'undone',
  'failed',
];
const snapshots = {
  ...Object.fromEntries(states.map((state) => [state, { value: state, context }])),
  'checked with no work': { value: 'checked', context: { ...context, create: 0 } },
  'done with nothing': { value: 'done', context: { ...context, applied: 0 } },
};
const messages = {
  check: { type: 'check' },
  askMapping: { type: 'askMapping' },
  checked: { type: 'checked', create: 3, change: 1, unchanged: 0, refuse: 0 },
  recounted: { type: 'recounted', create: 3, change: 0, unchanged: 1, refuse: 0 },
  apply: { type: 'apply' },
  rowsApplied: { type: 'rowsApplied', count: 2 },
  undo: { type: 'undo' },
  rowsUndone: { type: 'rowsUndone', undone: 1, kept: 1 },
  finish: { type: 'finish' },
  fail: { type: 'fail', failure: 'the file is gone' },
};
const rows: Row[] = [
  ['uploaded', 'check', 'checking', 'checkRows'],
  ['uploaded', 'fail', 'failed'],
  ['checking', 'askMapping', 'toMap'],
  ['checking', 'checked', 'checked'],
  ['checking', 'fail', 'failed'],
  ['toMap', 'check', 'checking', 'checkRows'],
  ['checked', 'check', 'checking', 'checkRows'],
  ['checked', 'recounted', 'checked'],
  ['checked', 'apply', 'applying', 'applyRows'],
  ['checked with no work', 'check', 'checking', 'checkRows'],
  ['checked with no work', 'recounted', 'checked'],
  ['applying', 'rowsApplied', 'applying'],
  ['applying', 'finish', 'done'],
  ['applying', 'fail', 'failed'],
  ['done', 'undo', 'undoing', 'undoRows'],
  ['undoing', 'rowsUndone', 'undoing'],
  ['undoing', 'finish', 'undone'],
];

describe('import', () => {
  testTable(importMachine, snapshots, messages, rows);

  it('counts anew when a row was corrected', () => {
    expect(contextAfter(importMachine, { value: 'checked', context }, messages.recounted)).toMatchObject({
      create: 3,
      refuse: 0,
    });
  });

  it('counts what it applied, and what it took back', () => {
    expect(contextAfter(importMachine, { value: 'applying', context }, messages.rowsApplied)).toMatchObject({
      applied: 4,
    });
    expect(contextAfter(importMachine, { value: 'undoing', context }, messages.rowsUndone)).toMatchObject({
      undone: 1,
      kept: 1,
    });
  });
});
