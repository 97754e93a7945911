/** Where actors meet their rows: the SQL of the engine, each statement for a whole batch. */
import type { Trx } from '../db/index.ts';
import { run } from '../db/index.ts';

export interface ActorRow {
  id: string;
  version: number;
  state: string;
  /** JSON as text: equal texts are equal situations. */
  snapshot: string;
  machine_version: number;
}

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

export interface ArmedTimer {
  actorId: string;
  actorType: string;
  timerId: string;
  armedBy: number;
  /** ISO instant. */
  fireAt: string;
}

const lockTexts = new Map<string, { wait: string; skip: string }>();

/** Locks the rows of a batch, in the order of their ids, and says what time the transaction has. */
export async function lockRows(
  trx: Trx,
  table: string,
  ids: string[],
  { skipLocked = false } = {},
): Promise<Map<string, ActorRow>> {
  let texts = lockTexts.get(table);
  if (!texts) {
    const wait = `SELECT id, version, state, snapshot::text AS snapshot, machine_version FROM ${table}
      WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE`;
    texts = { wait, skip: `${wait} SKIP LOCKED` };
    lockTexts.set(table, texts);
  }
  const rows = await run<ActorRow>(trx, skipLocked ? texts.skip : texts.wait, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The transaction's instant by the database's clock, ISO 8601 in UTC; the same for all of the transaction. */
export async function instantOf(trx: Trx): Promise<string> {
  const [row] = await run<{ at: Date }>(trx, 'SELECT now() AS at');
  return (row as { at: Date }).at.toISOString();
}

/** Which of these causes each actor has had already: `actorId cause` → true. */
export async function causesSeen(trx: Trx, ids: string[], causes: string[]): Promise<Set<string>> {
  const rows = await run<{ actor_id: string; cause: string }>(
    trx,
    `SELECT t.actor_id, t.cause FROM unnest($1::text[], $2::text[]) AS asked (actor_id, cause)
      JOIN transitions t USING (actor_id, cause)`,
    [ids, causes],
  );
  return new Set(rows.map((row) => `${row.actor_id} ${row.cause}`));
}

const writeTexts = new Map<string, string>();

/**
 * Writes the new states of a batch where the version is still the one that was loaded.
 * @returns how many rows were written: the caller compares
 */
export async function writeStates(
  trx: Trx,
  table: string,
  rows: Array<{
    id: string;
    loadedVersion: number;
    version: number;
    state: string;
    snapshot: string;
    machineVersion: number;
  }>,
): Promise<number> {
  let text = writeTexts.get(table);
  if (!text) {
    text = `WITH written AS (
      UPDATE ${table} a SET version = n.version, state = n.state, snapshot = n.snapshot, machine_version = n.machine_version
      FROM unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::jsonb[], $6::int[])
        AS n (id, loaded_version, version, state, snapshot, machine_version)
      WHERE a.id = n.id AND a.version = n.loaded_version RETURNING 1)
      SELECT count(*)::int AS written FROM written`;
    writeTexts.set(table, text);
  }
  const [result] = await run<{ written: number }>(trx, text, [
    rows.map((row) => row.id),
    rows.map((row) => row.loadedVersion),
    rows.map((row) => row.version),
    rows.map((row) => row.state),
    rows.map((row) => row.snapshot),
    rows.map((row) => row.machineVersion),
  ]);
  return result?.written ?? 0;
}

/** Many messages of a batch say the same. */
function jsonTexts(payloads: Array<Record<string, unknown>>): string[] {
  return payloads.map((payload) => (Object.keys(payload).length === 0 ? '{}' : JSON.stringify(payload)));
}

/** The columns of log rows, for `unnest($1::text[], $2::int[], …)` in this order. */
export function logColumns(rows: LogRow[]): unknown[] {
  return [
    rows.map((row) => row.actorId),
    rows.map((row) => row.version),
    rows.map((row) => row.actorType),
    rows.map((row) => row.message),
    jsonTexts(rows.map((row) => row.payload)),
    rows.map((row) => row.from),
    rows.map((row) => row.to),
    rows.map((row) => row.machineVersion),
    rows.map((row) => row.at),
    rows.map((row) => row.by),
    rows.map((row) => row.reason),
    rows.map((row) => row.cause),
  ];
}

export async function appendLog(trx: Trx, rows: LogRow[]): Promise<void> {
  if (rows.length === 0) return;
  await run(
    trx,
    `INSERT INTO transitions (actor_id, version, actor_type, message, payload, from_state, to_state, machine_version, at, by, reason, cause)
     SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::text[], $8::int[],
       $9::timestamptz[], $10::text[], $11::text[], $12::text[])`,
    logColumns(rows),
  );
}

export async function disarm(trx: Trx, timers: Array<{ actorId: string; timerId: string }>): Promise<void> {
  if (timers.length === 0) return;
  await run(
    trx,
    `DELETE FROM timers t USING unnest($1::text[], $2::text[]) AS gone (actor_id, timer_id)
     WHERE t.actor_id = gone.actor_id AND t.timer_id = gone.timer_id`,
    [timers.map((timer) => timer.actorId), timers.map((timer) => timer.timerId)],
  );
}

export async function arm(trx: Trx, timers: ArmedTimer[]): Promise<void> {
  if (timers.length === 0) return;
  await run(
    trx,
    `INSERT INTO timers (actor_id, timer_id, actor_type, armed_by, fire_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::timestamptz[])
     ON CONFLICT (actor_id, timer_id) DO UPDATE SET armed_by = excluded.armed_by, fire_at = excluded.fire_at`,
    [
      timers.map((timer) => timer.actorId),
      timers.map((timer) => timer.timerId),
      timers.map((timer) => timer.actorType),
      timers.map((timer) => timer.armedBy),
      timers.map((timer) => timer.fireAt),
    ],
  );
}
