import { expect, test } from 'vitest';
import { positionsOf } from './TimeTrack.tsx';

test('marks keep the order of time and a least distance, inside the track', () => {
  const marks = positionsOf([0, 1, 2, 60_000, 60_001, 900_000]);
  for (let at = 1; at < marks.length; at += 1)
    expect(marks[at]! - marks[at - 1]!).toBeGreaterThanOrEqual(2.2);
  expect(marks[0]).toBe(0);
  expect(marks.at(-1)).toBeLessThanOrEqual(100);
});
