/** The request's machine, tied to its row. */
import { approvalContext, approvalMachine } from '@holdfast/shared/approvals/machines';
import { type ActionCall, defineActor } from '../platform/actors/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

async function keepDecision(
  trx: Trx,
  calls: ActionCall<typeof approvalMachine, 'keepDecision'>[],
): Promise<void> {
  const decisions = records(
    calls.map(({ actorId, message, at, reason }) => ({
      actorId,
      by: 'person' in message ? message.person : null,
      at,
      reason,
    })),
    { actorId: 'text', by: 'text', at: 'timestamptz', reason: 'text' },
  );
  await queryPrepared(
    trx,
    `UPDATE approvals a SET decided_by = n.by, decided_at = n.at, decide_reason = n.reason
     FROM ${decisions.from} WHERE a.id = n.actor_id`,
    [decisions.value],
  );
}

export const approvalActor = defineActor(approvalMachine, {
  prefix: 'apv',
  table: 'approvals',
  context: approvalContext,
  messages: {
    approve: { label: 'Approve', needsReason: true },
    decline: { label: 'Decline', needsReason: true },
    withdraw: { label: 'Withdraw the request', needsReason: true },
  },
  inTransaction: { keepDecision },
  jobs: {},
});
