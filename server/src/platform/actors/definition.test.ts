/** What the compiler refuses, and what a definition refuses when it runs. */
import { describe, expect, it } from 'vitest';
import { type AnyStateMachine, assign, raise, setup, spawnChild } from 'xstate';
import { z } from 'zod';
import { doorActor, doorMachine } from '../../../test/doors.ts';
import { defineActor } from './definition.ts';
import { followUp, messageTo } from './messages.ts';
import { firstStep, nextStep } from './step.ts';

const by = { by: 'test' };
const call = { actorId: 'dor_1', version: 2, by: 'test', reason: null };

const signSetup = setup({
  types: {
    context: {} as { turns: number },
    events: {} as { type: 'turn'; degrees: number } | { type: 'stop' },
    input: {} as { turns: number },
  },
  actions: { squeak: (_, _params: { degrees: number }) => {}, notifyOwner: () => {} },
});
const sign = signSetup.createMachine({
  id: 'sign',
  context: ({ input }) => input,
  initial: 'still',
  states: {
    still: {
      on: {
        turn: { actions: { type: 'squeak', params: ({ event }) => ({ degrees: event.degrees }) } },
        stop: { actions: 'notifyOwner' },
      },
    },
  },
});
const context = z.object({ turns: z.int() });
const messages = { turn: null, stop: null };
const squeak = async () => {};
const notifyOwner = () => ({ task: 'signs.notify', payload: {} });
const base = { prefix: 'sgn', table: 'signs', context, messages };

describe('the compiler', () => {
  it('types the handlers’ calls', () => {
    defineActor(sign, {
      ...base,
      inTransaction: {
        squeak: async (_trx, calls) => {
          for (const { params, context, message } of calls) {
            const sum: number = params.degrees + context.turns;
            void sum;
            if (message.type === 'turn') message.degrees satisfies number;
            // @ts-expect-error no such field in the context
            void context.colour;
            // @ts-expect-error no such param
            void params.radians;
          }
        },
      },
      jobs: { notifyOwner: ({ actorId }) => ({ task: 'signs.notify', payload: { id: actorId } }) },
    });
  });

  it('refuses handlers that are missing, doubled, superfluous or of other params', () => {
    // @ts-expect-error no handler for notifyOwner
    expect(() => defineActor(sign, { ...base, inTransaction: { squeak }, jobs: {} })).toThrow(
      'sign: the action notifyOwner has no handler',
    );
    const doubled = { ...base, inTransaction: { squeak, notifyOwner: squeak }, jobs: { notifyOwner } };
    // @ts-expect-error handled twice
    expect(() => defineActor(sign, doubled)).toThrow('sign: the action notifyOwner is handled twice');
    const superfluous = { ...base, inTransaction: { squeak, slam: squeak }, jobs: { notifyOwner } };
    // @ts-expect-error an action that the machine doesn't have
    expect(() => defineActor(sign, superfluous)).toThrow('sign: it has no action slam');
    const radians = async (_trx: unknown, calls: Array<{ params: { radians: number } }>) => void calls;
    // @ts-expect-error other params
    defineActor(sign, { ...base, inTransaction: { squeak: radians }, jobs: { notifyOwner } });
  });

  it('refuses another machine’s context and messages', () => {
    const handlers = { inTransaction: { squeak }, jobs: { notifyOwner } };
    // @ts-expect-error another machine's context
    defineActor(sign, { ...base, context: z.object({ other: z.string() }), ...handlers });
    // @ts-expect-error nobody says whether people send stop
    defineActor(sign, { ...base, messages: { turn: null }, ...handlers });
    // @ts-expect-error the machine has no message fall
    defineActor(sign, { ...base, messages: { ...messages, fall: null }, ...handlers });
  });

  it('refuses misspelt messages and wrong payloads, follow-ups included', () => {
    messageTo(sign, 'sgn_1', { type: 'turn', degrees: 90 }, by);
    // @ts-expect-error a misspelt message
    messageTo(sign, 'sgn_1', { type: 'trun', degrees: 90 }, by);
    // @ts-expect-error a message without its payload
    messageTo(sign, 'sgn_1', { type: 'turn' }, by);
    // @ts-expect-error a payload of another type
    messageTo(sign, 'sgn_1', { type: 'turn', degrees: '90' }, by);
    // @ts-expect-error a field that the message doesn't have
    messageTo(sign, 'sgn_1', { type: 'stop', degrees: 90 }, by);
    // @ts-expect-error nobody is named as the sender
    messageTo(sign, 'sgn_1', { type: 'stop' }, {});
    followUp(call, doorMachine, 'dor_1', { type: 'open' });
    // @ts-expect-error a message of another machine
    followUp(call, doorMachine, 'dor_1', { type: 'turn', degrees: 90 });
    expect(followUp(call, sign, 'sgn_1', { type: 'stop' }).addressed).toMatchObject({
      actorType: 'sign',
      cause: 'dor_1/2/stop',
    });
  });
});

describe('a definition refuses', () => {
  const anything = setup({
    actions: { wave: () => {}, count: assign({}) },
    guards: { always: () => true },
    delays: { soon: 1_000 },
  });
  type Config = Parameters<typeof anything.createMachine>[0];
  const defineAny = defineActor as (machine: AnyStateMachine, definition: object) => unknown;
  const define = (config: Config) => () =>
    defineAny(anything.createMachine({ id: 'flag', ...config }), {
      ...base,
      inTransaction: { wave: squeak, count: squeak },
      jobs: {},
    });
  const inA = (a: object) => ({ initial: 'a', states: { a } }) as Config;

  it.each([
    ['parallel regions', { type: 'parallel', states: { a: {}, b: {} } }, 'flag (root): parallel regions'],
    ['parallel regions inside', inA({ type: 'parallel', states: { b: {} } }), 'flag a: parallel regions'],
    [
      'history',
      inA({ initial: 'b', states: { b: {}, h: { type: 'history' } } }),
      'flag a.h: a history state',
    ],
    ['invoke', inA({ invoke: { src: 'somewhere' } }), 'flag a: invoke is not possible'],
    ['spawn', inA({ entry: spawnChild('someone' as never) }), 'flag a: xstate.spawnChild is not possible'],
    ['an anonymous action', inA({ entry: () => {} }), 'flag a: an anonymous action is not possible, name it'],
    [
      'an anonymous guard',
      inA({ on: { go: { guard: () => true } } }),
      'flag a: an anonymous guard is not possible, name it',
    ],
    [
      'an action that nothing declares',
      inA({ exit: 'whistle' }),
      'flag a: setup doesn’t declare the action whistle',
    ],
    ['a guard that nothing declares', inA({ on: { go: { guard: 'maybe' } } }), 'the guard maybe'],
    ['an assign under a name', inA({ entry: 'count' }), 'flag a: the action count is xstate.assign'],
    [
      'a delayed raise without an id',
      inA({ on: { go: { actions: raise({ type: 'later' }, { delay: 10 }) } } }),
      'flag a: a delayed raise needs an id',
    ],
    ['the wildcard message', inA({ on: { '*': 'a' } }), 'flag a: * names no message'],
  ] as Array<[string, Config, string]>)('%s', (_what, config, message) => {
    expect(define(config)).toThrow(message);
  });

  it('a version without an upgrade, and one of another machine', () => {
    const handlers = { inTransaction: { squeak }, jobs: { notifyOwner } };
    const previous = [{ machine: sign, context }];
    expect(() => defineActor(sign, { ...base, previous, ...handlers })).toThrow(
      'sign: version 2 has no upgrade',
    );
    const others = doorActor.versions;
    expect(() => defineActor(sign, { ...base, previous: others, ...handlers })).toThrow(
      'sign: version 1 is the machine door',
    );
  });
});

it('a spawn that hides in an assign is refused when it runs, by machine and state', () => {
  const child = setup({}).createMachine({ id: 'child' });
  const parent = setup({ actors: { child } }).createMachine({
    id: 'parent',
    initial: 'alone',
    states: {
      alone: { on: { go: 'together' } },
      together: { entry: assign(({ spawn }) => void spawn('child')) },
    },
  });
  expect(() => nextStep(parent, firstStep(parent, {}).snapshot, { type: 'go' })).toThrow(
    'parent together: spawn is not possible',
  );
});
