/** Takes back what the consignor would be told of a decision that is undone before its email has gone out. */
import { recallNotifications } from '../consignorNotifications/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { delistDeclinedCause, transitionCause } from './notifyConsignor.ts';

/** @param restored listings with the version of the transition that undoes the last decision on them */
export async function recallUndone(
  trx: Trx,
  restored: ReadonlyArray<{ actorId: string; version: number }>,
): Promise<void> {
  const decided = records(restored, { actorId: 'text', version: 'integer' });
  const log = await queryPrepared<{ id: string; version: number; message: string }>(
    trx,
    `SELECT t.actor_id AS id, t.version, t.message FROM ${decided.from}
     JOIN platform_transition_log t ON t.actor_id = n.actor_id AND t.version < n.version
     WHERE t.message IN ('submit', 'approve', 'reject', 'return', 'resubmit', 'restore') ORDER BY t.actor_id, t.version DESC`,
    [decided.value],
  );
  const undone = [...Map.groupBy(log, ({ id }) => id).values()].flatMap((own) => standingOf(own) ?? []);
  await recallNotifications(
    trx,
    undone.map(({ id, version }) => ({ listingId: id, cause: transitionCause(id, version) })),
  );
}

/** @param log newest first. A `restore` and the decision that it undid cancel each other out. */
function standingOf<T extends { message: string }>(log: readonly T[]): T | undefined {
  let undone = 0;
  for (const entry of log) {
    if (entry.message === 'restore') undone += 1;
    else if (undone > 0) undone -= 1;
    else return entry;
  }
  return undefined;
}

/** @param declined delist requests that wait again */
export async function recallDelistDeclined(
  trx: Trx,
  declined: ReadonlyArray<{ listingId: string; requestedAt: Date }>,
): Promise<void> {
  await recallNotifications(
    trx,
    declined.map(({ listingId, requestedAt }) => ({
      listingId,
      cause: delistDeclinedCause(listingId, requestedAt),
    })),
  );
}
