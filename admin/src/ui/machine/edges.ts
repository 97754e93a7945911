/** The boxes and lines of a diagram: which states and edges of the machine are drawn. */
import type { MachineDrawing } from '@holdfast/shared/support';
import { type MachineKind, stateLooks } from '../states.ts';
import { planOf } from './plans.ts';

export interface Step {
  from: string | null;
  to: string;
  message: string;
}
export interface DrawnEdge {
  from: string;
  to: string;
  kind: 'way' | 'can' | 'rest';
  /** Its message, for staff; empty where it isn't worth reading. */
  label: string;
  /** Which steps of the way went here, counted from 1. */
  steps: readonly number[];
}

const labels: Record<string, string> = {
  pay: 'pays',
  paymentFailed: 'declined',
  paymentCaptured: 'captured',
  breakHold: 'hold broken',
  extend: 'more time',
  move: 'other seats',
  claim: 'claims free',
  voidOrder: 'made void',
  hold: 'deadline',
  untilEnd: 'game begins',
  actionRequired: '3-D Secure',
  deadlineReached: 'deadline',
  giveUp: 'given up',
  payElsewhere: 'paid another way',
  evidenceSubmitted: 'evidence',
  inquired: 'inquiry',
  refundDone: 'refund',
  eventMoved: 'game moved',
  restore: 'undone',
};
/** A message, for staff. */
export function messageLabel(message: string): string {
  return (
    labels[message] ??
    message.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  );
}

/**
 * The box of a state: its own, or that of the nearest state around it, or that of its innermost name: in a group of states,
 * and as old logs have it. A state without a word of its own has none.
 */
export function boxOf(kind: MachineKind, state: string): string | null {
  for (let name = state; name; name = name.slice(0, Math.max(0, name.lastIndexOf('.'))))
    if (stateLooks[kind][name]) return name;
  const innermost = state.slice(state.lastIndexOf('.') + 1);
  return stateLooks[kind][innermost] ? innermost : null;
}

/** The boxes of a machine, in its own order. */
export function boxesIn(kind: MachineKind, drawing: MachineDrawing): string[] {
  return [...new Set(drawing.states.flatMap(({ id }) => boxOf(kind, id) ?? []))];
}

export interface Edge {
  from: string;
  to: string;
  message: string;
}

/**
 * The machine's edges between boxes. What leads out of a state leads out of each box inside it. What goes through a
 * state without a box (a crossing without a stay) is joined to one line, named by the message that began it.
 */
export function edgesIn(kind: MachineKind, drawing: MachineDrawing): Edge[] {
  const within = (state: string): string[] => {
    const own = boxOf(kind, state);
    if (own) return [own];
    const inside = drawing.states.filter(({ id }) => id.startsWith(`${state}.`));
    return [...new Set(inside.flatMap(({ id }) => boxOf(kind, id) ?? []))];
  };
  const { never = [] } = planOf(kind);
  return drawing.edges
    .flatMap((edge) =>
      within(edge.to).length > 0
        ? [edge]
        : drawing.edges.filter((next) => next.from === edge.to).map((next) => ({ ...edge, to: next.to })),
    )
    .flatMap(({ from, to, message }) =>
      within(from).flatMap((each) =>
        within(to)
          .slice(0, 1)
          .map((end) => ({ from: each, to: end, message })),
      ),
    )
    .filter(({ from, to }) => from !== to && !never.includes(`${from}>${to}`));
}

/** The lines of a diagram, by what they mean for an actor in this state that came this way. */
export function drawnEdges(
  kind: MachineKind,
  drawing: MachineDrawing,
  state: string,
  visited: readonly Step[],
): DrawnEdge[] {
  const here = boxOf(kind, state);
  const byPair = new Map<string, { label: string; steps: number[] }>();
  for (const { from, to, message } of edgesIn(kind, drawing))
    if (!byPair.has(`${from}>${to}`))
      byPair.set(`${from}>${to}`, { label: messageLabel(message), steps: [] });
  let count = 0;
  for (const step of visited) {
    const from = step.from === null ? null : boxOf(kind, step.from);
    const to = boxOf(kind, step.to);
    if (to === null || from === to) continue;
    count += 1;
    if (from === null) continue;
    const known = byPair.get(`${from}>${to}`);
    byPair.set(`${from}>${to}`, {
      label: messageLabel(step.message),
      steps: [...(known?.steps ?? []), count],
    });
  }
  return [...byPair].flatMap(([pair, { label, steps }]): DrawnEdge[] => {
    const [from, to] = pair.split('>') as [string, string];
    if (steps.length > 0) return [{ from, to, kind: 'way', label, steps }];
    if (from === here) return [{ from, to, kind: 'can', label, steps }];
    return planOf(kind).mainWay.includes(pair) ? [{ from, to, kind: 'rest', label: '', steps }] : [];
  });
}
