/**
 * A broker's file on its way in: looked at first (a dry run that writes nothing else), then applied row by row, and
 * undone row by row where somebody regrets it.
 */
import { setup } from 'xstate';
import { z } from 'zod';
import { assignsOf } from '../assignOn.ts';

/** What an import's snapshot stores: counts of rows. */
export const importContext = z.object({
  /** Rows by what the dry run said of them, and how many are applied so far. */
  create: z.int(),
  change: z.int(),
  unchanged: z.int(),
  refuse: z.int(),
  applied: z.int(),
  /** Of the applied ones: taken back, and left as they are because somebody bought, held or changed them since. */
  undone: z.int(),
  kept: z.int(),
  failure: z.string().nullable(),
});
/** An import's context. */
export type ImportContext = z.infer<typeof importContext>;

/** The messages of an import. */
export type ImportMessage =
  | { type: 'check' }
  | { type: 'askMapping' }
  | { type: 'checked'; create: number; change: number; unchanged: number; refuse: number }
  | { type: 'recounted'; create: number; change: number; unchanged: number; refuse: number }
  | { type: 'apply' }
  | { type: 'rowsApplied'; count: number }
  | { type: 'undo' }
  | { type: 'rowsUndone'; undone: number; kept: number }
  | { type: 'finish' }
  | { type: 'fail'; failure: string };

const importSetup = setup({
  types: {
    context: {} as ImportContext,
    events: {} as ImportMessage,
    input: {} as Record<string, never>,
    tags: {} as 'underway' | 'ended',
  },
  guards: {
    hasWork: ({ context }) => context.create + context.change > 0,
    didSomething: ({ context }) => context.applied > 0,
  },
  actions: {
    /** A job: the file is read and each row looked at, in the background. */
    checkRows: () => {},
    /** A job: the rows are applied in batches, in the background. */
    applyRows: () => {},
    /** A job: what was applied is taken back in batches, in the background. */
    undoRows: () => {},
  },
});
const assignOn = assignsOf<ImportContext, ImportMessage>();
const storeCounts = assignOn(
  ['checked', 'recounted'],
  ({ event: { create, change, unchanged, refuse } }) => ({ create, change, unchanged, refuse }),
);
const addApplied = assignOn(['rowsApplied'], ({ context, event }) => ({
  applied: context.applied + event.count,
}));
const addUndone = assignOn(['rowsUndone'], ({ context, event }) => ({
  undone: context.undone + event.undone,
  kept: context.kept + event.kept,
}));
const storeFailure = assignOn(['fail'], ({ event }) => ({ failure: event.failure }));
const onFail = { target: 'failed', actions: storeFailure } as const;
const onCheck = { target: 'checking', actions: 'checkRows' } as const;

/** The import's machine: uploaded, checked, applied, perhaps undone. */
export const importMachine = importSetup.createMachine({
  id: 'import',
  context: () => ({
    create: 0,
    change: 0,
    unchanged: 0,
    refuse: 0,
    applied: 0,
    undone: 0,
    kept: 0,
    failure: null,
  }),
  initial: 'uploaded',
  states: {
    uploaded: { on: { check: onCheck, fail: onFail } },
    checking: {
      tags: ['underway'],
      on: {
        // Its header isn't known: somebody says what the columns mean, and it is checked again.
        askMapping: 'toMap',
        checked: { target: 'checked', actions: storeCounts },
        fail: onFail,
      },
    },
    toMap: { on: { check: onCheck } },
    checked: {
      on: {
        // The world moved since the dry run, or somebody decided something: it can be made again.
        check: onCheck,
        // Somebody corrected a row, and it was checked alone.
        recounted: { actions: storeCounts },
        apply: { guard: 'hasWork', target: 'applying', actions: 'applyRows' },
      },
    },
    applying: {
      tags: ['underway'],
      on: {
        rowsApplied: { actions: addApplied },
        finish: 'done',
        fail: onFail,
      },
    },
    done: { on: { undo: { guard: 'didSomething', target: 'undoing', actions: 'undoRows' } } },
    undoing: {
      tags: ['underway'],
      on: {
        rowsUndone: { actions: addUndone },
        finish: 'undone',
      },
    },
    undone: { tags: ['ended'], type: 'final' },
    failed: { tags: ['ended'], type: 'final' },
  },
});
