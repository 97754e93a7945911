/** A machine as states and arrows, for whoever draws it. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { nodesOf, transitionsOf } from './checkMachine.ts';

/** A machine as states and edges, for drawing it. */
export interface Drawing {
  states: Array<{ id: string; label: string; parent: string | null; final: boolean }>;
  edges: Array<{ from: string; to: string; message: string; after: boolean }>;
}

const path = (node: AnyStateNode) => node.path.join('.');

/** @returns states by their dotted path (as in the state column), and each message's arrow once */
export function drawMachine(machine: AnyStateMachine): Drawing {
  const nodes = nodesOf(machine.root).filter((node) => node.path.length > 0);
  const edges = new Map<string, Drawing['edges'][number]>();
  for (const node of nodesOf(machine.root)) {
    for (const transition of transitionsOf(node)) {
      for (const target of transition.target ?? []) {
        const after = transition.eventType.startsWith('xstate.after.');
        const message = after ? (transition.eventType.split('.')[2] ?? '') : transition.eventType;
        const edge = { from: path(node), to: path(firstInside(target as AnyStateNode)), message, after };
        if (edge.from !== edge.to) edges.set(JSON.stringify(edge), edge);
      }
    }
  }
  return {
    states: nodes.map((node) => ({
      id: path(node),
      label: node.key,
      parent: node.parent && node.parent.path.length > 0 ? path(node.parent) : null,
      final: node.type === 'final',
    })),
    edges: [...edges.values()],
  };
}

function firstInside(node: AnyStateNode): AnyStateNode {
  return node.type === 'compound' && node.initial
    ? firstInside(node.initial.target[0] as AnyStateNode)
    : node;
}
