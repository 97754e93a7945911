/**
 * A file of a large table that is written in the background, kept for a while, and deleted. How far it is stands in its row: a page of
 * it is no message. Source: the issue "Money out", 5.
 */
import { setup } from 'xstate';
import { z } from 'zod';

/** What an export's snapshot stores. */
export const exportContext = z.object({
  /** How long the file is kept from its end on, milliseconds. */
  keptMs: z.int().positive(),
});
/** An export's context. */
export type ExportContext = z.infer<typeof exportContext>;

/** The messages of an export. The worker sends all of them but `remove`, which a person sends. */
export type ExportMessage =
  | { type: 'begin' }
  | { type: 'finish' }
  /** `why`: for whoever asked, in words. */
  | { type: 'fail'; why: string }
  | { type: 'remove' };

const exportSetup = setup({
  types: {
    context: {} as ExportContext,
    events: {} as ExportMessage,
    input: {} as { keptMs: number },
    tags: {} as 'waiting' | 'kept',
  },
  delays: { kept: ({ context }) => context.keptMs },
  actions: {
    /** A job: it writes page after page, and goes on behind the last one that is written. */
    write: () => {},
    /** In the transaction: the row says when it ended, and until when it is kept. */
    keepEnd: () => {},
    /** In the transaction: the row says why it failed, and what was written is deleted. */
    keepFailure: (_, _why: string) => {},
    /** In the transaction: what was written is deleted. */
    dropParts: () => {},
  },
});

/** The export's machine: it is written once, and its file ends by its time or by a person. */
export const exportMachine = exportSetup.createMachine({
  id: 'export',
  context: ({ input }) => ({ keptMs: input.keptMs }),
  initial: 'requested',
  states: {
    requested: {
      tags: ['waiting'],
      entry: 'write',
      on: {
        begin: 'working',
        fail: { target: 'failed', actions: { type: 'keepFailure', params: ({ event }) => event.why } },
        remove: { target: 'removed', actions: 'dropParts' },
      },
    },
    working: {
      tags: ['waiting'],
      on: {
        finish: { target: 'ready', actions: 'keepEnd' },
        fail: { target: 'failed', actions: { type: 'keepFailure', params: ({ event }) => event.why } },
        remove: { target: 'removed', actions: 'dropParts' },
      },
    },
    ready: {
      tags: ['kept'],
      after: { kept: { target: 'expired', actions: 'dropParts' } },
      on: { remove: { target: 'removed', actions: 'dropParts' } },
    },
    failed: { type: 'final' },
    expired: { type: 'final' },
    removed: { type: 'final' },
  },
});
