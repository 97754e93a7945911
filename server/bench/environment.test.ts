import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { programs } from './environment.ts';

// Measurements aren't part of the tests, so nothing else notices a program that has moved.
it.each(Object.entries(programs))('the measurements’ program %s is where they start it', (_name, path) => {
  expect(existsSync(path)).toBe(true);
});
