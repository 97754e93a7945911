/**
 * One step of a machine, pure: no clock, no I/O, nothing remembered.
 *
 * XState's public `transition()` makes a new actor and a new system for each call (17 µs). `machine.transition` is the
 * same function one floor below; here it runs over one inert scope per machine (4 µs). `step.test.ts` compares the two
 * on every path of every machine, so a release of XState that changes it is seen at once.
 */
import { type AnyMachineSnapshot, type AnyStateMachine, createActor, initialTransition } from 'xstate';
import type { Message, Snapshot } from './contract.ts';

/** What one step leads to. `timers`: armed with a delay in milliseconds, or cancelled with null. */
export interface Step {
  accepted: boolean;
  snapshot: AnyMachineSnapshot;
  actions: string[];
  timers: Map<string, number | null>;
}

interface SeenAction {
  type: string;
  params: unknown;
}

class InertScope {
  seen: SeenAction[] = [];
  readonly scope: Parameters<AnyStateMachine['transition']>[2];

  constructor(machine: AnyStateMachine) {
    const self = createActor(machine);
    const nothing = () => {};
    this.scope = {
      self,
      id: self.id,
      sessionId: self.sessionId,
      logger: nothing,
      defer: nothing,
      system: self.system,
      stopChild: nothing,
      emit: nothing,
      actionExecutor: (action: SeenAction) => {
        this.seen.push(action);
      },
    } as unknown as Parameters<AnyStateMachine['transition']>[2];
  }
}

const scopes = new WeakMap<AnyStateMachine, InertScope>();
function scopeOf(machine: AnyStateMachine): InertScope {
  let scope = scopes.get(machine);
  if (!scope) {
    scope = new InertScope(machine);
    scopes.set(machine, scope);
  }
  return scope;
}

/** The first snapshot of a new actor. */
export function firstStep(machine: AnyStateMachine, input: unknown): Step {
  const [snapshot, actions] = initialTransition(machine, input as never);
  return collect(snapshot as AnyMachineSnapshot, actions as SeenAction[], true);
}

/**
 * The next snapshot.
 * @param message carries `at`, the instant by the database's clock, since a machine reads no clock
 * @returns `accepted: false` and nothing else changed where the state doesn't take the message
 */
export function nextStep(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, message: Message): Step {
  const inert = scopeOf(machine);
  inert.seen = [];
  const next = machine.transition(snapshot, message as never, inert.scope as never) as AnyMachineSnapshot;
  const seen = inert.seen;
  return collect(next, seen, next !== snapshot || seen.length > 0);
}

function collect(snapshot: AnyMachineSnapshot, seen: SeenAction[], accepted: boolean): Step {
  const actions: string[] = [];
  const timers = new Map<string, number | null>();
  for (const action of seen) {
    if (action.type === 'xstate.raise') {
      const { id, delay } = action.params as { id?: string; delay?: number };
      if (delay !== undefined && id !== undefined) timers.set(id, delay);
    } else if (action.type === 'xstate.cancel') {
      timers.set((action.params as { sendId: string }).sendId, null);
    } else if (!action.type.startsWith('xstate.')) {
      actions.push(action.type);
    }
  }
  return { accepted, snapshot, actions, timers };
}

/** A snapshot as it lies in a row, made whole again. */
export function wake(machine: AnyStateMachine, kept: Snapshot): AnyMachineSnapshot {
  return machine.resolveState({ value: kept.value as never, context: kept.context as never });
}

export function keep(snapshot: AnyMachineSnapshot): Snapshot {
  return { value: snapshot.value, context: snapshot.context as Record<string, unknown> };
}

/** The state as one word: `pending.holding`. */
export function stateText(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[key, inner] = ['', '']] = Object.entries(value as Record<string, unknown>);
  return `${key}.${stateText(inner)}`;
}

/** The messages that a state accepts, by name; the clock's own are left out. */
export function acceptsOf(snapshot: AnyMachineSnapshot): string[] {
  const names = new Set<string>();
  const nodes = (snapshot as unknown as { _nodes: Array<{ ownEvents: string[] }> })._nodes;
  for (const node of nodes)
    for (const name of node.ownEvents) if (!name.startsWith('xstate.')) names.add(name);
  return [...names].sort();
}
