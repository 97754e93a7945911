/** Whether actors moved lately, by the log. */
import { queryPrepared, type Trx } from '../db/index.ts';

/** @returns those of the actors that have a transition at `since` or later */
export async function movedSince(
  trx: Trx,
  actorIds: readonly string[],
  since: Date,
): Promise<ReadonlySet<string>> {
  if (actorIds.length === 0) return new Set();
  const rows = await queryPrepared<{ actor_id: string }>(
    trx,
    'SELECT DISTINCT actor_id FROM transitions WHERE actor_id = ANY($1::text[]) AND at >= $2::timestamptz',
    [actorIds, since],
  );
  return new Set(rows.map(({ actor_id }) => actor_id));
}
