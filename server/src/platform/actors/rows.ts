/** Where actors meet their rows: the SQL of the engine, each statement for a whole batch. */
import { queryPrepared, records, type Trx } from '../db/index.ts';

/** An actor's row as it is locked. */
export interface ActorRow {
  id: string;
  version: number;
  state: string;
  /** JSON as text: equal texts are equal snapshots. */
  snapshot: string;
  machine_version: number;
}

/** One row to append to `transitions`. */
export interface LogRow {
  actorId: string;
  version: number;
  actorType: string;
  message: string;
  payload: Record<string, unknown>;
  from: string | null;
  to: string;
  machineVersion: number;
  at: string;
  by: string;
  reason: string | null;
  cause: string | null;
}

/** One row to write to `timers`. */
export interface ArmedTimer {
  actorId: string;
  actorType: string;
  timerId: string;
  armedBy: number;
  /** ISO instant. */
  fireAt: string;
}

const lockTexts = new Map<string, { read: string; wait: string; skip: string }>();

function textsOf(table: string) {
  let texts = lockTexts.get(table);
  if (!texts) {
    const read = `SELECT id, version, state, snapshot::text AS snapshot, machine_version FROM ${table}
      WHERE id = ANY($1::text[])`;
    const wait = `${read} ORDER BY id FOR NO KEY UPDATE`;
    texts = { read, wait, skip: `${wait} SKIP LOCKED` };
    lockTexts.set(table, texts);
  }
  return texts;
}

/** Reads rows without a lock. */
export async function readRows(trx: Trx, table: string, ids: string[]): Promise<Map<string, ActorRow>> {
  const rows = await queryPrepared<ActorRow>(trx, textsOf(table).read, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Locks the rows of a batch, in the order of their ids. */
export async function lockRows(
  trx: Trx,
  table: string,
  ids: string[],
  { skipLocked = false } = {},
): Promise<Map<string, ActorRow>> {
  const texts = textsOf(table);
  const rows = await queryPrepared<ActorRow>(trx, skipLocked ? texts.skip : texts.wait, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

const instants = new WeakMap<Trx, string>();

/** The transaction's instant by the database's clock, ISO 8601 in UTC; the same for all of the transaction. */
export async function instantOf(trx: Trx): Promise<string> {
  let at = instants.get(trx);
  if (at === undefined) {
    const [row] = await queryPrepared<{ at: Date }>(trx, 'SELECT now() AS at');
    at = (row as { at: Date }).at.toISOString();
    instants.set(trx, at);
  }
  return at;
}

/** Which of these causes each actor has had already: `actorId cause` → true. */
export async function causesSeen(trx: Trx, ids: string[], causes: string[]): Promise<Set<string>> {
  const rows = await queryPrepared<{ actor_id: string; cause: string }>(
    trx,
    `SELECT t.actor_id, t.cause FROM unnest($1::text[], $2::text[]) AS asked (actor_id, cause)
      JOIN transitions t USING (actor_id, cause)`,
    [ids, causes],
  );
  return new Set(rows.map((row) => `${row.actor_id} ${row.cause}`));
}

/** Gives armed timers of these actors other ids. */
export async function renameTimers(trx: Trx, actorIds: string[], names: Map<string, string>): Promise<void> {
  const { from, value } = records(
    Array.from(names, ([before, after]) => ({ before, after })),
    { before: 'text', after: 'text' },
    { parameter: 2 },
  );
  await queryPrepared(
    trx,
    `UPDATE timers t SET timer_id = n.after FROM ${from} WHERE t.actor_id = ANY($1::text[]) AND t.timer_id = n.before`,
    [actorIds, value],
  );
}

/** What one batch of one type changes. Timers that go and timers that are armed are never the same. */
export interface BatchRows {
  actorType: string;
  machineVersion: number;
  /** ISO instant of all its transitions. */
  at: string;
  states: Array<{ id: string; loadedVersion: number; version: number; state: string; snapshot: string }>;
  log: Array<
    Pick<LogRow, 'actorId' | 'version' | 'message' | 'payload' | 'from' | 'to' | 'by' | 'reason' | 'cause'>
  >;
  gone: Array<{ actorId: string; timerId: string }>;
  armed: ArmedTimer[];
}

const writeTexts = new Map<string, string>();

const writeText = (table: string) => `
  WITH written AS (
    UPDATE ${table} a SET version = n.version, state = n.state, snapshot = n.snapshot, machine_version = $6
    FROM unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::jsonb[]) AS n (id, loaded_version, version, state, snapshot)
    WHERE a.id = n.id AND a.version = n.loaded_version RETURNING 1
  ),
  logged AS (
    INSERT INTO transitions (actor_id, version, actor_type, message, payload, from_state, to_state, machine_version, at, by, reason, cause)
    SELECT n.actor_id, n.version, $7, n.message, n.payload, n.from_state, n.to_state, $6, $8::timestamptz, n.by, n.reason, n.cause
    FROM unnest($9::text[], $10::int[], $11::text[], $12::jsonb[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[])
      AS n (actor_id, version, message, payload, from_state, to_state, by, reason, cause)
  ),
  disarmed AS (
    DELETE FROM timers t USING unnest($18::text[], $19::text[]) AS gone (actor_id, timer_id)
    WHERE t.actor_id = gone.actor_id AND t.timer_id = gone.timer_id
  ),
  armed AS (
    INSERT INTO timers (actor_id, timer_id, actor_type, armed_by, fire_at)
    SELECT n.actor_id, n.timer_id, $7, n.armed_by, n.fire_at
    FROM unnest($20::text[], $21::text[], $22::int[], $23::timestamptz[]) AS n (actor_id, timer_id, armed_by, fire_at)
    ON CONFLICT (actor_id, timer_id) DO UPDATE SET armed_by = excluded.armed_by, fire_at = excluded.fire_at
  )
  SELECT count(*)::int AS written FROM written`;

/**
 * Writes a batch in one statement: states (where the version is still the one that was loaded), log and timers.
 * @returns how many states were written: the caller compares
 */
export async function writeBatch(trx: Trx, table: string, batch: BatchRows): Promise<number> {
  let text = writeTexts.get(table);
  if (!text) {
    text = writeText(table);
    writeTexts.set(table, text);
  }
  const { states, log, gone, armed } = batch;
  const [result] = await queryPrepared<{ written: number }>(trx, text, [
    states.map((row) => row.id),
    states.map((row) => row.loadedVersion),
    states.map((row) => row.version),
    states.map((row) => row.state),
    states.map((row) => row.snapshot),
    batch.machineVersion,
    batch.actorType,
    batch.at,
    log.map((row) => row.actorId),
    log.map((row) => row.version),
    log.map((row) => row.message),
    jsonTexts(log.map((row) => row.payload)),
    log.map((row) => row.from),
    log.map((row) => row.to),
    log.map((row) => row.by),
    log.map((row) => row.reason),
    log.map((row) => row.cause),
    gone.map((timer) => timer.actorId),
    gone.map((timer) => timer.timerId),
    armed.map((timer) => timer.actorId),
    armed.map((timer) => timer.timerId),
    armed.map((timer) => timer.armedBy),
    armed.map((timer) => timer.fireAt),
  ]);
  return result?.written ?? 0;
}

/** Many messages of a batch say nothing but their name. */
function jsonTexts(payloads: Array<Record<string, unknown>>): string[] {
  return payloads.map((payload) => (Object.keys(payload).length === 0 ? '{}' : JSON.stringify(payload)));
}

/** Writes the first log rows and timers of new actors, of any types, in one statement. */
export async function writeCreated(trx: Trx, log: LogRow[], timers: ArmedTimer[]): Promise<void> {
  if (log.length === 0) return;
  await queryPrepared(
    trx,
    `WITH logged AS (
       INSERT INTO transitions (actor_id, version, actor_type, message, payload, to_state, machine_version, at, by, cause)
       SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::int[], $8::timestamptz[], $9::text[], $10::text[])
     )
     INSERT INTO timers (actor_id, timer_id, actor_type, armed_by, fire_at)
     SELECT * FROM unnest($11::text[], $12::text[], $13::text[], $14::int[], $15::timestamptz[])`,
    [
      log.map((row) => row.actorId),
      log.map((row) => row.version),
      log.map((row) => row.actorType),
      log.map((row) => row.message),
      jsonTexts(log.map((row) => row.payload)),
      log.map((row) => row.to),
      log.map((row) => row.machineVersion),
      log.map((row) => row.at),
      log.map((row) => row.by),
      log.map((row) => row.cause),
      timers.map((timer) => timer.actorId),
      timers.map((timer) => timer.timerId),
      timers.map((timer) => timer.actorType),
      timers.map((timer) => timer.armedBy),
      timers.map((timer) => timer.fireAt),
    ],
  );
}
