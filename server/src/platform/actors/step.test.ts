/** The fast step against XState's public transition(), on every path of every machine. */
import { importMachine } from '@holdfast/shared/imports/machines';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { disputeMachine, paymentMachine, refundMachine } from '@holdfast/shared/payments/machines';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { describe, expect, it } from 'vitest';
import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition, transition } from 'xstate';
import { nodesOf } from './checkMachine.ts';
import type { Message } from './messages.ts';
import { firstStep, nextStep, restore, serialize, stateText } from './step.ts';
import { tagsOf } from './tags.ts';

const at = '2026-11-20T12:00:00.000Z';

/** Fields that some message of some machine reads. */
const contents: Array<Record<string, unknown>> = [
  {
    at,
    paymentId: 'pay_1',
    again: false,
    elsewhere: false,
    stripeId: 'pi_1',
    amount: 400,
    why: 'x',
    reason: 'x',
    priceAmount: 5,
    endsAt: '2026-11-21T00:00:00.000Z',
    create: 1,
    change: 0,
    unchanged: 0,
    refuse: 0,
    count: 1,
  },
  {
    at,
    paymentId: 'pay_2',
    again: true,
    elsewhere: true,
    amount: 1_000,
    why: 'x',
    reason: 'y',
    priceAmount: 6,
    endsAt: '2026-11-19T00:00:00.000Z',
    create: 0,
    change: 0,
    unchanged: 0,
    refuse: 0,
    count: 2,
  },
];

const machines: Array<[AnyStateMachine, Record<string, unknown>]> = [
  [reservationMachine, { holdMs: 900_000 }],
  [paymentMachine, { reservationId: 'rsv_1', amount: 1_000, currency: 'USD' }],
  [refundMachine, { paymentId: 'pay_1', amount: 1_000, reason: 'x', stripeId: null }],
  [
    disputeMachine,
    { paymentId: 'pay_1', stripeId: 'du_1', amount: 400, reason: 'general', evidenceDueAt: null },
  ],
  [listingMachine, { priceAmount: 100, endsAt: '2026-11-21T00:00:00.000Z' }],
  [importMachine, {}],
];

function messagesOf(machine: AnyStateMachine): Message[] {
  const types = new Set(nodesOf(machine.root).flatMap((node) => [...node.transitions.keys()]));
  return [...types].flatMap((type) => contents.map((fields) => ({ type, ...fields })));
}

const namesOf = (actions: ReadonlyArray<{ type: string; params?: unknown }>) =>
  actions.map(({ type, params }) => ({ type, params: JSON.stringify(params) }));

function publicStep(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, message: Message) {
  const [next, actions] = transition(machine, snapshot, message as never) as unknown as [
    AnyMachineSnapshot,
    Array<{ type: string; params?: unknown }>,
  ];
  return { next, actions: namesOf(actions), accepted: next !== snapshot || actions.length > 0 };
}

describe('the fast step', () => {
  it.each(machines.map((entry) => [entry[0].id, ...entry] as const))(
    'takes the same step as transition() on every path of %s',
    (_id, machine, input) => {
      const [created] = initialTransition(machine, input as never);
      expect(serialize(firstStep(machine, input).snapshot)).toEqual(serialize(created as AnyMachineSnapshot));
      const seen = new Set<string>();
      let frontier = [serialize(created as AnyMachineSnapshot)];
      const states = new Map(frontier.map(({ value }) => [stateText(value), 1]));
      // Contexts that count (refunds, tries) would grow for ever: eight messages, and some contexts of each state, are
      // enough to reach every state of every machine.
      for (let depth = 0; depth < 8 && frontier.length > 0; depth++) {
        const next: typeof frontier = [];
        for (const kept of frontier) {
          for (const message of messagesOf(machine)) {
            const before = restore(machine, kept);
            const expected = publicStep(machine, before, message);
            const step = nextStep(machine, before, message);
            expect(step.accepted).toBe(expected.accepted);
            expect(serialize(step.snapshot)).toEqual(serialize(expected.next));
            expect(
              step.actions.map(({ name, params }) => ({ type: name, params: JSON.stringify(params) })),
            ).toEqual(expected.actions.filter(({ type }) => !type.startsWith('xstate.')));
            const key = JSON.stringify(serialize(step.snapshot));
            const state = stateText(step.snapshot.value);
            const contexts = states.get(state) ?? 0;
            if (!seen.has(key) && contexts < 50) {
              states.set(state, contexts + 1);
              seen.add(key);
              next.push(serialize(step.snapshot));
            }
          }
        }
        frontier = next;
      }
      const resting = [...tagsOf(machine).keys()].filter((state) => state !== 'pending.settling');
      expect([...states.keys()]).toEqual(expect.arrayContaining(resting));
    },
  );
});
