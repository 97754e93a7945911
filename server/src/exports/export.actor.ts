/** The export's machine, tied to its row. */
import { exportContext, exportMachine } from '@holdfast/shared/exports/machines';
import { type ActionCall, defineActor } from '../platform/actors/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

type Calls<Name extends 'keepEnd' | 'keepFailure' | 'dropParts'> = ActionCall<typeof exportMachine, Name>[];

async function keepEnd(trx: Trx, calls: Calls<'keepEnd'>): Promise<void> {
  const ends = records(
    calls.map(({ actorId, at, context }) => ({ actorId, at, keptMs: context.keptMs })),
    { actorId: 'text', at: 'timestamptz', keptMs: 'bigint' },
  );
  await queryPrepared(
    trx,
    `UPDATE exports e SET ended_at = n.at, kept_until = n.at + n.kept_ms * interval '1 millisecond', fixed = NULL, after_place = NULL
     FROM ${ends.from} WHERE e.id = n.actor_id`,
    [ends.value],
  );
}

async function keepFailure(trx: Trx, calls: Calls<'keepFailure'>): Promise<void> {
  const failures = records(
    calls.map(({ actorId, at, params }) => ({ actorId, at, why: params })),
    { actorId: 'text', at: 'timestamptz', why: 'text' },
  );
  await queryPrepared(
    trx,
    `UPDATE exports e SET ended_at = n.at, failure = n.why, fixed = NULL, after_place = NULL FROM ${failures.from} WHERE e.id = n.actor_id`,
    [failures.value],
  );
  await deleteParts(trx, calls);
}

async function dropParts(trx: Trx, calls: Calls<'dropParts'>): Promise<void> {
  await queryPrepared(trx, 'UPDATE exports SET fixed = NULL, after_place = NULL WHERE id = ANY($1::text[])', [
    calls.map(({ actorId }) => actorId),
  ]);
  await deleteParts(trx, calls);
}

const deleteParts = (trx: Trx, calls: readonly { actorId: string }[]) =>
  queryPrepared(trx, 'DELETE FROM export_parts WHERE export_id = ANY($1::text[])', [
    calls.map(({ actorId }) => actorId),
  ]);

export const exportActor = defineActor(exportMachine, {
  prefix: 'exf',
  table: 'exports',
  context: exportContext,
  messages: {
    begin: null,
    finish: null,
    fail: null,
    remove: { label: 'Delete the file', needsReason: false },
  },
  inTransaction: { keepEnd, keepFailure, dropParts },
  jobs: { write: ({ actorId }) => ({ task: 'exports.write', payload: { exportId: actorId } }) },
});
