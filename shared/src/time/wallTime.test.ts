import { expect, test } from 'vitest';
import { givenWallTime, instantOf, momentsOf, wallTimeWithOffset } from './wallTime.ts';

test('a wall time becomes an instant with the offset of its season', () => {
  expect(instantOf('2026-12-01T00:00', 'America/New_York')).toBe('2026-12-01T05:00:00.000Z');
  expect(instantOf('2026-07-01T00:00', 'America/New_York')).toBe('2026-07-01T04:00:00.000Z');
});

test('just after the clocks change it is the new offset', () => {
  expect(instantOf('2026-11-01T03:00', 'America/New_York')).toBe('2026-11-01T08:00:00.000Z');
});

const newYork = 'America/New_York';

test('a wall time that the clocks skip has no instant', () => {
  expect(momentsOf('2027-03-14T02:30', newYork)).toEqual([]);
  expect(momentsOf('2027-03-14T01:59', newYork)).toEqual(['2027-03-14T06:59:00.000Z']);
  expect(momentsOf('2027-03-14T03:00', newYork)).toEqual(['2027-03-14T07:00:00.000Z']);
  expect(momentsOf('2027-03-14T02:30', 'America/Phoenix')).toHaveLength(1);
});

test('a wall time that the clocks show twice has two, and its offset says which is meant', () => {
  const [first, second] = momentsOf('2026-11-01T01:30', newYork);
  expect([first, second]).toEqual(['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z']);
  expect(wallTimeWithOffset(first!, newYork)).toBe('2026-11-01T01:30-04:00');
  expect(instantOf('2026-11-01T01:30-05:00', newYork)).toBe(second);
  expect(givenWallTime(second!, newYork)).toBe('2026-11-01T01:30-05:00');
  expect(givenWallTime('2026-12-01T05:00:00.000Z', newYork)).toBe('2026-12-01T00:00');
  expect(momentsOf('2026-11-01T02:00', newYork)).toHaveLength(1);
});
