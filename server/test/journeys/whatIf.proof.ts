/** What if equals what then happens, in ten thousand random cases; `WHAT_IFS=500` makes fewer, `WHAT_IF_SEED` other ones. */
import { expect } from 'vitest';
import { it } from '../fixtures.ts';
import { type Tried, whatIfs } from './whatIf.ts';

const cases = Number(process.env.WHAT_IFS ?? 10_000);
const firstSeed = Number(process.env.WHAT_IF_SEED ?? 100_000);
const atOnce = 8;
/** Within the half hour for which a password counts as fresh. */
const signInEvery = 400;

it(`${cases} random cases`, { timeout: 6 * 3_600_000 }, async ({ running }) => {
  const { tryOne, signInAgain } = await whatIfs(running);
  const tried: Tried[] = [];
  for (let seed = firstSeed; tried.length < cases; seed += atOnce) {
    tried.push(...(await Promise.all(Array.from({ length: atOnce }, (_, i) => tryOne(seed + i)))));
    if (tried.length % signInEvery < atOnce) await signInAgain();
  }
  const counts = Map.groupBy(tried, ({ action, kind }) => `${action ?? 'nothing possible'}: ${kind}`);
  console.log(
    [...counts]
      .map(([name, those]) => `${those.length} × ${name}`)
      .toSorted()
      .join('\n'),
  );
  const different = tried.filter(({ differences }) => differences.length > 0);
  console.log(`${tried.length} cases, ${different.length} differ from what was foretold`);
  expect(different).toEqual([]);
});
