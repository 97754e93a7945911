/** The table of scenarios names tests: each must be there, by that name, in that file. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const table = readFileSync(root('server/src/payments/SCENARIOS.md'), 'utf8');
const rows = table.split('\n').flatMap((line) => {
  const [, story, test, file] = line.split('|').map((cell) => cell.trim());
  return story && test && file && /\.(test|proof)\.ts$/.test(file) ? [{ story, test, file }] : [];
});
const quotes = ["'", '`', '"'];

it('every scenario of the table is a test by that name', () => {
  const lost = rows.filter(({ test, file }) => {
    const source = readFileSync(root(file), 'utf8');
    return !quotes.some((quote) => source.includes(`${quote}${test}${quote}`));
  });
  expect(lost).toEqual([]);
  expect(rows.length).toBeGreaterThan(100);
});

it('no story of the table is told twice', () => {
  const stories = rows.map(({ story, test }) => `${story}: ${test}`);
  expect(stories.filter((story, i) => stories.indexOf(story) !== i)).toEqual([]);
});
