import { setup } from 'xstate';
import { z } from 'zod';
import { jobs } from '../jobs/index.ts';
import { createEngine, defineActor } from './index.ts';

export const door = setup({
  types: {
    context: {} as { closeMs: number },
    events: {} as { type: 'open'; guest: string } | { type: 'close' },
    input: {} as { closeMs: number },
  },
  delays: { tooLong: ({ context }) => context.closeMs },
  actions: { ring: () => {}, greet: (_, _guest: string) => {} },
}).createMachine({
  id: 'door',
  context: ({ input }) => input,
  initial: 'closed',
  states: {
    closed: {
      on: { open: { target: 'open', actions: { type: 'greet', params: ({ event }) => event.guest } } },
    },
    open: { entry: 'ring', after: { tooLong: 'closed' }, on: { close: 'closed' } }, // `after`: a row in `timers`
  },
});

const doorActor = defineActor(door, {
  prefix: 'dor', // ids begin with dor_
  table: 'doors', // id, state, snapshot jsonb, machine_version, version
  context: z.object({ closeMs: z.int() }),
  messages: { open: { label: 'Open', needsReason: false }, close: null },
  inTransaction: {
    ring: async (trx, calls) => {
      for (const { actorId: id } of calls) await trx('doors').where({ id }).increment('rings');
    },
  },
  jobs: { greet: ({ params: guest }) => ({ task: 'greet', payload: { guest } }) },
});

export const engine = createEngine([doorActor], jobs);
