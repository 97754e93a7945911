/** The lines of a drawing: which edges of the machine are drawn, and how each runs between its boxes. */
import type { MachineDrawing } from '@holdfast/shared/support';
import { boxHeight, type DrawingPlan, type Place } from './places.ts';

export interface Step {
  from: string | null;
  to: string;
  message: string;
}
export interface DrawnEdge {
  from: string;
  to: string;
  kind: 'way' | 'can' | 'rest';
  /** The messages in words, where they are worth reading. */
  words: string;
  /** Which steps of the way went here, counted from 1. */
  steps: readonly number[];
}

const said: Record<string, string> = {
  pay: 'pays',
  paymentFailed: 'declined',
  paymentCaptured: 'captured',
  breakHold: 'hold broken',
  hold: 'deadline',
  untilEnd: 'game begins',
  actionRequired: '3-D Secure',
  disputeOpened: 'dispute',
  disputeClosed: 'decided',
  refundDone: 'refund',
  eventMoved: 'game moved',
};
/** A message in the words of the staff. */
export function messageLabel(message: string): string {
  return (
    said[message] ??
    message.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  );
}

/** The box of a state: its own, or that of the nearest state around it. */
export function placeFor(plan: DrawingPlan, state: string): string | null {
  for (let name = state; name; name = name.slice(0, Math.max(0, name.lastIndexOf('.'))))
    if (plan.places[name]) return name;
  return null;
}

/** States of the drawing that lie inside one, itself included: what leads out of the whole leads out of each. */
function boxesOf(plan: DrawingPlan, state: string): string[] {
  const own = placeFor(plan, state);
  if (own) return [own];
  return Object.keys(plan.places).filter((name) => name.startsWith(`${state}.`));
}

/**
 * The machine's edges between boxes. What goes through a state without a box (a crossing without a stay) is
 * joined to one line, named by the message that began it.
 */
function edgesOf(
  drawing: MachineDrawing,
  plan: DrawingPlan,
): { from: string; to: string; message: string }[] {
  const joined = drawing.edges.flatMap((edge) => {
    const isCrossing = boxesOf(plan, edge.to).length === 0;
    if (!isCrossing) return [edge];
    return drawing.edges.filter((next) => next.from === edge.to).map((next) => ({ ...edge, to: next.to }));
  });
  return joined.flatMap((edge) =>
    boxesOf(plan, edge.from).flatMap((from) =>
      boxesOf(plan, edge.to)
        .slice(0, 1)
        .filter((to) => to !== from)
        .map((to) => ({ from, to, message: edge.message })),
    ),
  );
}

export function drawnEdges(
  drawing: MachineDrawing,
  plan: DrawingPlan,
  state: string,
  visited: readonly Step[],
): DrawnEdge[] {
  const here = placeFor(plan, state);
  const byPair = new Map<string, { messages: Set<string>; steps: number[] }>();
  for (const edge of edgesOf(drawing, plan)) {
    const pair = `${edge.from}>${edge.to}`;
    const known = byPair.get(pair) ?? { messages: new Set(), steps: [] };
    known.messages.add(edge.message);
    byPair.set(pair, known);
  }
  let count = 0;
  const wayWords = new Map<string, string>();
  for (const step of visited) {
    const from = step.from === null ? null : placeFor(plan, step.from);
    const to = placeFor(plan, step.to);
    if (to === null || from === to) continue;
    count += 1;
    if (from === null) continue;
    const pair = `${from}>${to}`;
    const known = byPair.get(pair) ?? { messages: new Set(), steps: [] };
    known.steps.push(count);
    byPair.set(pair, known);
    wayWords.set(pair, messageLabel(step.message));
  }
  return [...byPair].flatMap(([pair, { messages, steps }]): DrawnEdge[] => {
    const [from, to] = pair.split('>') as [string, string];
    const canHappen = from === here && !plan.never?.includes(pair);
    const words = wayWords.get(pair) ?? messageLabel([...messages][0] ?? '');
    if (steps.length > 0) return [{ from, to, kind: 'way', words, steps }];
    if (canHappen) return [{ from, to, kind: 'can', words, steps }];
    return plan.mainWay.includes(pair) ? [{ from, to, kind: 'rest', words: '', steps }] : [];
  });
}

export interface Line {
  d: string;
  words: readonly [x: number, y: number];
  dot: readonly [x: number, y: number];
}

/** A line between two boxes: by hand where the plan bends it, else along the row, down the column, or a curve. */
export function lineOf(plan: DrawingPlan, from: string, to: string, hasWayBack: boolean): Line | null {
  const bend = plan.bends?.[`${from}>${to}`];
  if (bend) return { d: bend.d, words: bend.words, dot: bend.dot ?? bend.words };
  const a = plan.places[from];
  const b = plan.places[to];
  if (!a || !b) return null;
  return between(a, b, hasWayBack);
}

function between(a: Place, b: Place, hasWayBack: boolean): Line {
  const half = boxHeight / 2;
  const isRight = b.x > a.x;
  if (a.y === b.y) {
    const x1 = isRight ? a.x + a.w : a.x;
    const x2 = isRight ? b.x - 1 : b.x + b.w + 1;
    const isNear = Math.abs(x2 - x1) < 40;
    if (isNear) {
      const y = a.y + half + (hasWayBack ? (isRight ? -5 : 5) : 0);
      return { d: `M${x1} ${y}H${x2}`, words: [(x1 + x2) / 2, y - 8], dot: [(x1 + x2) / 2 - 2, y] };
    }
    // Over the boxes between them.
    const top = a.y - 9;
    const from = a.x + a.w / 2;
    const to = b.x + b.w / 2;
    return {
      d: `M${from} ${a.y} C${from} ${top} ${to} ${top} ${to} ${b.y - 1}`,
      words: [(from + to) / 2, top + 4],
      dot: [(from + to) / 2, top + 3],
    };
  }
  const isDown = b.y > a.y;
  const y1 = isDown ? a.y + boxHeight : a.y;
  const y2 = isDown ? b.y - 1 : b.y + boxHeight + 1;
  if (Math.abs(a.x - b.x) < 20) {
    const x = a.x + a.w / 2 + (hasWayBack ? (isDown ? -14 : 14) : 0);
    return {
      d: `M${x} ${y1}V${y2}`,
      words: [x + (isDown ? -4 : 4), (y1 + y2) / 2 + 3],
      dot: [x, (y1 + y2) / 2],
    };
  }
  const x1 = a.x + a.w / 2 + (isRight ? 18 : -18);
  const x2 = b.x + b.w / 2 + (isRight ? -18 : 18);
  const bend = (y2 - y1) * 0.55;
  return {
    d: `M${x1} ${y1} C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`,
    words: [(x1 + x2) / 2, (y1 + y2) / 2 + 3],
    dot: [x1 * 0.6 + x2 * 0.4, y1 * 0.6 + y2 * 0.4],
  };
}
