import { describe, expect, inject, it } from 'vitest';
import { shiftDate } from '../../test/shiftDate.ts';
import { firstIdFrom, newId } from './ids.ts';

describe('ids', () => {
  it('sort in the order of their making, however many a millisecond has', () => {
    const ids = Array.from({ length: 100_000 }, () => newId('listing'));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('follow a clock that is set back, so that they stay an index of time', () => {
  const { clockOffsetMs } = inject('testServer');
  try {
    shiftDate(clockOffsetMs + 10 * 86_400_000);
    newId('reservation');
  } finally {
    shiftDate(clockOffsetMs);
  }
  expect(newId('reservation') < firstIdFrom('reservation', Date.now() + 1_000)).toBe(true);
});
