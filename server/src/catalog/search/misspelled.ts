/** How many misspelled searches find what was meant. */
import { expect } from 'vitest';
import { readDemoCatalog } from '../../../demo/catalog.ts';
import type { Database } from '../../platform/db/index.ts';
import { suggestEvents } from '../index.ts';
import { byHand, bySlips, type Misspelling } from './misspellings.fixture.ts';

/** 500 misspellings of the teams and cities of the schedules. */
export function misspellings(): Misspelling[] {
  const { performers } = readDemoCatalog();
  const names = [...new Set(performers.flatMap(({ shortName, city }) => [shortName, city]))];
  return [...bySlips(names, 500 - byHand.length), ...byHand];
}

/** Expects that at least 95 of 100 of them find first what the right spelling finds first. */
export async function expectFound(db: Database, some: readonly Misspelling[]): Promise<void> {
  const first = async (q: string) => (await suggestEvents(db, q)).events[0];
  const wrong: string[] = [];
  const right = new Map<string, string | undefined>();
  for (const { typed, meant } of some) {
    if (!right.has(meant)) right.set(meant, (await first(meant))?.slug);
    const found = await first(typed);
    if (found === undefined || found.slug !== right.get(meant))
      wrong.push(`${typed} for ${meant}: ${found?.name}`);
  }
  const rate = 1 - wrong.length / some.length;
  expect(rate, wrong.join('\n')).toBeGreaterThanOrEqual(0.95);
}
