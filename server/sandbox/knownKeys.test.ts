import { expect, test } from 'vitest';
import { createKnownKeys } from './knownKeys.ts';

test('contains every added key while it grows, and no other', () => {
  const known = createKnownKeys();
  const numbers = Array.from({ length: 100_000 }, (_, index) => index);
  for (const index of numbers) known.add(`key ${index}`);
  expect(numbers.filter((index) => !known.has(`key ${index}`))).toEqual([]);
  expect(numbers.filter((index) => known.has(`other ${index}`))).toEqual([]);
  known.clear();
  expect(known.has('key 1')).toBe(false);
});
