/** What is inferred from a machine made with `setup()`: its messages, and its named actions with their params. */
import type { AnyStateMachine, ContextFrom, EventFromLogic, StateMachine } from 'xstate';

type OmitFromEach<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** The messages of a machine. `at`, where a machine reads it, is the engine's: no sender gives it. */
export type MessageOf<M extends AnyStateMachine> = OmitFromEach<EventFromLogic<M>, 'at'>;
/** The names of a machine's messages. */
export type MessageType<M extends AnyStateMachine> = Extract<EventFromLogic<M>['type'], string>;

/** What an action's call may have been caused by: a message, the creation, or one of the engine's timers. */
export type CauseOf<M extends AnyStateMachine> =
  | MessageOf<M>
  | { type: 'created' }
  | { type: `xstate.${string}` };

/** The machine's named actions, `{ type, params }`, as `setup({ actions })` declares them. */
type ActionOf<M> =
  M extends StateMachine<
    infer _Context,
    infer _Event,
    infer _Children,
    infer _Actor,
    infer Action,
    infer _Guard,
    infer _Delay,
    infer _Value,
    infer _Tag,
    infer _Input,
    infer _Output,
    infer _Emitted,
    infer _Meta,
    infer _Schema,
    infer _TransitionMeta
  >
    ? Extract<Action, { type: string }>
    : never;
/** The names of a machine's actions. */
export type ActionName<M> = ActionOf<M>['type'];
/** The params of one of a machine's actions; undefined when it has none. */
export type ParamsOf<M, Name extends string> =
  Extract<ActionOf<M>, { type: Name }> extends { params: infer Params } ? Params : undefined;

/** One action that a transition asked for. */
export interface ActionCall<M extends AnyStateMachine, Name extends string = string> {
  actorId: string;
  /** The context after the transition. */
  context: ContextFrom<M>;
  message: CauseOf<M>;
  /** What the machine gives this action, from the message and the context. */
  params: ParamsOf<M, Name>;
  /** The transition: its version of the actor, and its instant by the database's clock (ISO 8601, UTC). */
  version: number;
  at: string;
  by: string;
  reason: string | null;
}
