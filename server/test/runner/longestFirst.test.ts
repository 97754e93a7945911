import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { longestFirst, seconds } from './longestFirst.ts';

const root = join(import.meta.dirname, '../../..');
const at = (path: string) => ({ moduleId: join(root, path) });

it('begins with the longest file, goes on with journeys, and ends with pure rules', () => {
  const [longest = ''] = Object.entries(seconds).toSorted(([, a], [, b]) => b - a)[0] ?? [];
  const order = [longest, 'e2e/new.test.ts', 'server/src/new.test.ts', 'shared/src/new.test.ts'].map(at);
  expect(longestFirst(order.toReversed())).toEqual(order);
});

it('names files that exist', () => {
  expect(Object.keys(seconds).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
