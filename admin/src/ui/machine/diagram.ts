/** One actor's diagram: its boxes and lines, placed. */
import type { MachineDrawing } from '@holdfast/shared/support';
import { lookOf, type MachineKind } from '../states.ts';
import { boxesIn, boxOf, type DrawnEdge, drawnEdges, edgesIn, type Step } from './edges.ts';
import { type Layout, layOut, type Placed, type Point } from './layout.ts';
import { planOf } from './plans.ts';

/** A machine, where its actor is, and the way that it came. */
export interface MachineViewProps {
  kind: MachineKind;
  drawing: MachineDrawing;
  state: string;
  visited: readonly Step[];
}

export interface Diagram {
  layout: Layout;
  boxes: readonly { id: string; text: string; place: Placed; mark: 'now' | 'was' | null }[];
  groups: readonly { name: string; place: Placed }[];
  lines: readonly (DrawnEdge & { points: readonly Point[] })[];
  /** Where it began, when its whole way is known. */
  begin: Placed | null;
}

/** What of a machine is shown: its aftermath only to whoever got there. */
function shownBoxes(kind: MachineKind, drawing: MachineDrawing, reached: ReadonlySet<string>): string[] {
  const { aftermath } = planOf(kind);
  const isAftermath = aftermath?.after.some((each) => reached.has(each)) ?? true;
  const hidden = new Set(isAftermath ? [] : aftermath?.states);
  return boxesIn(kind, drawing).filter((id) => !hidden.has(id));
}

const order = { rest: 0, can: 1, way: 2 };

export function diagramOf(
  kind: MachineKind,
  drawing: MachineDrawing,
  state: string,
  visited: readonly Step[],
): Diagram {
  const here = boxOf(kind, state);
  const was = new Set(
    visited.flatMap(({ from, to }) => [from, to]).flatMap((each) => (each && boxOf(kind, each)) ?? []),
  );
  const shown = shownBoxes(kind, drawing, new Set([...was, ...(here ? [here] : [])]));
  const isShown = ({ from, to }: { from: string; to: string }) => shown.includes(from) && shown.includes(to);
  const textOf = (id: string) => lookOf(kind, id).word;
  const parentOf = new Map(drawing.states.map(({ id, parent }) => [id, parent]));
  const groupOf = (id: string) => parentOf.get(id) ?? undefined;
  const edges = drawnEdges(kind, drawing, state, visited).filter(isShown);
  const { mainWay, rare = [] } = planOf(kind);
  const isUsual = ({ from, to }: { from: string; to: string }) => !rare.includes(`${from}>${to}`);
  // All usual edges take part, drawn or not, so that the boxes stay where they are as the actor goes on.
  const pairs = new Set(
    [...edgesIn(kind, drawing).filter(isShown).filter(isUsual), ...edges].map(
      ({ from, to }) => `${from}>${to}`,
    ),
  );
  const layout = layOut(
    shown.map((id) => ({ id, text: textOf(id), ...(groupOf(id) ? { group: groupOf(id)! } : {}) })),
    [...pairs].map((pair) => {
      const [from, to] = pair.split('>') as [string, string];
      return { from, to, isMain: mainWay.includes(pair) };
    }),
  );
  const first = visited.find((step) => step.from === null);
  const firstBox = first ? boxOf(kind, first.to) : null;
  return {
    layout,
    boxes: shown.map((id) => ({
      id,
      text: textOf(id),
      place: layout.boxes.get(id)!,
      mark: id === here ? 'now' : was.has(id) ? 'was' : null,
    })),
    groups: [...layout.groups].map(([name, place]) => ({ name, place })),
    lines: edges
      .sort((a, b) => order[a.kind] - order[b.kind])
      .map((edge) => ({ ...edge, points: layout.lines.get(`${edge.from}>${edge.to}`) ?? [] })),
    begin: (firstBox && layout.boxes.get(firstBox)) || null,
  };
}
