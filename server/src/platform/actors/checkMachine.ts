/** Looks a machine over before it is used: what can't be kept in rows is refused by name. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** @returns the node and all below it */
export function nodesOf(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap((child) => nodesOf(child as AnyStateNode))];
}

/** `transitions`, `always` and delayed ones of a node. */
export function transitionsOf(node: AnyStateNode) {
  return [...node.transitions.values(), node.always ?? []].flat();
}

/**
 * @throws Error naming the machine and the state: parallel regions and history (a state is one word in a column),
 *   `invoke` and `spawn` (a call to the outside is a job whose outcome comes back as a message), anonymous actions and
 *   guards (a handler and a refusal need their names), an assign under an action's name, a delayed `raise` without an
 *   id (its timer would have no stable key), and the wildcard message
 */
export function checkMachine(machine: AnyStateMachine): void {
  if (machine.id === '(machine)') throw new Error('a machine without an id can’t be an actor’s');
  for (const node of nodesOf(machine.root)) {
    const where = `${machine.id} ${node.path.join('.') || '(root)'}`;
    if (node.type === 'parallel') throw new Error(`${where}: parallel regions are not possible`);
    if (node.type === 'history') throw new Error(`${where}: a history state is not possible`);
    if (node.invoke.length > 0) throw new Error(`${where}: invoke is not possible, queue a job instead`);
    const transitions = transitionsOf(node);
    const actions = [...node.entry, ...node.exit, ...transitions.flatMap((transition) => transition.actions)];
    for (const action of [...actions, ...(node.initial?.actions ?? [])]) checkAction(machine, where, action);
    for (const { guard, eventType } of transitions) {
      if (guard !== undefined) checkGuard(machine, where, guard);
      if (eventType.includes('*')) throw new Error(`${where}: ${eventType} names no message`);
    }
  }
}

function checkAction(machine: AnyStateMachine, where: string, action: unknown): void {
  if (typeof action === 'function') {
    checkBuiltIn(where, action as BuiltIn);
    return;
  }
  const name = typeof action === 'string' ? action : (action as { type: string }).type;
  const implementation: unknown = machine.implementations.actions[name];
  if (implementation === undefined) throw new Error(`${where}: setup doesn’t declare the action ${name}`);
  const builtIn = (implementation as { type?: string }).type;
  if (builtIn !== undefined)
    throw new Error(
      `${where}: the action ${name} is ${builtIn}, which no handler can run; use it without a name`,
    );
}

interface BuiltIn {
  type?: string;
  delay?: unknown;
  id?: unknown;
}

function checkBuiltIn(where: string, action: BuiltIn): void {
  if (action.type === 'xstate.assign' || action.type === 'xstate.cancel') return;
  if (action.type === 'xstate.raise') {
    if (action.delay !== undefined && action.id === undefined)
      throw new Error(`${where}: a delayed raise needs an id`);
    return;
  }
  throw new Error(
    action.type
      ? `${where}: ${action.type} is not possible`
      : `${where}: an anonymous action is not possible, name it`,
  );
}

function checkGuard(machine: AnyStateMachine, where: string, guard: unknown): void {
  for (const name of guardNames(guard))
    if (name === null) throw new Error(`${where}: an anonymous guard is not possible, name it`);
    else if (machine.implementations.guards[name] === undefined)
      throw new Error(`${where}: setup doesn’t declare the guard ${name}`);
}

interface CombinedGuard {
  check?: unknown;
  guards?: readonly unknown[];
}

/** The names in a guard, those of `and`, `or` and `not` included; null for an anonymous one. */
function guardNames(guard: unknown): Array<string | null> {
  if (typeof guard === 'string') return [guard];
  if (typeof guard !== 'function') return [(guard as { type: string }).type];
  const { check, guards } = guard as CombinedGuard;
  if (check === undefined) return [null];
  return (guards ?? []).flatMap(guardNames);
}

/** A guard as a refusal names it: `leavesEnough`, `not(isBroken)`. */
export function guardText(guard: unknown): string {
  if (typeof guard === 'string') return guard;
  if (typeof guard !== 'function') return (guard as { type: string }).type;
  const { guards } = guard as CombinedGuard;
  return `${guard.name}(${(guards ?? []).map(guardText).join(', ')})`;
}
