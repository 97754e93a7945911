/** Looks a kind of actor over before the house opens. */
import type { AnyStateNode } from 'xstate';
import type { ActorDefinition } from './contract.ts';

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
