/**
 * Numbers for the log, in the order in which its rows are seen. A row carries the transaction that wrote it, and the last numbering
 * keeps its snapshot: which transactions were over. What is visible now and wasn't by that snapshot is numbered next, so a row that is
 * committed late gets a higher number than all that were read before it, and none is passed over or numbered twice. A transition costs
 * no more than a column to write; nobody waits.
 */
import { type Database, inTransaction, query, queryPrepared, type Trx } from '../db/index.ts';

interface Numbering {
  last_seq: number;
  seen_below: number | null;
  unseen: number[];
  xid_offset: number;
}

/** PostgreSQL's identity of the server's data; null where it isn't told, and then nobody knows it was restored elsewhere. */
const clusterText = `CASE WHEN has_function_privilege('pg_control_system()', 'execute')
  THEN (SELECT system_identifier::text FROM pg_control_system()) END`;

/**
 * Numbers what can be seen and has no number yet. Of what is numbered at once, an actor's transitions keep their order, and transactions
 * that of their beginning. It opens its own transaction, which writes no transition: such a one would be passed over.
 * @returns the last number
 */
export async function numberLog(db: Database): Promise<number> {
  await inTransaction(db, beginHere);
  return inTransaction(db, async (trx) => {
    const { last_seq: last, seen_below: below, unseen, xid_offset: offset } = await lockNumbering(trx);
    // It is the newest part of a large table: the planner doesn't know how little, where it was never analysed.
    if (below !== null) await query(trx, 'SET LOCAL enable_seqscan = off');
    const [numbered] = await query<{ last: number }>(
      trx,
      below === null ? textOf(notNumbered) : textOf(since),
      below === null ? [last, offset] : [last, offset, below, unseen],
    );
    return numbered?.last ?? last;
  });
}

async function lockNumbering(trx: Trx): Promise<Numbering> {
  const [state] = await queryPrepared<Numbering>(
    trx,
    'SELECT last_seq, seen_below, unseen, xid_offset FROM transition_numbering FOR UPDATE',
  );
  if (!state) throw new Error('the log has no numbering');
  return state;
}

/** SQL: every row that has no number. */
const notNumbered =
  'NOT EXISTS (SELECT 1 FROM transition_numbers n WHERE (n.actor_id, n.version) = (t.actor_id, t.version))';
/** SQL: what the last snapshot didn't see. */
const since = '(t.xid >= $3::bigint OR t.xid = ANY($4::bigint[]))';

/**
 * SQL: numbers those rows, and keeps the snapshot that saw them: the statement's own. An actor's transition comes after the one before it
 * also where its transaction began earlier.
 */
const textOf = (fresh: string) => `
  WITH seen AS MATERIALIZED (SELECT pg_current_snapshot() AS at_once),
  fresh AS (
    SELECT t.actor_id, t.version, max(coalesce(t.xid, 0)) OVER upward AS xid, max(t.at) OVER upward AS at
    FROM transitions t WHERE ${fresh} WINDOW upward AS (PARTITION BY t.actor_id ORDER BY t.version)
  ),
  numbered AS (
    INSERT INTO transition_numbers (seq, actor_id, version)
    SELECT $1::bigint + row_number() OVER (ORDER BY xid, at, actor_id, version), actor_id, version FROM fresh
    RETURNING seq
  )
  UPDATE transition_numbering SET last_seq = greatest(last_seq, (SELECT max(seq) FROM numbered)),
    seen_below = (SELECT pg_snapshot_xmax(at_once)::text::bigint FROM seen) + $2::bigint,
    unseen = (SELECT coalesce(array_agg(running::text::bigint + $2::bigint), '{}') FROM seen, pg_snapshot_xip(at_once) AS running)
  RETURNING last_seq AS last`;

/**
 * Where the database was restored into another cluster, its transactions are numbered from the beginning again: they are kept above all
 * of before, and everything is looked at once. Who writes to the log meanwhile waits a moment: a row would be under way with a number of
 * before.
 */
async function beginHere(trx: Trx): Promise<void> {
  const [found] = await queryPrepared<{ cluster: string | null; here: string | null }>(
    trx,
    `SELECT cluster, ${clusterText} AS here FROM transition_numbering`,
  );
  if (!found || found.cluster === found.here) return;
  await lockNumbering(trx);
  if (found.cluster !== null) {
    await query(trx, 'LOCK TABLE transitions IN SHARE ROW EXCLUSIVE MODE');
    const [highest] = await query<{ xid: number | null }>(trx, 'SELECT max(xid) AS xid FROM transitions');
    const above = Number(highest?.xid ?? 0);
    await query(
      trx,
      `CREATE OR REPLACE FUNCTION log_xid() RETURNS bigint LANGUAGE sql VOLATILE RETURN (pg_current_xact_id()::text)::bigint + ${above}`,
    );
    await query(trx, 'UPDATE transition_numbering SET xid_offset = $1, seen_below = NULL', [above]);
  }
  await query(trx, 'UPDATE transition_numbering SET cluster = $1', [found.here]);
}

/** @returns the last number that was given */
export async function lastNumber(trx: Trx): Promise<number> {
  const [state] = await queryPrepared<{ last_seq: number }>(trx, 'SELECT last_seq FROM transition_numbering');
  return state?.last_seq ?? 0;
}

/** @returns handlers by the names of their jobs */
export const numberingJobs = ({ db }: { db: Database }): Record<string, () => Promise<void>> => ({
  'actors.numberLog': async () => {
    await numberLog(db);
  },
});

/** Each minute, so that whoever reads has little left to number. */
export const numberingCrontab = [
  { task: 'actors.numberLog', match: '* * * * *', options: { maxAttempts: 3 } },
];
