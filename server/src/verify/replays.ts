/** Invariants 3 and 4: every actor is what its log says, as are the stays in its states, and its timers are armed. */
import {
  type ActorDefinition,
  type Engine,
  type LogEntry,
  type Replayed,
  replay,
  staysUnlikeLog,
} from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

interface Row {
  id: string;
  version: number;
  state: string;
  snapshot: { value: unknown; context: unknown };
  machine_version: number;
  log: Array<Omit<LogEntry, 'at'> & { at: string }>;
  timers: Array<{ timer_id: string; fire_at: string }> | null;
}

type Found = { subject: string; detail: string };

/** Actors read at a time: bounds the memory. */
const pageSize = 2_000;

async function* pages(trx: Trx, definition: ActorDefinition): AsyncGenerator<Row> {
  let after = '';
  for (;;) {
    const rows = await queryPrepared<Row>(
      trx,
      `SELECT a.id, a.version, a.state, a.snapshot, a.machine_version,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('version', t.version, 'message', t.message, 'payload', t.payload, 'to_state', t.to_state,
            'machine_version', t.machine_version, 'at', t.at) ORDER BY t.version), '[]') FROM transitions t WHERE t.actor_id = a.id) AS log,
         (SELECT jsonb_agg(jsonb_build_object('timer_id', m.timer_id, 'fire_at', m.fire_at)) FROM timers m WHERE m.actor_id = a.id) AS timers
       FROM ${definition.table} a WHERE a.id > $1 ORDER BY a.id LIMIT ${pageSize}`,
      [after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.id;
  }
}

interface Replays {
  replay: Found[];
  timers: Found[];
}
const replays = new WeakMap<Trx, Promise<Replays>>();

/** Both invariants share one pass over the actors: replaying a large database takes minutes. */
function replaysIn(trx: Trx, engine: Engine): Promise<Replays> {
  const known = replays.get(trx) ?? replayAll(trx, engine);
  replays.set(trx, known);
  return known;
}

async function replayAll(trx: Trx, engine: Engine): Promise<Replays> {
  const found: Replays = { replay: [], timers: [] };
  for (const definition of engine.definitions.values()) {
    for await (const row of pages(trx, definition)) {
      const details: { replay?: string | null; timers?: string | null } = {};
      try {
        const log = row.log.map((entry) => ({ ...entry, at: new Date(entry.at) }));
        const replayed = replay(definition, log);
        details.replay = unlike(row, replayed);
        details.timers = misarmed(row, replayed);
      } catch (error) {
        details.replay = (error as Error).message;
      }
      if (details.replay) found.replay.push({ subject: row.id, detail: details.replay });
      if (details.timers) found.timers.push({ subject: row.id, detail: details.timers });
    }
  }
  return found;
}

function unlike(row: Row, replayed: Replayed): string | null {
  if (row.version !== replayed.version) return `is at version ${row.version}, its log at ${replayed.version}`;
  if (row.state !== replayed.state) return `is ${row.state}, its log says ${replayed.state}`;
  if (canonical(row.snapshot) !== canonical(replayed.snapshot))
    return `keeps ${canonical(row.snapshot)}, its log says ${canonical(replayed.snapshot)}`;
  return null;
}

function misarmed(row: Row, replayed: Replayed): string | null {
  const armed = new Map((row.timers ?? []).map((timer) => [timer.timer_id, Date.parse(timer.fire_at)]));
  for (const [id, at] of replayed.timers) {
    if (!armed.has(id)) return `has no timer ${id}`;
    if (armed.get(id) !== at)
      return `has ${id} at ${new Date(armed.get(id) ?? 0).toISOString()}, not ${new Date(at).toISOString()}`;
  }
  const extra = [...armed.keys()].find((id) => !replayed.timers.has(id));
  return extra === undefined ? null : `has a timer ${extra} that nothing armed`;
}

/** JSON with its keys in order, so that equal means equal. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export const replayInvariants: Invariant[] = [
  {
    id: '3.replay',
    says: 'every actor’s stored snapshot equals the replay of its log',
    check: async (trx, engine) => (await replaysIn(trx, engine)).replay,
  },
  {
    id: '3.stays',
    says: 'the stays of every actor in its states are those of its log, as far as it is folded',
    check: (trx) =>
      queryPrepared<Found>(trx, `SELECT actor_id AS subject, detail FROM (${staysUnlikeLog}) unlike`),
  },
  {
    id: '4.timers',
    says: 'every live delay has exactly one timer, at its time, and finished actors have none',
    check: async (trx, engine) => [...(await replaysIn(trx, engine)).timers, ...(await orphans(trx, engine))],
  },
];

function orphans(trx: Trx, engine: Engine): Promise<Found[]> {
  const isOfNone = [...engine.definitions.values()]
    .map(({ table }) => `NOT EXISTS (SELECT 1 FROM ${table} a WHERE a.id = m.actor_id)`)
    .join(' AND ');
  return queryPrepared<Found>(
    trx,
    `SELECT m.actor_id AS subject, 'a timer of nobody: ' || m.timer_id AS detail FROM timers m WHERE ${isOfNone}`,
  );
}
