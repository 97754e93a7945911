import { expect, test } from 'vitest';
import { paymentMachine, refundMachine } from '../payments/machines.ts';
import { reservationMachine } from '../reservations/machines.ts';
import { guardTexts } from './guardTexts.ts';
import { staffMessages } from './staffMessages.ts';

interface Node {
  config: { on?: Record<string, unknown> };
  states: Record<string, Node>;
}

/** The guards of a message in every state of a machine. */
function guardsOf(node: Node, message: string): string[] {
  const found = [node.config.on?.[message] ?? []].flat() as Array<string | { guard?: string }>;
  const own = found.flatMap((each) => (typeof each === 'object' && each.guard ? [each.guard] : []));
  return [...own, ...Object.values(node.states).flatMap((state) => guardsOf(state, message))];
}

test('every guard that may refuse what staff send says why in words', () => {
  const machines = { reservation: reservationMachine, payment: paymentMachine, refund: refundMachine };
  const guards = Object.entries(machines).flatMap(([type, machine]) =>
    Object.keys(staffMessages[type] ?? {}).flatMap((message) => guardsOf(machine.root as never, message)),
  );
  expect(new Set(guards).size).toBeGreaterThan(3);
  expect([...new Set(guards)].filter((guard) => !(guard in guardTexts))).toEqual([]);
});
