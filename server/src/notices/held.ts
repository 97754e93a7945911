/** Rows of the log of which a rule couldn't make notices. They wait here, and hold back neither other rules nor later rows. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** Rows of one rule that are tried at once. */
const atOnce = 100;
/** Seconds until a row is tried again; they double with each try, up to the longest. */
const pauseSeconds = { first: 15, longest: 300 };
/** Characters of an error that are kept. */
const keptOfError = 500;

/** Keeps rows for a try of their own. @param seqs their numbers in the log */
export async function holdRows(
  trx: Trx,
  rule: string,
  seqs: readonly number[],
  error: string,
): Promise<void> {
  await queryPrepared(
    trx,
    `INSERT INTO notice_held_rows (rule, seq, error, due_at) SELECT $1, n.seq, left($3, ${keptOfError}), now()
     FROM unnest($2::bigint[]) AS n (seq) ON CONFLICT DO NOTHING`,
    [rule, seqs, error],
  );
}

/** Locks rows of one rule that are due, oldest first. @returns null: nothing is due, or another worker tries it */
export async function takeHeld(trx: Trx): Promise<{ rule: string; seqs: number[] } | null> {
  const rows = await queryPrepared<{ rule: string; seq: number }>(
    trx,
    `WITH next AS (SELECT rule FROM notice_held_rows WHERE due_at <= now() ORDER BY due_at, seq LIMIT 1)
     SELECT h.rule, h.seq FROM notice_held_rows h JOIN next USING (rule) WHERE h.due_at <= now()
     ORDER BY h.seq LIMIT ${atOnce} FOR UPDATE OF h SKIP LOCKED`,
  );
  const [first] = rows;
  return first ? { rule: first.rule, seqs: rows.map(({ seq }) => seq) } : null;
}

/** Rows whose notices are made. */
export async function releaseRows(trx: Trx, rule: string, seqs: readonly number[]): Promise<void> {
  await queryPrepared(trx, 'DELETE FROM notice_held_rows WHERE rule = $1 AND seq = ANY($2::bigint[])', [
    rule,
    seqs,
  ]);
}

/** A row that failed again: it is tried after a longer pause. */
export async function postponeRow(trx: Trx, rule: string, seq: number, error: string): Promise<void> {
  await queryPrepared(
    trx,
    `UPDATE notice_held_rows SET tries = tries + 1, error = left($3, ${keptOfError}),
       due_at = now() + make_interval(secs => least(${pauseSeconds.longest}, ${pauseSeconds.first} * 2.0 ^ least(tries - 1, 10)))
     WHERE (rule, seq) = ($1, $2)`,
    [rule, seq, error],
  );
}
