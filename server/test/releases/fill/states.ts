/** Which states a filled database lacks. */
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
import type { AppContext } from '../../../src/platform/appContext.ts';

const machines = {
  approvals: approvalMachine,
  reservations: reservationMachine,
  payments: paymentMachine,
  refunds: refundMachine,
  disputes: disputeMachine,
  deliveries: deliveryMachine,
  listings: listingMachine,
  imports: importMachine,
  cases: caseMachine,
  payouts: payoutMachine,
  exports: exportMachine,
  waiting_entries: waitingMachine,
  handovers: handoverMachine,
  webhooks: webhookMachine,
};

/**
 * States in which nothing rests, that last as long as a job or a request to the sandbox.
 */
const transientStates: Record<string, readonly string[]> = {
  // Nobody decides for a day.
  approvals: ['expired'],
  exports: ['requested', 'working'],
  reservations: ['pending.settling'],
  deliveries: ['beginning', 'placing'],
  // An alarm needs five minutes of a worker.
  cases: ['placing', 'alarmed'],
  imports: ['uploaded', 'checking', 'applying', 'undoing'],
  payments: ['created', 'open.authorized', 'open.capturing', 'open.voiding'],
  // The sandbox's bank decides at once on what is submitted.
  disputes: ['reported', 'open.underReview'],
  // Two offers without an answer take more than an hour.
  waiting_entries: ['joining', 'lapsed'],
  // Its event would have to begin, or to stay postponed.
  handovers: ['made', 'lapsed', 'undated'],
  webhooks: ['sending'],
  refunds: ['requested', 'sending.asked', 'sending.pending'],
};

interface StateNode {
  states?: Record<string, StateNode>;
}

function leavesOf({ states = {} }: StateNode, path: string[] = []): string[] {
  return Object.entries(states).flatMap(([key, node]) => {
    const below = leavesOf(node, [...path, key]);
    return below.length > 0 ? below : [[...path, key].join('.')];
  });
}

/** @returns `payments canceled` and the like, for each state in which no row rests */
export async function missingStates({ db }: Pick<AppContext, 'db'>): Promise<string[]> {
  const missing: string[] = [];
  for (const [table, machine] of Object.entries(machines)) {
    const found = new Set((await db(table).distinct('state')).map(({ state }) => state as string));
    for (const state of leavesOf(machine))
      if (!found.has(state) && !transientStates[table]?.includes(state)) missing.push(`${table} ${state}`);
  }
  return missing;
}
