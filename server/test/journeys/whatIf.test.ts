/** What if equals what then happens: some random cases; the proof beside it makes ten thousand. */
import { expect } from 'vitest';
import { it } from '../fixtures.ts';
import { whatIfs } from '../whatIf/whatIf.ts';

it('random cases: what was foretold of an action is what its transaction did', async ({ running }) => {
  const { tryWays } = await whatIfs(running);
  const tried = await tryWays([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(tried.filter(({ differences }) => differences.length > 0)).toEqual([]);
  // Of the two dozen and more, most were really done.
  expect(tried.length).toBeGreaterThan(24);
  expect(tried.filter(({ isDone }) => isDone).length).toBeGreaterThan(16);
});
