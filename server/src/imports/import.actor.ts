/** The import's machine, tied to its rows. */
import { importContext, importMachine } from '@holdfast/shared/imports/machines';
import { defineActor } from '../platform/actors/index.ts';

const inBackground = (task: string) => (call: { actorId: string }) => ({
  task,
  payload: { importId: call.actorId },
});

export const importActor = defineActor(importMachine, {
  prefix: 'imp',
  table: 'imports',
  context: importContext,
  messages: {
    check: { label: 'Check again', needsReason: false },
    askMapping: null,
    checked: null,
    recounted: null,
    apply: { label: 'Apply', needsReason: false },
    rowsApplied: null,
    undo: { label: 'Undo', needsReason: true },
    rowsUndone: null,
    finish: null,
    fail: null,
  },
  inTransaction: {},
  jobs: {
    checkRows: inBackground('imports.checkImport'),
    applyRows: inBackground('imports.applyImport'),
    undoRows: inBackground('imports.undoImport'),
  },
});
