/** No file escapes the compiler: each is in one of the three configurations that `npm run check` reads. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Patterns of a configuration, from the root of the repository. */
function patternsOf(folder: string): string[] {
  const { include } = JSON.parse(readFileSync(join(root, folder, 'tsconfig.json'), 'utf8')) as {
    include: string[];
  };
  return include.map((pattern) => {
    const path = join(folder, pattern);
    return /\.tsx?$/.test(path) ? path : `${path}/**`;
  });
}

it('every TypeScript file is type-checked', () => {
  const patterns = ['', 'storefront', 'admin'].flatMap(patternsOf);
  const tracked = execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { cwd: root, encoding: 'utf8' });
  const files = tracked.trim().split('\n');
  expect(files.length).toBeGreaterThan(1_000);
  expect(files.filter((file) => !patterns.some((pattern) => matchesGlob(file, pattern)))).toEqual([]);
});
