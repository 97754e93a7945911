/** What if equals what then happens: some random cases; the proof beside it makes ten thousand. */
import { expect } from 'vitest';
import { it } from '../fixtures.ts';
import { whatIfs } from './whatIf.ts';

it('random cases: what was foretold of an action is what its transaction did', async ({ running }) => {
  const { tryOne } = await whatIfs(running);
  const tried = [];
  for (let seed = 0; seed < 24; seed += 8)
    tried.push(...(await Promise.all(Array.from({ length: 8 }, (_, i) => tryOne(seed + i)))));
  expect(tried.filter(({ differences }) => differences.length > 0)).toEqual([]);
  // Of some cases nothing can be done by hand; of a third at least something was.
  expect(tried.filter(({ action }) => action !== null).length).toBeGreaterThan(8);
});
