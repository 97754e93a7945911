/**
 * The drawing of a venue from its levels: a ring of equally wide sections for each, from the field outwards. What is known is
 * which sections there are and on which level, so that order is true and scale isn't.
 */

/** Sections of one level, in their order around. */
export interface Level {
  name: string;
  sections: readonly string[];
}

/** A point of the drawing, in its own units. */
export interface Point {
  x: number;
  y: number;
}

/** A section as it is drawn. */
export interface Shape {
  section: string;
  /** The data of an SVG path. */
  path: string;
  /** Where its label stands. */
  middle: Point;
  /** What is written there: its name without what its whole level has in common; null: there is no room. */
  label: string | null;
}

/** A level as it is drawn. */
export interface Ring {
  name: string;
  shapes: Shape[];
}

/** The size of the drawing, and the field in its middle. */
export const drawing = { width: 760, height: 560, field: { x: 254, y: 212, width: 252, height: 136 } };

const center: Point = { x: drawing.width / 2, y: drawing.height / 2 };
/** Half axes of the innermost and the outermost line. */
const inner: Point = { x: 168, y: 98 };
const outer: Point = { x: 372, y: 272 };
/** Between two levels, as a part of the way from the innermost line to the outermost. */
const gap = 0.04;
/** No level is thicker, as a part of that way: one alone doesn't fill the drawing. */
const thickest = 0.42;
/** The exponent of the lines, which are superellipses: 2 is an ellipse, more is nearer to a rectangle. */
const roundness = 2.7;
/** Points by which the length of a line is measured. */
const measured = 720;
/** Points of a section's long sides. */
const pointsOfSide = 5;
/** The width of a figure of a label, about. */
const figureWidth = 7.4;

/** A turn of 0 is the middle of the upper side, and turns go clockwise. */
function pointAt(turn: number, part: number): Point {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  const stretch = (value: number) => Math.sign(value) * Math.abs(value) ** (2 / roundness);
  return {
    x: center.x + (inner.x + part * (outer.x - inner.x)) * stretch(Math.cos(angle)),
    y: center.y + (inner.y + part * (outer.y - inner.y)) * stretch(Math.sin(angle)),
  };
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

/** @returns a function from the part of the line's length to the turn, and the line's length */
function measure(part: number): { turnAt(length: number): number; length: number } {
  const lengths = [0];
  let before = pointAt(0, part);
  for (let index = 1; index <= measured; index++) {
    const next = pointAt(index / measured, part);
    lengths.push((lengths[index - 1] as number) + distance(before, next));
    before = next;
  }
  const length = lengths[measured] as number;
  const turnAt = (share: number) => {
    const whole = Math.floor(share);
    const wanted = (share - whole) * length;
    let index = lengths.findIndex((each) => each >= wanted);
    if (index < 1) index = 1;
    const [from, to] = [lengths[index - 1] as number, lengths[index] as number];
    return whole + (index - 1 + (to === from ? 0 : (wanted - from) / (to - from))) / measured;
  };
  return { turnAt, length };
}

const written = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** Draws the levels, the innermost first. Its first section stands in the middle of the upper side. */
export function rings(levels: readonly Level[]): Ring[] {
  const drawn = levels.filter(({ sections }) => sections.length > 0);
  const thickness = Math.min(thickest, (1 - gap * (drawn.length - 1)) / Math.max(1, drawn.length));
  return drawn.map(({ name, sections }, index) => {
    const from = index * (thickness + gap);
    const { turnAt, length } = measure(from + thickness / 2);
    const wide = length / sections.length;
    const shared = sharedStart(sections);
    return {
      name,
      shapes: sections.map((section, place) => {
        const [begin, end] = [(place - 0.5) / sections.length, (place + 0.5) / sections.length];
        const turns = Array.from({ length: pointsOfSide }, (_, step) =>
          turnAt(begin + ((end - begin) * step) / (pointsOfSide - 1)),
        );
        const corners = [
          ...turns.map((turn) => pointAt(turn, from + thickness)),
          ...turns.toReversed().map((turn) => pointAt(turn, from)),
        ];
        const label = section.slice(shared);
        return {
          section,
          path: `M${corners.map(written).join('L')}Z`,
          middle: pointAt(turnAt((begin + end) / 2), from + thickness / 2),
          label: label.length * figureWidth <= wide ? label : null,
        };
      }),
    };
  });
}

/** How many characters all names of a level begin with, up to a space: of "Suite 1" and "Suite 2", six. */
function sharedStart(sections: readonly string[]): number {
  const [first = ''] = sections;
  const end = first.lastIndexOf(' ') + 1;
  return sections.every((each) => each.startsWith(first.slice(0, end)) && each.length > end) ? end : 0;
}

/** A section that an arrow key leads to from another: around its level, or to the nearest of the next level. */
export function neighbour(
  all: readonly Ring[],
  from: string,
  key: 'left' | 'right' | 'in' | 'out',
  isOpen: (section: string) => boolean,
): string | null {
  const ring = all.findIndex(({ shapes }) => shapes.some(({ section }) => section === from));
  const here = all[ring];
  if (!here) return null;
  const place = here.shapes.findIndex(({ section }) => section === from);
  if (key === 'left' || key === 'right') {
    const step = key === 'right' ? 1 : -1;
    for (let count = 1; count < here.shapes.length; count++) {
      const at = (place + step * count + here.shapes.length * count) % here.shapes.length;
      const next = here.shapes[at] as Shape;
      if (isOpen(next.section)) return next.section;
    }
    return null;
  }
  const step = key === 'out' ? 1 : -1;
  const { middle } = here.shapes[place] as Shape;
  for (let other = ring + step; all[other]; other += step) {
    const open = (all[other] as Ring).shapes.filter(({ section }) => isOpen(section));
    const nearest = open.toSorted((a, b) => distance(a.middle, middle) - distance(b.middle, middle))[0];
    if (nearest) return nearest.section;
  }
  return null;
}
