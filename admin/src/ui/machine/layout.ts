/** Where boxes stand and how lines run between them, by dagre: from the top down, nested states in a frame. */
import dagre from '@dagrejs/dagre';

export interface LayoutBox {
  id: string;
  text: string;
  /** The frame that it stands in. */
  group?: string;
}
export interface LayoutEdge {
  from: string;
  to: string;
  /** Lines of the main way are kept straight. */
  isMain: boolean;
}
/** In the diagram's own units; x and y are the corner. */
export interface Placed {
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface Point {
  x: number;
  y: number;
}
export interface Layout {
  width: number;
  height: number;
  boxes: ReadonlyMap<string, Placed>;
  groups: ReadonlyMap<string, Placed>;
  /** Bends from box to box, by `from>to`. */
  lines: ReadonlyMap<string, readonly Point[]>;
}

const boxHeight = 24;
const margin = 6;
/** Of a letter at the size of boxes and labels. */
const letterWidth = 6.3;
const widthOf = (text: string) => Math.max(62, Math.round(text.length * letterWidth) + 18);

/** The same boxes and edges always stand in the same places. */
export function layOut(boxes: readonly LayoutBox[], edges: readonly LayoutEdge[]): Layout {
  const graph = new dagre.graphlib.Graph({ compound: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 16, ranksep: 32, edgesep: 12, marginx: margin, marginy: margin });
  const groups = new Set(boxes.flatMap(({ group }) => group ?? []));
  for (const group of groups) graph.setNode(group, {});
  for (const { id, text, group } of boxes) {
    graph.setNode(id, { width: widthOf(text), height: boxHeight });
    if (group) graph.setParent(id, group);
  }
  for (const { from, to, isMain } of edges) graph.setEdge(from, to, { weight: isMain ? 6 : 1 });
  dagre.layout(graph);
  const placed = (id: string): Placed => {
    const { x, y, width, height } = graph.node(id) as Placed;
    return { x: x - width / 2, y: y - height / 2, width, height };
  };
  const { width = 0, height = 0 } = graph.graph() as Partial<Placed>;
  return {
    width,
    height,
    boxes: new Map(boxes.map(({ id }) => [id, placed(id)])),
    groups: new Map([...groups].map((id) => [id, placed(id)])),
    lines: new Map(
      edges.map(({ from, to }) => [`${from}>${to}`, (graph.edge(from, to) as { points: Point[] }).points]),
    ),
  };
}

/** A line through its bends, rounded. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const at = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1]!;
    const end = index === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(end)}`;
  });
  const last = rest.at(-1);
  return `M${at(first)}${bends.length > 0 ? bends.join('') : last ? `L${at(last)}` : ''}`;
}

/** The place so far along a line, 0 to 1. */
export function pointAlong(points: readonly Point[], share: number): Point {
  const lengths = points
    .slice(1)
    .map((point, at) => Math.hypot(point.x - points[at]!.x, point.y - points[at]!.y));
  let left = lengths.reduce((sum, each) => sum + each, 0) * share;
  for (const [at, length] of lengths.entries()) {
    const from = points[at]!;
    const to = points[at + 1]!;
    if (left <= length && length > 0)
      return { x: from.x + ((to.x - from.x) * left) / length, y: from.y + ((to.y - from.y) * left) / length };
    left -= length;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}

/**
 * Where the middle of a line's name stands: at a part of its way, and wholly inside the drawing.
 * @param width of the drawing
 */
export function namePlace(points: readonly Point[], part: number, name: string, width: number): Point {
  const { x, y } = pointAlong(points, part);
  const half = (name.length * letterWidth) / 2;
  return { x: Math.max(half, Math.min(x, width - half)), y };
}
