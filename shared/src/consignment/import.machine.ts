/**
 * A broker's file on its way in: looked at first (a dry run that writes nothing else), then applied row by row, and
 * undone row by row where somebody regrets it.
 */
import { setup } from 'xstate';
import { z } from 'zod';

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
export type ImportContext = z.infer<typeof importContext>;

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
  types: { context: {} as ImportContext, events: {} as ImportMessage, input: {} as Record<string, never> },
  guards: {
    hasWork: ({ context }) => context.create + context.change > 0,
    didSomething: ({ context }) => context.applied > 0,
  },
  actions: {
    /** Outside: the file is read and each row looked at, in the background. */
    checkRows: () => {},
    /** Outside: the rows are applied in batches, in the background. */
    applyRows: () => {},
    /** Outside: what was applied is taken back in batches, in the background. */
    undoRows: () => {},
  },
});
const learnCounts = importSetup.assign(({ context, event }) =>
  event.type === 'checked' || event.type === 'recounted'
    ? { create: event.create, change: event.change, unchanged: event.unchanged, refuse: event.refuse }
    : context,
);
const addApplied = importSetup.assign({
  applied: ({ context, event }) => context.applied + (event.type === 'rowsApplied' ? event.count : 0),
});
const addUndone = importSetup.assign({
  undone: ({ context, event }) => context.undone + (event.type === 'rowsUndone' ? event.undone : 0),
  kept: ({ context, event }) => context.kept + (event.type === 'rowsUndone' ? event.kept : 0),
});
const learnFailure = importSetup.assign({
  failure: ({ event }) => (event.type === 'fail' ? event.failure : null),
});
const onFail = { target: 'failed', actions: learnFailure } as const;
const onCheck = { target: 'checking', actions: 'checkRows' } as const;

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
      on: {
        // Its header isn't known: somebody says what the columns mean, and it is checked again.
        askMapping: 'toMap',
        checked: { target: 'checked', actions: learnCounts },
        fail: onFail,
      },
    },
    toMap: { on: { check: onCheck } },
    checked: {
      on: {
        // The world moved since the dry run, or somebody decided something: it can be made again.
        check: onCheck,
        // Somebody mended a row, and it was looked at alone.
        recounted: { actions: learnCounts },
        apply: { guard: 'hasWork', target: 'applying', actions: 'applyRows' },
      },
    },
    applying: {
      on: {
        rowsApplied: { actions: addApplied },
        finish: 'done',
        fail: onFail,
      },
    },
    done: { on: { undo: { guard: 'didSomething', target: 'undoing', actions: 'undoRows' } } },
    undoing: {
      on: {
        rowsUndone: { actions: addUndone },
        finish: 'undone',
      },
    },
    undone: { type: 'final' },
    failed: { type: 'final' },
  },
});
