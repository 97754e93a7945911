import { describe, expect, test } from 'vitest';
import { drawing, neighbour, rings } from './geometry.ts';

const named = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => String(first + index));
const levels = [
  { name: 'Lower', sections: named(101, 40) },
  { name: 'Suites', sections: ['Suite 1', 'Suite 2', 'Suite 12'] },
  { name: 'Upper', sections: named(301, 44) },
];

/** The corners of a path. */
const corners = (path: string) =>
  path
    .slice(1, -1)
    .split('L')
    .map((point) => point.split(' ').map(Number) as [number, number]);
const area = (path: string) => {
  const points = corners(path);
  return Math.abs(
    points.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = points[(index + 1) % points.length] as [number, number];
      return sum + x * nextY - nextX * y;
    }, 0) / 2,
  );
};

describe('the drawing of a venue', () => {
  test('has every section once, within its bounds and outside of the field', () => {
    const drawn = rings(levels);
    expect(drawn.map(({ name }) => name)).toEqual(['Lower', 'Suites', 'Upper']);
    expect(drawn.flatMap(({ shapes }) => shapes.map(({ section }) => section))).toEqual(
      levels.flatMap(({ sections }) => sections),
    );
    const { field } = drawing;
    for (const { path } of drawn.flatMap(({ shapes }) => shapes))
      for (const [x, y] of corners(path)) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(drawing.width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(drawing.height);
        const isInField =
          x > field.x && x < field.x + field.width && y > field.y && y < field.y + field.height;
        expect(isInField).toBe(false);
      }
  });

  test('gives sections of a level about the same room, and levels none of each other’s', () => {
    const [lower, suites, upper] = rings(levels);
    const areas = (lower?.shapes ?? []).map(({ path }) => area(path));
    expect(Math.max(...areas) / Math.min(...areas)).toBeLessThan(1.6);
    const distances = (ring: typeof lower) =>
      (ring?.shapes ?? []).flatMap(({ path }) => corners(path).map(([x, y]) => [x - 380, y - 280] as const));
    // Along the upper side, where lines are level.
    const above = (ring: typeof lower) =>
      distances(ring)
        .filter(([x, y]) => Math.abs(x) < 40 && y < 0)
        .map(([, y]) => -y);
    expect(Math.max(...above(lower))).toBeLessThan(Math.min(...above(suites)));
    expect(Math.max(...above(suites))).toBeLessThan(Math.min(...above(upper)));
  });

  test('begins in the middle of the upper side and goes clockwise', () => {
    const [lower] = rings([levels[0] as (typeof levels)[0]]);
    const [first, second] = lower?.shapes ?? [];
    expect(first?.middle.x).toBeCloseTo(380, 0);
    expect(first?.middle.y).toBeLessThan(280);
    expect(second?.middle.x).toBeGreaterThan(380);
  });

  test('labels a section by what tells it from its level, where there is room', () => {
    const [, suites] = rings(levels);
    expect(suites?.shapes.map(({ label }) => label)).toEqual(['1', '2', '12']);
    const [crowded] = rings([{ name: 'Boxes', sections: named(1001, 200) }]);
    expect(crowded?.shapes.every(({ label }) => label === null)).toBe(true);
  });

  test('of no levels is empty', () => {
    expect(rings([])).toEqual([]);
    expect(rings([{ name: 'Empty', sections: [] }])).toEqual([]);
  });
});

describe('arrow keys', () => {
  const drawn = rings(levels);
  const open = new Set(['101', '103', '140', '320', 'Suite 2']);
  const go = (from: string, key: 'left' | 'right' | 'in' | 'out') =>
    neighbour(drawn, from, key, (section) => open.has(section));

  test('go around a level, past sections without seats', () => {
    expect(go('101', 'right')).toBe('103');
    expect(go('101', 'left')).toBe('140');
    expect(go('140', 'right')).toBe('101');
    expect(go('320', 'left')).toBeNull();
  });

  test('go to the nearest section of the next level that has some', () => {
    expect(go('101', 'out')).toBe('Suite 2');
    expect(go('Suite 2', 'out')).toBe('320');
    expect(go('320', 'in')).toBe('Suite 2');
    expect(go('101', 'in')).toBeNull();
    expect(go('999', 'out')).toBeNull();
  });
});
