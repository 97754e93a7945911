/** The request's machine, tied to its row. */
import { approvalContext, approvalMachine } from '@holdfast/shared/approvals/machines';
import { type ActionCall, defineActor } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

async function keepDecision(
  trx: Trx,
  calls: ActionCall<typeof approvalMachine, 'keepDecision'>[],
): Promise<void> {
  await queryPrepared(
    trx,
    `UPDATE approvals a SET decided_by = n.by, decided_at = n.at, decide_reason = n.reason
     FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) AS n (id, by, at, reason) WHERE a.id = n.id`,
    [
      calls.map(({ actorId }) => actorId),
      calls.map(({ message }) => ('person' in message ? message.person : null)),
      calls.map(({ at }) => at),
      calls.map(({ reason }) => reason),
    ],
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
