import { expect, test } from 'vitest';
import { instantOf } from './wallTime.ts';

test('a wall time becomes an instant with the offset of its season', () => {
  expect(instantOf('2026-12-01T00:00', 'America/New_York')).toBe('2026-12-01T05:00:00.000Z');
  expect(instantOf('2026-07-01T00:00', 'America/New_York')).toBe('2026-07-01T04:00:00.000Z');
});

test('just after the clocks change it is the new offset', () => {
  expect(instantOf('2026-11-01T03:00', 'America/New_York')).toBe('2026-11-01T08:00:00.000Z');
});
