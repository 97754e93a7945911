/** docs/security.md names tests that exist. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const rows = readFileSync(join(root, 'docs/security.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (–|\d)/.test(line));

it('has a test in every row, and each of them exists by that name', () => {
  expect(rows.length).toBeGreaterThan(20);
  const missing = rows.filter((row) => {
    const [, file = '', name = ''] = /\| `([^`]+\.test\.ts)` "(.+)" \|$/.exec(row) ?? [];
    const path = join(root, file);
    return file === '' || !existsSync(path) || !readFileSync(path, 'utf8').includes(`'${name}'`);
  });
  expect(missing).toEqual([]);
});
