/** A broker's file on its way in: looked at first (a dry run that writes nothing else), then applied row by row. */
import { setup } from 'xstate';
import { z } from 'zod';

export const importContext = z.object({
  /** Rows by what the dry run said of them, and how many are applied so far. */
  create: z.int(),
  change: z.int(),
  unchanged: z.int(),
  refuse: z.int(),
  applied: z.int(),
  failure: z.string().nullable(),
});
export type ImportContext = z.infer<typeof importContext>;

export type ImportMessage =
  | { type: 'checked'; create: number; change: number; unchanged: number; refuse: number }
  | { type: 'apply' }
  | { type: 'rowsApplied'; count: number }
  | { type: 'finish' }
  | { type: 'fail'; failure: string };

const importSetup = setup({
  types: { context: {} as ImportContext, events: {} as ImportMessage, input: {} as Record<string, never> },
  guards: { hasWork: ({ context }) => context.create + context.change > 0 },
  actions: {
    /** Outside: the rows are applied in batches, in the background. */
    applyRows: () => {},
  },
});
const learnCounts = importSetup.assign(({ context, event }) =>
  event.type === 'checked'
    ? { create: event.create, change: event.change, unchanged: event.unchanged, refuse: event.refuse }
    : context,
);
const addApplied = importSetup.assign({
  applied: ({ context, event }) => context.applied + (event.type === 'rowsApplied' ? event.count : 0),
});
const learnFailure = importSetup.assign({
  failure: ({ event }) => (event.type === 'fail' ? event.failure : null),
});

export const importMachine = importSetup.createMachine({
  id: 'import',
  context: () => ({ create: 0, change: 0, unchanged: 0, refuse: 0, applied: 0, failure: null }),
  initial: 'uploaded',
  states: {
    uploaded: {
      on: {
        checked: { target: 'checked', actions: learnCounts },
        fail: { target: 'failed', actions: learnFailure },
      },
    },
    checked: {
      on: {
        // The world moved since the dry run: it can be made again.
        checked: { actions: learnCounts },
        apply: { guard: 'hasWork', target: 'applying', actions: 'applyRows' },
      },
    },
    applying: {
      on: {
        rowsApplied: { actions: addApplied },
        finish: 'done',
        fail: { target: 'failed', actions: learnFailure },
      },
    },
    done: { type: 'final' },
    failed: { type: 'final' },
  },
});
