/** Messages on their way to an actor. `messageTo` and `followUp` are the only ways to make one, and both check its type. */
import type { AnyStateMachine, ContextFrom } from 'xstate';
import type { MessageOf } from './types.ts';

/** A message as the engine handles it, of any machine. `xstate.*` names never come from outside the engine. */
export interface Message {
  type: string;
  [field: string]: unknown;
}

declare const contextOfReceiver: unique symbol;

/** Who sends a message and why. */
export interface Sent {
  /** Who: a person's id, a fan's, `stripe`, `clock`, an import's id, `system`. */
  by: string;
  reason?: string | null;
  /** What caused it. The same cause never acts twice on one actor: the second time answers `repeated`. */
  cause?: string | null;
  /** The version that the sender looked at; another one now is answered `stale`. */
  version?: number | undefined;
}

/** A message with its address. `Context` is the receiver's: outcomes carry it. */
export interface Addressed<Context = unknown> extends Sent {
  id: string;
  actorType: string;
  message: Message;
  readonly [contextOfReceiver]: Context;
}

/**
 * Addresses a message. A misspelt type, a missing or a wrong field is a compile error.
 * @param machine the receiver's, which names its type; rooms below the receiver's may use it too
 */
export function messageTo<M extends AnyStateMachine>(
  machine: M,
  id: string,
  message: MessageOf<M>,
  sent: Sent,
): Addressed<ContextFrom<M>> {
  return addressed(machine.id, id, message as object as Message, sent) as Addressed<ContextFrom<M>>;
}

/** For the engine itself: the messages of timers have names that no machine declares. */
export function addressed(actorType: string, id: string, message: Message, sent: Sent): Addressed {
  return { id, actorType, message, ...sent } as Addressed;
}

/** The transition that a follow-up is caused by. */
export interface Cause {
  actorId: string;
  version: number;
  by: string;
  reason: string | null;
}

/** A message that one actor's transition sends to another actor, applied in the same transaction. */
export interface FollowUp {
  addressed: Addressed;
  /** True: a refusal is no error. Otherwise it is a programming error and rolls everything back. */
  mayBeRefused: boolean;
}

/**
 * A message from an action to an actor, with the transition as its cause. It is applied once for each transition.
 * @param options.mayBeRefused the receiver may be in a state that doesn't accept it; otherwise a refusal throws
 */
export function followUp<M extends AnyStateMachine>(
  { actorId, version, by, reason }: Cause,
  machine: M,
  id: string,
  message: MessageOf<M>,
  { mayBeRefused = false }: { mayBeRefused?: boolean } = {},
): FollowUp {
  const cause = `${actorId}/${version}/${message.type}`;
  return { addressed: messageTo(machine, id, message, { by, reason, cause }), mayBeRefused };
}

/** A message as people read it: `xstate.after.hold.reservation.pending` is the clock's `hold`. */
export function shortMessage(message: string): string {
  return message.startsWith('xstate.after.') ? (message.split('.')[2] ?? message) : message;
}
