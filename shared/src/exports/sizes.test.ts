import { expect, test } from 'vitest';
import { sizeText } from './sizes.ts';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1.0 kB'],
  [9_949, '9.9 kB'],
  [9_951, '10 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [84_000_000, '84 MB'],
  [1_234_000_000, '1,234 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
