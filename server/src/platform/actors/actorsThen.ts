/** Actors as they stood at an instant: replayed from their logs, not read from copies. */
import { queryPrepared, type Trx } from '../db/index.ts';
import type { Engine, Snapshot } from './contract.ts';
import { type LogEntry, replay } from './replay.ts';

/** An actor at an instant, as its row would have stored it. */
export interface ActorThen {
  snapshot: Snapshot;
  machine_version: number;
  id: string;
  type: string;
  state: string;
  version: number;
  createdAt: Date;
}

/**
 * @param ids of any types
 * @param at ISO instant; transitions of that very instant are in
 * @returns by id; those that weren't there yet are left out
 */
export async function actorsThen(
  trx: Trx,
  engine: Engine,
  ids: readonly string[],
  at: string,
): Promise<Map<string, ActorThen>> {
  const rows = await queryPrepared<LogEntry & { actor_id: string }>(
    trx,
    `SELECT actor_id, version, message, payload, to_state, machine_version, at FROM transitions
     WHERE actor_id = ANY($1::text[]) AND at <= $2::timestamptz ORDER BY actor_id, version`,
    [ids, at],
  );
  return new Map(
    [...Map.groupBy(rows, ({ actor_id }) => actor_id)].map(([id, log]) => {
      const definition = engine.definitionOf(id);
      const { state, snapshot, version, machineVersion } = replay(definition, log);
      const created = log[0] as LogEntry;
      return [
        id,
        {
          id,
          type: definition.type,
          state,
          snapshot,
          version,
          machine_version: machineVersion,
          createdAt: created.at,
        },
      ];
    }),
  );
}
