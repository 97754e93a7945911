/** The tags of a machine's states: questions that several states answer alike, such as `open` or `sellable`. */
import type { AnyStateMachine, TagsFrom } from 'xstate';
import { nodesOf } from './checkMachine.ts';

const known = new WeakMap<AnyStateMachine, Map<string, ReadonlySet<string>>>();

/** The tags of each state that a machine can rest in, its parents' included; states as their column has them. */
export function tagsOf(machine: AnyStateMachine): ReadonlyMap<string, ReadonlySet<string>> {
  let tags = known.get(machine);
  if (!tags) {
    tags = new Map();
    for (const node of nodesOf(machine.root)) {
      if (node.type !== 'atomic' && node.type !== 'final') continue;
      const own = new Set<string>();
      for (let at: typeof node | undefined = node; at; at = at.parent)
        for (const tag of at.tags) own.add(tag);
      tags.set(node.path.join('.'), own);
    }
    known.set(machine, tags);
  }
  return tags;
}

/** Whether a state, as its column has it, carries a tag. In SQL: `<type>_is_<tag>(state)`. */
export function hasTag<M extends AnyStateMachine>(machine: M, state: string, tag: TagsFrom<M>): boolean {
  return tagsOf(machine).get(state)?.has(tag) ?? false;
}
