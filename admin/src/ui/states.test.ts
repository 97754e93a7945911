/** Every state in which a machine rests has its word on screen. */
import { approvalMachine } from '@holdfast/shared/approvals/machines';
import { caseMachine } from '@holdfast/shared/cases/machines';
import { deliveryMachine } from '@holdfast/shared/deliveries/machines';
import { exportMachine } from '@holdfast/shared/exports/machines';
import { handoverMachine } from '@holdfast/shared/handovers/machines';
import { importMachine } from '@holdfast/shared/imports/machines';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { disputeMachine, paymentMachine, refundMachine } from '@holdfast/shared/payments/machines';
import { payoutMachine } from '@holdfast/shared/payouts/machines';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { waitingMachine } from '@holdfast/shared/waitingLists/machines';
import { webhookMachine } from '@holdfast/shared/webhookEndpoints/machines';
import { expect, it } from 'vitest';
import { lookOf, type MachineKind } from './states.ts';

interface Node {
  config: { always?: unknown; on?: object; after?: object };
  states: Record<string, Node>;
}

/** States without states of their own, as rows have them; a crossing, which is left at once, is none. */
const restingStates = (node: Node, path: readonly string[] = []): string[] =>
  Object.entries(node.states).flatMap(([name, state]) => {
    const at = [...path, name];
    if (Object.keys(state.states).length > 0) return restingStates(state, at);
    return state.config.always !== undefined && !state.config.on && !state.config.after ? [] : [at.join('.')];
  });

const machines = {
  reservation: reservationMachine,
  payment: paymentMachine,
  refund: refundMachine,
  dispute: disputeMachine,
  delivery: deliveryMachine,
  listing: listingMachine,
  import: importMachine,
  payout: payoutMachine,
  case: caseMachine,
  approval: approvalMachine,
  export: exportMachine,
  waiting: waitingMachine,
  handover: handoverMachine,
  webhook: webhookMachine,
} satisfies Partial<Record<MachineKind, unknown>>;

it.each(Object.entries(machines))('each state in which a %s rests has its word', (kind, machine) => {
  const states = restingStates(machine.root as unknown as Node);
  expect(states.length).toBeGreaterThan(2);
  // A state that nothing is said of is shown by its bare name.
  expect(states.filter((state) => lookOf(kind as MachineKind, state).word === state)).toEqual([]);
});
