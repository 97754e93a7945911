/**
 * One step of a machine, pure: no clock, no I/O, nothing remembered.
 *
 * XState's public `transition()` makes a new actor and a new system for each call (17 µs). `machine.transition` is the
 * same function one floor below; here it runs over one inert scope per machine (4 µs). `step.test.ts` compares the two
 * on every path of every machine, so a release of XState that changes it is seen at once.
 */
import {
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createActor,
  createMachine,
  initialTransition,
} from 'xstate';
import type { Message } from './messages.ts';

/** What is stored of an XState snapshot: JSON all the way down. */
export interface Snapshot {
  value: unknown;
  context: Record<string, unknown>;
}

/** An action that a transition asks for, with what the machine gives it. */
export interface ActionRequest {
  name: string;
  params: unknown;
}

/** What one step leads to. `timers`: armed with a delay in milliseconds, or cancelled with null. */
export interface Step {
  accepted: boolean;
  snapshot: AnyMachineSnapshot;
  actions: ActionRequest[];
  timers: Map<string, number | null>;
}

interface SeenAction {
  type: string;
  params?: unknown;
}

let seen: SeenAction[] = [];

/** One scope for all machines: its actor is of none of them, so no context is made for it. */
function inertScope(): AnyActorScope {
  const self = createActor(createMachine({}));
  const nothing = () => {};
  return {
    self,
    id: self.id,
    sessionId: self.sessionId,
    logger: nothing,
    defer: nothing,
    system: self.system,
    stopChild: nothing,
    emit: nothing,
    actionExecutor: (action) => {
      seen.push(action);
    },
  };
}
const scope = inertScope();

/** The first snapshot of a new actor. */
export function firstStep(machine: AnyStateMachine, input: unknown): Step {
  const [snapshot, actions] = initialTransition(machine, input as never);
  return collect(machine, snapshot, actions, true);
}

/**
 * The next snapshot.
 * @param message carries `at`, the instant by the database's clock, since a machine reads no clock
 * @returns `accepted: false` and nothing else changed where the state doesn't take the message, and always after the end
 * @throws Error where an assign spawned an actor: that can't be seen when the machine is defined
 */
export function nextStep(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, message: Message): Step {
  if (snapshot.status !== 'active') return { accepted: false, snapshot, actions: [], timers: new Map() };
  seen = [];
  const next = machine.transition(snapshot, message, scope);
  const actions = seen;
  return collect(machine, next, actions, next !== snapshot || actions.length > 0);
}

function collect(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  all: readonly SeenAction[],
  accepted: boolean,
): Step {
  if (snapshot.status === 'error') throw snapshot.error;
  const actions: ActionRequest[] = [];
  const timers = new Map<string, number | null>();
  for (const { type, params } of all) {
    if (type === 'xstate.raise') {
      const { id, delay } = params as { id?: string; delay?: number };
      if (delay !== undefined && id !== undefined) timers.set(id, delay);
    } else if (type === 'xstate.cancel') {
      timers.set((params as { sendId: string }).sendId, null);
    } else if (!type.startsWith('xstate.')) {
      actions.push({ name: type, params });
    }
  }
  for (const _child in snapshot.children)
    throw new Error(`${machine.id} ${stateText(snapshot.value)}: spawn is not possible, queue a job instead`);
  return { accepted, snapshot, actions, timers };
}

/** A snapshot as it is stored, made whole again. */
export function restore(machine: AnyStateMachine, { value, context }: Snapshot): AnyMachineSnapshot {
  return machine.resolveState({ value: value as never, context: context as never });
}

/** A snapshot as its row stores it. */
export function serialize(snapshot: AnyMachineSnapshot): Snapshot {
  return { value: snapshot.value, context: snapshot.context as Record<string, unknown> };
}

/** The state as one word: `pending.holding`. */
export function stateText(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[key, inner] = ['', '']] = Object.entries(value as Record<string, unknown>);
  return `${key}.${stateText(inner)}`;
}
