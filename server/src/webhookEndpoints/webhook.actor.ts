/** The webhook's machine, tied to its row. */
import { webhookContext, webhookMachine } from '@holdfast/shared/webhookEndpoints/machines';
import { type ActionCall, defineActor } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

type Calls<Name extends 'makeDue' | 'clearDue'> = ActionCall<typeof webhookMachine, Name>[];

async function makeDue(trx: Trx, calls: Calls<'makeDue'>): Promise<void> {
  await queryPrepared(trx, 'UPDATE webhooks SET due_at = now() WHERE id = ANY($1::text[])', [
    calls.map(({ actorId }) => actorId),
  ]);
}

async function clearDue(trx: Trx, calls: Calls<'clearDue'>): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE webhooks SET due_at = NULL, claimed_until = NULL WHERE id = ANY($1::text[])',
    [calls.map(({ actorId }) => actorId)],
  );
}

export const webhookActor = defineActor(webhookMachine, {
  prefix: 'whk',
  table: 'webhooks',
  context: webhookContext,
  messages: {
    take: null,
    fail: null,
    drop: null,
    replay: { label: 'Send again', needsReason: false },
  },
  // The worker looks for what is due itself: a slow endpoint keeps no job waiting.
  inTransaction: { makeDue, clearDue },
  jobs: {},
});
