/** The engine's part of a caller's own statement that inserts new actors: their log rows and their timers. */
import type { Created } from './contract.ts';
import { createdMessage } from './creation.ts';

/** Where the caller's statement has what the engine writes: SQL over the rows of `from`. */
export interface CreatedRows {
  /** A CTE or table with one row for each new actor. */
  from: string;
  id: string;
  /** The input of `create`, as jsonb. */
  input: string;
  by: string;
  /** The instant that all of them are created at. */
  at: string;
  /** When the one timer of each fires. */
  fireAt: string;
  /** The number of the first of three parameters that the engine fills, one after the other. */
  firstParameter: number;
}

/** SQL and parameters that write log and timers of new actors within a statement of one's own. */
export interface CreatedCtes {
  /** CTEs named `logged` and `armed`, for after `WITH`. */
  sql: string;
  /** SQL of what the caller's own insert needs: the state, and the version of the machine. */
  state: string;
  machineVersion: string;
  /**
   * The three parameters.
   * @throws Error where the actors don't all begin in one state with one timer and without actions: the statement
   *   writes nothing else
   */
  parameters(created: readonly Created[]): [state: string, machineVersion: number, timerId: string];
}

/** For a hot statement that writes actors which all begin alike; elsewhere `recordCreated` does it. */
export function createdCtes(type: string, rows: CreatedRows): CreatedCtes {
  const { from, id, input, by, at, fireAt, firstParameter } = rows;
  const state = `$${firstParameter}`;
  const machineVersion = `$${firstParameter + 1}::int`;
  const timerId = `$${firstParameter + 2}`;
  return {
    state,
    machineVersion,
    sql: `logged AS (
    INSERT INTO transitions (actor_id, version, actor_type, message, payload, from_state, to_state, machine_version, at, by)
    SELECT ${id}, 1, '${type}', '${createdMessage}', ${input}, NULL, ${state}, ${machineVersion}, ${at}, ${by} FROM ${from}
  ),
  armed AS (
    INSERT INTO timers (actor_id, timer_id, actor_type, armed_by, fire_at)
    SELECT ${id}, ${timerId}, '${type}', 1, ${fireAt} FROM ${from}
  )`,
    parameters(created) {
      const [first] = created;
      const [timer] = first?.timers ?? [];
      if (!first || !timer || !created.every((each) => beginsLike(first, each)))
        throw new Error(`a ${type} begins otherwise than its statement writes it`);
      return [first.state, first.machineVersion, timer.timerId];
    },
  };
}

function beginsLike(first: Created, { state, timers, actions, log }: Created): boolean {
  return state === first.state && timers.length === 1 && actions.length === 0 && log.cause === null;
}
