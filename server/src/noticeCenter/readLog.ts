/** Makes notices of what the log of transitions says, in its order, each once: the place is kept with what it made, or holds. */
import { lastNumber, numberLog } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import {
  inTransaction,
  type PlatformNumberedLog,
  query,
  queryPrepared,
  type Trx,
} from '../platform/db/index.ts';
import { readTransitions } from './causes.ts';
import { tellHeld, tellRows } from './tell.ts';

/** Transitions that become notices in one transaction. */
const atOnce = 500;
/** Numbers that are looked at in one transaction: bounds its time where few of them tell somebody something. */
const mostLookedAt = 20_000;
/** Held parts that are tried in one look: what can't be told keeps what can waiting no longer than that. */
const mostHeldParts = 5;

/**
 * Reads on from where the log was read to.
 * @returns how many notices were found, some of which nobody may want
 */
export async function readLog({ db, log }: Pick<AppContext, 'db' | 'log'>): Promise<number> {
  await numberLog(db);
  let made = 0;
  for (let more = true; more; ) {
    const part = await inTransaction(db, (trx) => readPart(trx, log));
    made += part.made;
    ({ more } = part);
  }
  for (let part = 0; part < mostHeldParts; part++) {
    const again = await inTransaction(db, tellHeld);
    if (again === null) break;
    made += again;
  }
  return made;
}

async function readPart(trx: Trx, log: AppContext['log']): Promise<{ made: number; more: boolean }> {
  // Another worker reads the same.
  const [place] = await queryPrepared<{ after_seq: number; since: Date }>(
    trx,
    'SELECT after_seq, since FROM notice_place FOR UPDATE SKIP LOCKED',
  );
  if (!place) return { made: 0, more: false };
  const last = await lastNumber(trx);
  if (last <= place.after_seq) return { made: 0, more: false };
  const until = Math.min(last, place.after_seq + mostLookedAt);
  const rows = await query<PlatformNumberedLog>(
    trx,
    `SELECT t.* FROM platform_numbered_log t
     WHERE t.seq > $1 AND t.seq <= $2 AND t.actor_type || ' ' || t.to_state = ANY($3::text[]) AND t.at >= $4
     ORDER BY t.seq LIMIT $5`,
    [place.after_seq, until, readTransitions, place.since, atOnce],
  );
  const next = rows.length === atOnce ? (rows.at(-1)?.seq ?? until) : until;
  const made = rows.length === 0 ? 0 : await tellRows(trx, rows, log);
  await queryPrepared(trx, 'UPDATE notice_place SET after_seq = $1', [next]);
  return { made, more: next < last };
}
