import { assign, setup } from 'xstate';
import { z } from 'zod';
import { jobs } from '../jobs/index.ts';
import { createEngine, defineActor } from './index.ts';

const context = z.object({ openings: z.int(), closeMs: z.int() });

export const door = setup({
  types: {
    context: {} as z.infer<typeof context>,
    events: {} as { type: 'open'; guest: string } | { type: 'close' },
    input: {} as { closeMs: number },
  },
  delays: { tooLong: ({ context }) => context.closeMs },
  guards: { notWorn: ({ context }) => context.openings < 10_000 },
  actions: { ring: () => {}, greet: (_, _params: { guest: string }) => {} },
}).createMachine({
  id: 'door',
  context: ({ input }) => ({ openings: 0, closeMs: input.closeMs }),
  initial: 'closed',
  states: {
    closed: {
      on: {
        open: {
          guard: 'notWorn',
          target: 'open',
          actions: ['ring', { type: 'greet', params: ({ event }) => ({ guest: event.guest }) }],
        },
      },
    },
    open: {
      entry: assign({ openings: ({ context }) => context.openings + 1 }),
      after: { tooLong: 'closed' }, // a row in `timers`
      on: { close: 'closed' },
    },
  },
});

const doorActor = defineActor(door, {
  prefix: 'dor', // ids begin with dor_
  table: 'doors', // id, state, snapshot jsonb, machine_version, version
  context,
  messages: { open: { label: 'Open', needsReason: false }, close: null },
  inTransaction: {
    ring: async (trx, calls) => {
      await trx('doors')
        .whereIn(
          'id',
          calls.map(({ actorId }) => actorId),
        )
        .increment('rings');
    },
  },
  jobs: { greet: ({ params }) => ({ task: 'greet', payload: { guest: params.guest } }) },
});

export const engine = createEngine([doorActor], jobs);
