/**
 * The log as intervals: from when to when each actor was in each of its states. An index over the log, which answers
 * questions over all actors at a moment. The worker folds the newest part of the log into it, so that a transition costs no
 * more to write; what isn't folded yet is read from the log itself.
 */
import { type Database, inTransaction, query, queryPrepared, type Trx } from '../db/index.ts';

/** Names the folding among the database's advisory locks. */
const lockOfFolding = 7_306_116;
/** Actors that the first folding takes at once. */
const atOnce = 20_000;
/** A transaction's instant is a little older than when others see it run. */
const slackMs = 1_000;

/** SQL: the stays that the log of some actors tells, from the state that each was in last when it was folded. */
const toldByLog = (actors: string) => `
  SELECT t.actor_id, t.version, t.actor_type, t.to_state AS state, t.at AS entered,
    lead(t.at) OVER (PARTITION BY t.actor_id ORDER BY t.version) AS left_at
  FROM ${actors} JOIN transitions t USING (actor_id)
  WHERE t.from_state IS DISTINCT FROM t.to_state`;
/** SQL: an actor whose clock went back left in the same instant. */
const duringText = `tstzrange(entered, CASE WHEN left_at IS NOT NULL THEN greatest(entered, left_at) END)`;

/**
 * Folds what was logged since the last time. One process at a time does; the others have nothing to do.
 * @returns how many actors were looked at
 */
export async function foldStays(db: Database): Promise<number> {
  // Before the rows are read, so that what isn't seen then is younger: a transition's instant is the begin of its transaction.
  const [seen] = (
    await db.raw(`SELECT least(clock_timestamp(), min(xact_start)) - interval '${slackMs} ms' AS until
      FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`)
  ).rows as Array<{ until: Date }>;
  const until = (seen as { until: Date }).until;
  // Where the clock went back, what is logged from now on is older than what was folded.
  await db.raw(
    `UPDATE actor_stays_folded SET folded_until = '-infinity' WHERE folded_until > clock_timestamp()`,
  );
  const [folded] = (await db.raw(`SELECT folded_until = '-infinity' AS never FROM actor_stays_folded`))
    .rows as Array<{ never: boolean }>;
  const all = folded?.never ? await foldAll(db) : 0;
  if (all === null) return 0;
  return all + ((await foldActors(db, newestActors, [until], until)) ?? 0);
}

/** The first folding of a log takes it in parts, so that one that is killed loses no more than a part. */
async function foldAll(db: Database): Promise<number | null> {
  let after = '';
  for (let count = 0; ; ) {
    const { rows } = await db.raw(
      `SELECT max(actor_id) AS last FROM (SELECT DISTINCT actor_id FROM transitions WHERE actor_id > ? ORDER BY actor_id LIMIT ${atOnce}) part`,
      [after],
    );
    const { last } = rows[0] as { last: string | null };
    if (last === null) return count;
    const folded = await foldActors(db, actorsBetween, [after, last], null);
    if (folded === null) return null;
    count += folded;
    after = last;
  }
}

/** SQL: the actors that moved since the last folding. */
const newestActors = `SELECT DISTINCT actor_id FROM transitions
  WHERE at > (SELECT folded_until FROM actor_stays_folded WHERE folded_until > '-infinity') AND at <= $1::timestamptz`;
/** SQL: a part of all actors. */
const actorsBetween = 'SELECT DISTINCT actor_id FROM transitions WHERE actor_id > $1 AND actor_id <= $2';

/**
 * @param actors SQL of their ids
 * @param until everything is folded until then, afterwards; null: this was a part
 * @returns how many; null while somebody else folds
 */
async function foldActors(
  db: Database,
  actors: string,
  values: unknown[],
  until: Date | null,
): Promise<number | null> {
  return inTransaction(db, async (trx) => {
    const [lock] = await queryPrepared<{ mine: boolean }>(
      trx,
      `SELECT pg_try_advisory_xact_lock(${lockOfFolding}) AS mine`,
    );
    if (!lock?.mine) return null;
    const [row] = await queryPrepared<{ actors: number }>(
      trx,
      `WITH touched AS MATERIALIZED (
         SELECT n.actor_id, coalesce((SELECT max(s.version) FROM actor_stays s WHERE s.actor_id = n.actor_id), 0) AS last
         FROM (${actors}) n
       ),
       told AS (${toldByLog('touched')} AND t.version >= touched.last),
       written AS (
         INSERT INTO actor_stays AS s (actor_id, version, actor_type, state, during)
         SELECT actor_id, version, actor_type, state, ${duringText} FROM told
         ON CONFLICT (actor_id, version) DO UPDATE SET during = excluded.during WHERE s.during <> excluded.during
       )
       SELECT count(*)::int AS actors FROM touched`,
      values,
    );
    if (until !== null)
      // Not ahead of the clock, which may have gone back since.
      await queryPrepared(
        trx,
        `UPDATE actor_stays_folded SET folded_until = least($1::timestamptz, clock_timestamp())
         WHERE folded_until < least($1::timestamptz, clock_timestamp())`,
        [until],
      );
    return row?.actors ?? 0;
  });
}

/** Whoever writes a log into the past, as a seeded history, has all of it folded anew by the next folding. */
export async function foldAnew(trx: Trx): Promise<void> {
  await queryPrepared(trx, `UPDATE actor_stays_folded SET folded_until = '-infinity'`);
}

/**
 * SQL: stays that aren't as the log says, `actor_id` and `detail`; those of actors that moved since the folding are left out. Where the
 * clock went back since, nobody can tell which moved until the next folding begins anew.
 */
export const staysUnlikeLog = `
  WITH young AS (SELECT DISTINCT actor_id FROM transitions WHERE at > (
    SELECT CASE WHEN folded_until > clock_timestamp() THEN '-infinity' ELSE folded_until END FROM actor_stays_folded)),
  told AS (${toldByLog('(SELECT DISTINCT actor_id FROM transitions) all_actors')}),
  should AS (SELECT actor_id, version, state, ${duringText} AS during FROM told)
  SELECT actor_id, format('version %s: %s %s, its log says %s %s', version, s.state, s.during, n.state, n.during) AS detail
  FROM should n FULL JOIN actor_stays s USING (actor_id, version)
  WHERE (s.state, s.during) IS DISTINCT FROM (n.state, n.during) AND actor_id NOT IN (SELECT actor_id FROM young)`;

/** Compares all stays with the log, and folds anew where they differ. @returns how many differed */
export async function mendStays(db: Database): Promise<number> {
  return inTransaction(db, async (trx) => {
    const unlike = await queryPrepared<{ actor_id: string }>(trx, staysUnlikeLog);
    const differed = unlike.length;
    await queryPrepared(trx, 'DELETE FROM actor_stays WHERE actor_id = ANY($1::text[])', [
      unlike.map(({ actor_id }) => actor_id),
    ]);
    if (differed > 0) await foldAnew(trx);
    return differed;
  });
}

/** @returns handlers by the names of their jobs */
export function stayJobs({
  db,
  log,
}: {
  db: Database;
  log: { error(about: object, text: string): void };
}): Record<string, () => Promise<void>> {
  return {
    'actors.foldStays': async () => {
      await foldStays(db);
    },
    'actors.mendStays': async () => {
      const differed = await mendStays(db);
      if (differed > 0) log.error({ differed }, 'stays differed from the log; it is folded anew');
    },
  };
}

/** When they run, in UTC: each minute what is new; all of it is compared when the marketplace sleeps. */
export const stayCrontab = [
  { task: 'actors.foldStays', match: '* * * * *', options: { maxAttempts: 3 } },
  { task: 'actors.mendStays', match: '40 8 * * *', options: { maxAttempts: 3 } },
];

/** Which actors are asked for. */
export interface MomentQuestion {
  type: string;
  /** They are in one of these. */
  states: readonly string[];
  /** ISO instant, not in the future. */
  at: string;
  /** They have been in them since at least this long before, milliseconds; 0: however short. */
  forMs: number;
  /** At most so many are looked at: bounds time and memory. */
  most: number;
  /** Of so many, the longest in it first, it is read when it ended; by default of all that are answered. */
  ends?: number;
  /** So many are answered, the longest in it first, and the others only counted; by default all. */
  shown?: number;
}

/** An actor as it stood at a moment. */
export interface StayThen {
  actorId: string;
  state: string;
  /** When it came into the states that are asked for. */
  since: Date;
  /** When it left them; null: it is in them, or it wasn't asked for. */
  until: Date | null;
}

interface StayRow {
  actor_id: string;
  state: string;
  since: Date;
  until: Date | null;
  total: number;
  looked_at: number;
}

/** SQL: when an actor, of which a transition is known, came into states, and when it left them. */
const sinceText = `(SELECT t.at FROM transitions t WHERE t.actor_id = c.actor_id AND t.version <= c.version AND t.to_state = ANY($2::text[])
     AND (t.from_state IS NULL OR t.from_state <> ALL($2::text[])) ORDER BY t.version DESC LIMIT 1)`;
const untilText = `(SELECT t.at FROM transitions t WHERE t.actor_id = c.actor_id AND t.version > c.version AND t.to_state <> ALL($2::text[])
     ORDER BY t.version LIMIT 1)`;

/** Actors whose transitions before a moment aren't all folded: they are read from the log alone. */
async function movedSinceFolding(trx: Trx, type: string, at: string): Promise<string[]> {
  const [folded] = await queryPrepared<{ until: string; covers: boolean }>(
    trx,
    'SELECT folded_until::text AS until, folded_until >= $1::timestamptz AS covers FROM actor_stays_folded',
    [at],
  );
  if (!folded || folded.covers) return [];
  // Not prepared: the planner has to see how little of the log that is.
  const rows = await query<{ actor_id: string }>(
    trx,
    'SELECT DISTINCT actor_id FROM transitions WHERE at > $1::timestamptz AND at <= $2::timestamptz AND actor_type = $3',
    [folded.until, at, type],
  );
  return rows.map(({ actor_id }) => actor_id);
}

/**
 * Actors that were in some states at a moment, the longest in them first.
 * @returns of at most `most` the first `shown`, and how many they are in `total`; with `more` there are others, and those that are
 *   shown needn't be the longest
 */
export async function actorsAtMoment(
  trx: Trx,
  { type, states, at, forMs, most, shown = most, ends = shown }: MomentQuestion,
): Promise<{ rows: StayThen[]; total: number; more: boolean }> {
  const tail = await movedSinceFolding(trx, type, at);
  const found = await query<StayRow>(
    trx,
    `WITH asked AS (SELECT $3::timestamptz AS at, $3::timestamptz - $4 * interval '1 ms' AS since),
     tail AS (SELECT unnest($7::text[]) AS actor_id),
     told AS (${toldByLog('tail')}),
     candidates AS (
       (SELECT s.actor_id, s.version, s.state, lower(s.during) AS entered FROM unnest($2::text[]) AS wanted (state), asked, LATERAL (
          SELECT * FROM actor_stays s WHERE s.actor_type = $1 AND s.state = wanted.state
            AND s.during @> CASE WHEN cardinality($2::text[]) = 1 THEN tstzrange(asked.since, asked.at, '[]') ELSE tstzrange(asked.at, asked.at, '[]') END
            AND NOT EXISTS (SELECT 1 FROM tail WHERE tail.actor_id = s.actor_id)
          LIMIT $5 + 1) s)
       UNION ALL
       SELECT actor_id, version, state, entered FROM told, asked
       WHERE state = ANY($2::text[]) AND entered <= asked.at AND (left_at IS NULL OR left_at > asked.at)
     ),
     few AS MATERIALIZED (SELECT * FROM candidates LIMIT $5 + 1),
     -- Of one state the stay says since when; of several the log does, back to the first of them.
     since AS (SELECT c.*, CASE WHEN cardinality($2::text[]) = 1 THEN c.entered ELSE ${sinceText} END AS since FROM few c),
     ranked AS (SELECT s.*, row_number() OVER (ORDER BY s.since, s.actor_id) AS nth, count(*) OVER () AS total
       FROM since s, asked WHERE s.since <= asked.since)
     SELECT c.actor_id, c.state, c.since, CASE WHEN c.nth <= $6 THEN ${untilText} END AS until,
       c.total::int AS total, (SELECT count(*)::int FROM few) AS looked_at FROM ranked c WHERE c.nth <= $8 ORDER BY c.nth`,
    [type, states, at, forMs, most, ends, tail, Math.min(shown, most)],
  );
  return {
    rows: found.map(({ actor_id: actorId, state, since, until }) => ({ actorId, state, since, until })),
    total: Math.min(found[0]?.total ?? 0, most),
    more: (found[0]?.looked_at ?? 0) > most,
  };
}
