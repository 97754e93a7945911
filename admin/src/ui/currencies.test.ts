import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('no page of the back office names a currency of its own: the marketplace’s is a setting', () => {
  const folder = join(import.meta.dirname, '..');
  const files = globSync('**/*.{ts,tsx}', { cwd: folder }).filter((file) => !file.includes('.test.'));
  expect(files.length).toBeGreaterThan(200);
  const naming = files.filter((file) =>
    /\b(USD|CAD|EUR|GBP)\b/.test(readFileSync(join(folder, file), 'utf8')),
  );
  expect(naming).toEqual([]);
});
