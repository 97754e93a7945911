/**
 * A large generated data set for measurements: generated once per run from a seed, as `npm run demo:generate`
 * does.
 */
import { type Generated, type GenerateOptions, generateData } from '../demo/generate/generate.ts';
import { progressOf } from '../demo/generate/progress.ts';
import type { BenchEnvironment } from './environment.ts';
import { sizes } from './options.ts';

const made = new WeakMap<BenchEnvironment, Promise<Generated>>();

/**
 * The generated data of an environment; `npm run bench -- statistics --events 200 --listings 10000 --tickets
 * 100000` generates less, which is faster.
 */
export function generatedDatabase(
  environment: BenchEnvironment,
  more: Pick<GenerateOptions, 'consignors' | 'paysOut'> = {},
): Promise<Generated> {
  const generated =
    made.get(environment) ??
    generateData(
      environment.app,
      {
        seed: 'bench',
        now: Math.floor(Date.now() / 3_600_000) * 3_600_000,
        ...sizes,
        ...more,
      },
      (what, total) =>
        progressOf(what, total, {
          write: (text) => process.stdout.write(text),
          isTerminal: process.stdout.isTTY === true,
        }),
    );
  made.set(environment, generated);
  return generated;
}
