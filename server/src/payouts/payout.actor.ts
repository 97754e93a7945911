/** The payout's machine, tied to its rows and the books. */
import {
  payoutContext,
  payoutContextV1,
  payoutMachine,
  payoutMachineV1,
  upgradePayoutToV2,
} from '@holdfast/shared/payouts/machines';
import { type ActionCall, defineActor } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { beginAttempt, endAttempt, noteReversal, settleAttempt } from './attempts.ts';
import { releaseWithheld } from './withheld.ts';

async function releaseLines(
  trx: Trx,
  calls: ActionCall<typeof payoutMachine, 'releaseLines'>[],
): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE payout_lines SET released_at = now() WHERE payout_id = ANY($1::text[]) AND released_at IS NULL',
    [calls.map(({ actorId }) => actorId)],
  );
  for (const [by, theirs] of Map.groupBy(calls, (call) => call.by))
    await releaseWithheld(
      trx,
      theirs.map(({ actorId }) => actorId),
      by,
    );
}

export const payoutActor = defineActor(payoutMachine, {
  prefix: 'pyt',
  table: 'payouts',
  context: payoutContext,
  previous: [{ machine: payoutMachineV1, context: payoutContextV1 }],
  upgrade: upgradePayoutToV2,
  messages: {
    approve: null,
    drop: null,
    send: null,
    recall: null,
    transfer: null,
    transferred: null,
    refuseTransfer: null,
    reversed: null,
    refuseReversal: null,
    reverse: { label: 'Take it back from Stripe', needsReason: true },
    pay: { label: 'It was paid', needsReason: false },
    settle: { label: 'The bank paid it', needsReason: false },
    refuse: { label: 'The bank refused it', needsReason: true },
    return: { label: 'It came back', needsReason: true },
    retry: { label: 'Pay it once more', needsReason: false },
    cancel: { label: 'Don’t pay it', needsReason: true },
  },
  inTransaction: { beginAttempt, settleAttempt, noteReversal, endAttempt, releaseLines },
  jobs: {
    sendTransfer: ({ actorId: id, version }) => ({ task: 'payouts.sendTransfer', payload: { id, version } }),
    reverseTransfer: ({ actorId: id, version }) => ({
      task: 'payouts.reverseTransfer',
      payload: { id, version },
    }),
    mailPaid: ({ actorId, version }) => ({
      task: 'notifications.mailPayout',
      payload: { payoutId: actorId, version },
    }),
  },
});
