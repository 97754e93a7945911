/** What the engine needs to know of a type of actor, and what it promises. */
import type { AnyStateMachine, ContextFrom, InputFrom } from 'xstate';
import type { z } from 'zod';
import type { Trx } from '../db/index.ts';
import type { Addressed, FollowUp, Message } from './messages.ts';
import type { ActorRow, ArmedTimer, LogRow } from './rows.ts';
import type { ActionRequest, Snapshot } from './step.ts';

export type { Snapshot } from './step.ts';

/** An action's call as the engine handles it, of any machine. Handlers see `ActionCall` of types.ts. */
export interface AnyCall {
  actorId: string;
  context: Record<string, unknown>;
  message: Message;
  params: unknown;
  version: number;
  at: string;
  by: string;
  reason: string | null;
}

/** What a handler answers: follow-ups to other actors, or nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: an action with nothing to follow simply returns
export type Following = Promise<FollowUp[] | void>;

/** A job for what leaves the system. Its key, and the idempotency key of what it does, come from the transition. */
export interface Job {
  task: string;
  payload: Record<string, unknown>;
}

/** One version of an actor's machine, with the upgrade that leads to it. */
export interface MachineVersion {
  machine: AnyStateMachine;
  context: z.ZodType;
  /** Turns the previous version's snapshot into this one's. Not needed for the first. */
  upgrade?: ((previous: Snapshot) => Snapshot) | undefined;
  /** Ids of the previous version's timers that have another name in this one. */
  renamedTimers?: Readonly<Record<string, string>> | undefined;
}

/** How a message that people send appears on their screens. */
export interface PersonMessage {
  label: string;
  needsReason: boolean;
}

/** A type of actor as the engine handles it. Made by `defineActor`, which checks it against its machine. */
export interface ActorDefinition {
  type: string;
  /** The ids of its actors begin with this and an underscore. */
  prefix: string;
  table: string;
  /** The machine in force. */
  machine: AnyStateMachine;
  /** Oldest first; the last one is in force. A version stays until no live row needs it. */
  versions: readonly MachineVersion[];
  messages: Readonly<Record<string, PersonMessage | null>>;
  /** Methods, so that handlers of typed calls fit. */
  inTransaction: Record<string, { handle(trx: Trx, calls: AnyCall[], engine: Engine): Following }['handle']>;
  jobs: Record<string, { describe(call: AnyCall): Job }['describe']>;
  /** Locks what must be locked before this type's own rows, to keep one order of locks. */
  lockFirst?: ((trx: Trx, ids: string[]) => Promise<void>) | undefined;
}

/** A new actor, before its row is written. */
export interface Created {
  id: string;
  type: string;
  state: string;
  snapshot: Snapshot;
  machineVersion: number;
  log: LogRow;
  timers: ArmedTimer[];
  actions: ActionRequest[];
}

interface At {
  id: string;
  state: string;
  version: number;
}
interface Applied<Context> extends At {
  kind: 'applied';
  from: string;
  context: Context;
}
type NotApplied<Context> =
  | (At & { kind: 'repeated'; context: Context })
  /**
   * `accepts`: the messages that the state names. `refusedBy`: the guards that said no to this one; none where the
   * state doesn't name it.
   */
  | (At & { kind: 'refused'; accepts: string[]; refusedBy: string[] })
  | (At & { kind: 'stale' })
  | { kind: 'unknown'; id: string };

/** What became of a message. */
export type Outcome<Context = unknown> = Applied<Context> | NotApplied<Context>;
/** What a message would do: its outcome, with the actions and jobs that its transition asks for. */
export type Previewed<Context = unknown> =
  | (Applied<Context> & { actions: ActionRequest[]; jobs: Job[] })
  | NotApplied<Context>;

/** One of a machine's messages, and whether the actor takes it now. */
export interface AcceptedMessage {
  message: string;
  /** Null: no person sends it. */
  label: string | null;
  needsReason: boolean;
  /** `withPayload`: a guard decides by the message's own fields. */
  possible: 'yes' | 'withPayload' | 'no';
  /** Why not: the guards that say no, by name. None where the state doesn't name the message. */
  refusedBy: string[];
}

/** What a row stores, as SQL reads it. */
export interface StoredSnapshot {
  snapshot: Snapshot | string;
  machine_version: number;
}

/** An actor as it stands, in the newest version of its machine. */
export interface Restored<Context> {
  id: string;
  state: string;
  version: number;
  context: Context;
}

type ContextOf<To> = To extends Addressed<infer Context> ? Context : never;

/** The engine's verbs over all registered types of actors. */
export interface Engine {
  /**
   * Applies messages to actors, all or nothing; several to one actor in their order.
   * @returns an outcome per message, in their order; a refusal is an outcome and changes nothing
   * @throws Error when a row changed under the lock or a follow-up was refused: programming errors, all rolled back
   */
  apply<To extends Addressed>(
    trx: Trx,
    messages: readonly To[],
    options?: ApplyOptions,
  ): Promise<Outcome<ContextOf<To>>[]>;
  /**
   * What `apply` would answer now, by the same code, with the actions and jobs of each transition. Writes nothing and
   * locks nothing; actions aren't run, so what follows from them isn't foreseen.
   */
  preview<To extends Addressed>(
    trx: Trx,
    messages: readonly To[],
    options?: { at?: string },
  ): Promise<Previewed<ContextOf<To>>[]>;
  /** Every message that the machine knows, by actor, with whether it is possible now and, where not, why not. */
  accepts(
    trx: Trx,
    ids: readonly string[],
    options?: { at?: string },
  ): Promise<Map<string, AcceptedMessage[]>>;
  /** Actors as they stand, by id; those that there aren't are left out. Locks nothing. */
  read<M extends AnyStateMachine>(
    trx: Trx,
    machine: M,
    ids: readonly string[],
  ): Promise<Map<string, Restored<ContextFrom<M>>>>;
  /** The context of a row that the caller read with its other columns, in the newest version of its machine. */
  contextOf<M extends AnyStateMachine>(machine: M, row: StoredSnapshot): ContextFrom<M>;
  /**
   * The first snapshot, log row and timers of a new actor, to be written with its row by `recordCreated` or by the
   * caller's own statement.
   */
  create<M extends AnyStateMachine>(machine: M, actor: NewActor<InputFrom<M>>): Created;
  /** Writes the log rows and timers of actors whose rows the caller inserted, and runs their first actions. */
  recordCreated(trx: Trx, created: Created[]): Promise<void>;
  definitions: ReadonlyMap<string, ActorDefinition>;
  definitionOf(actorId: string): ActorDefinition;
}

/** What `create` needs of a new actor. */
export interface NewActor<Input> {
  id: string;
  input: Input;
  /** ISO instant. */
  at: string;
  by: string;
  cause?: string | null;
}

/** Options of `apply`. */
export interface ApplyOptions {
  /** The instant of these transitions, ISO 8601 in UTC; the transaction's own by the database's clock if not given. */
  at?: string;
  /** Rows that the caller has locked already. */
  locked?: Map<string, ActorRow>;
  /** The messages are timers, and their rows are gone already. */
  fired?: boolean;
}
