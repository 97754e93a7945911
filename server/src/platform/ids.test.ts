import { describe, expect, it } from 'vitest';
import { newId } from './ids.ts';

describe('ids', () => {
  it('sort in the order of their making, however many a millisecond has', () => {
    const ids = Array.from({ length: 100_000 }, () => newId('listing'));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
