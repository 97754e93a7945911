/**
 * What if equals what then happens, in ten thousand random cases; `WHAT_IFS=500` makes fewer, `WHAT_IF_SEED` other ones. A case
 * is one action that was tried and then asked for. Prints the seed, and how many differ.
 */
import { expect } from 'vitest';
import { it } from '../fixtures.ts';
import { startTestApp } from '../runningApp.ts';
import { type TriedCase, whatIfs } from '../whatIf/whatIf.ts';

const cases = Number(process.env.WHAT_IFS ?? 10_000);
const firstSeed = Number(process.env.WHAT_IF_SEED ?? 100_000);
/** Most of an order's way is waiting for Stripe's answers. */
const atOnce = 24;
/** An application's cases; a new one keeps the tables small, and every invariant is checked at its end. */
const casesOfApp = 800;
/** Within the half hour for which a password counts as fresh. */
const signInEveryMs = 600_000;

it(`${cases} random cases`, { timeout: 6 * 3_600_000 }, async () => {
  const tried: TriedCase[] = [];
  let seed = firstSeed;
  while (tried.length < cases) {
    const app = await startTestApp();
    try {
      const { tryWays, signInAgain } = await whatIfs(app);
      const until = Math.min(cases, tried.length + casesOfApp);
      for (let signedInAt = Date.now(); tried.length < until; seed += atOnce) {
        if (Date.now() - signedInAt > signInEveryMs) {
          await signInAgain();
          signedInAt = Date.now();
        }
        const now = await tryWays(Array.from({ length: atOnce }, (_, i) => seed + i));
        // At once: a run takes long, and what differs is wanted before its end.
        for (const each of now) if (each.differences.length > 0) console.log(JSON.stringify(each));
        tried.push(...now);
      }
      await app.verify();
    } finally {
      await app.close();
    }
    console.log(`${tried.length} cases, ${countDifferent(tried)} differ`);
  }
  const counts = Map.groupBy(tried, ({ action, isDone }) => `${isDone ? 'done' : 'refused'}: ${action}`);
  console.log(
    [...counts]
      .map(([name, those]) => `${those.length} × ${name}`)
      .toSorted()
      .join('\n'),
  );
  console.log(
    `${tried.length} cases from seed ${firstSeed} to ${seed - 1}, ${countDifferent(tried)} differ from what was foretold`,
  );
  expect(tried.filter(({ differences }) => differences.length > 0)).toEqual([]);
});

const countDifferent = (tried: readonly TriedCase[]) =>
  tried.filter(({ differences }) => differences.length > 0).length;
