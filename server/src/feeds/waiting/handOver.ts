/** Unmatched entries of somebody who leaves the staff go to a colleague, or to nobody. */
import { audit, type Principal } from '../../platform/audit.ts';
import { query, type Trx } from '../../platform/db/index.ts';

/** The entries that somebody decides. */
export async function entriesOwned(trx: Trx, personId: string): Promise<number> {
  const [row] = await query<{ entries: number }>(
    trx,
    'SELECT count(*)::int AS entries FROM feed_events c WHERE c.owner_id = $1 AND c.decision IS NULL',
    [personId],
  );
  return row?.entries ?? 0;
}

export async function handOverEntries(
  trx: Trx,
  from: string,
  to: string | null,
  principal: Principal,
): Promise<void> {
  const entries = await query<{ id: string }>(
    trx,
    `UPDATE feed_events c SET owner_id = $2 WHERE c.owner_id = $1 AND c.decision IS NULL
     RETURNING c.feed || ':' || c.feed_id AS id`,
    [from, to],
  );
  await audit(
    trx,
    principal,
    entries.map(({ id }) => ({
      what: 'catalogEvent.assign',
      subject: id,
      before: { ownerId: from },
      after: { ownerId: to },
    })),
  );
}
