/** What the engine knows of one kind of actor: its machine's versions, its table, and what its actions do. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { z } from 'zod';
import type { Trx } from '../db/index.ts';
import type { Engine } from './engine.ts';

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

/**
 * Checks a definition when it is registered, so that a machine that can't be kept in rows never starts.
 * @throws Error naming the machine and the state: an action without a meaning, `invoke` or `spawn` (a call to the
 *   outside is a job whose outcome comes back as a message), or a delayed `raise` without an id (its timer would have
 *   no stable key)
 */
export function defineActor(definition: ActorDefinition): ActorDefinition {
  const known = new Set([...Object.keys(definition.inside), ...Object.keys(definition.outside)]);
  for (const { machine } of definition.versions) {
    for (const node of nodesOf(machine.root)) checkNode(definition.type, node, known);
  }
  return definition;
}

export function nodesOf(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap((child) => nodesOf(child as AnyStateNode))];
}

function checkNode(type: string, node: AnyStateNode, known: Set<string>): void {
  const where = `${type} ${node.path.join('.') || '(root)'}`;
  if (node.invoke.length > 0) throw new Error(`${where}: invoke is not possible, queue a job instead`);
  const transitions = [...node.transitions.values()].flat();
  const actions = [...node.entry, ...node.exit, ...transitions.flatMap((transition) => transition.actions)];
  for (const action of actions) checkAction(where, action, known);
}

function checkAction(where: string, action: unknown, known: Set<string>): void {
  if (typeof action === 'function') {
    const builtIn = action as { type?: string; delay?: unknown; id?: unknown };
    if (builtIn.type === 'xstate.assign' || builtIn.type === 'xstate.cancel') return;
    if (builtIn.type === 'xstate.raise') {
      if (builtIn.delay !== undefined && builtIn.id === undefined)
        throw new Error(`${where}: a delayed raise needs an id`);
      return;
    }
    throw new Error(`${where}: ${builtIn.type ?? 'an anonymous action'} is not possible here, name it`);
  }
  const name = typeof action === 'string' ? action : (action as { type: string }).type;
  if (!known.has(name)) throw new Error(`${where}: nobody says what the action ${name} does`);
}
