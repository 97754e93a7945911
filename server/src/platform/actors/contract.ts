/** What the engine is told of each kind of actor, and what it promises. */
import type { AnyStateMachine } from 'xstate';
import type { z } from 'zod';
import type { Trx } from '../db/index.ts';
import type { ActorRow, ArmedTimer, LogRow } from './rows.ts';

/** A message as it is addressed to an actor. `xstate.*` names never come from outside the engine. */
export interface Message {
  type: string;
  [field: string]: unknown;
}

/** What is kept of an XState snapshot: JSON all the way down. */
export interface Snapshot {
  value: unknown;
  context: Record<string, unknown>;
}

/** One action that a transition asked for. */
export interface ActionCall {
  actorId: string;
  /** The context after the transition. */
  context: Record<string, unknown>;
  message: Message;
  /** The transition: its version of the actor, and its instant by the database's clock (ISO 8601, UTC). */
  version: number;
  at: string;
  by: string;
  reason: string | null;
}

/** A message that one actor's transition sends to another actor, applied in the same transaction. */
export interface FollowUp {
  id: string;
  message: Message;
  /** The transition that asks for it. */
  causedBy: ActionCall;
  /** True: a refusal is no error. Otherwise it is a programming error and rolls everything back. */
  mayBeRefused?: boolean;
}

/** Changes our own rows, for all calls of the batch at once, in the transaction; may answer with follow-ups. */
// biome-ignore lint/suspicious/noConfusingVoidType: an action with nothing to follow simply returns
export type InsideAction = (trx: Trx, calls: ActionCall[], engine: Engine) => Promise<FollowUp[] | void>;

/** A job for what leaves the house. Its key, and the idempotency key of what it does, come from the transition. */
export interface Job {
  task: string;
  payload: Record<string, unknown>;
}
export type OutsideAction = (call: ActionCall) => Job;

export interface MachineVersion {
  machine: AnyStateMachine;
  context: z.ZodType;
  /** Turns the previous version's snapshot into this one's. Not needed for the first. */
  upgrade?: (previous: Snapshot) => Snapshot;
}

export interface ActorDefinition {
  type: string;
  /** The ids of its actors begin with this and an underscore. */
  prefix: string;
  table: string;
  /** Oldest first; the last one is in force. A version stays until no live row needs it. */
  versions: readonly MachineVersion[];
  inside: Record<string, InsideAction>;
  outside: Record<string, OutsideAction>;
  /** Locks what must be locked before this kind's own rows, to keep one order of locks in the house. */
  lockFirst?: (trx: Trx, ids: string[]) => Promise<void>;
}

/** A new actor, before its row is written. */
export interface Birth {
  id: string;
  type: string;
  state: string;
  snapshot: Snapshot;
  machineVersion: number;
  log: LogRow;
  timers: ArmedTimer[];
  actions: string[];
}

/** A message on its way to an actor. */
export interface Addressed {
  id: string;
  message: Message;
  /** Who: a person's id, a fan's, `stripe`, `clock`, an import's id, `house`. */
  by: string;
  reason?: string | null;
  /** What caused it. The same cause never acts twice on one actor: the second time answers `repeated`. */
  cause?: string | null;
  /** The version that the sender looked at; another one now is answered `stale`. */
  version?: number | undefined;
}

export type Outcome =
  | {
      kind: 'applied';
      id: string;
      from: string;
      state: string;
      version: number;
      context: Record<string, unknown>;
    }
  | { kind: 'repeated'; id: string; state: string; version: number; context: Record<string, unknown> }
  | { kind: 'refused'; id: string; state: string; version: number; accepts: string[] }
  | { kind: 'stale'; id: string; state: string; version: number }
  | { kind: 'unknown'; id: string };

export interface Engine {
  /**
   * Applies messages to actors, all or nothing; several to one actor in their order.
   * @returns an outcome per message, in their order; a refusal is an outcome and changes nothing
   * @throws Error when a row changed under the lock or a follow-up was refused: programming errors, all rolled back
   */
  apply(trx: Trx, messages: Addressed[], options?: ApplyOptions): Promise<Outcome[]>;
  /**
   * The first snapshot, log row and timers of a new actor, to be written with its row by `recordBirths` or by the
   * caller's own statement.
   */
  birth(
    type: string,
    id: string,
    input: Record<string, unknown>,
    at: string,
    by: string,
    cause?: string | null,
  ): Birth;
  /** Writes the log rows and timers of actors whose rows the caller inserted, and runs their first actions. */
  recordBirths(trx: Trx, births: Birth[]): Promise<void>;
  definitions: ReadonlyMap<string, ActorDefinition>;
  definitionOf(actorId: string): ActorDefinition;
}

export interface ApplyOptions {
  /** The instant of these transitions, ISO 8601 in UTC; the transaction's own by the database's clock if not said. */
  at?: string;
  /** Rows that the caller has locked already. */
  locked?: Map<string, ActorRow>;
  /** The messages are timers, and their rows are gone already. */
  fired?: boolean;
}
