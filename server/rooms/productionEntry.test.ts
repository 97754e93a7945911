/** The production entry loads the product only: no sandbox, demo data, embedded PostgreSQL, fake feeds or tests. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const server = join(import.meta.dirname, '..');

/** The server's files that an entry loads, by its static and dynamic relative imports, types left out. */
function loadedFrom(entry: string): string[] {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file) || !existsSync(file)) return;
    seen.add(file);
    const code = readFileSync(file, 'utf8').replaceAll(/^import type [^;]*;/gm, '');
    for (const [, target = ''] of code.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+\.ts)'/g))
      visit(join(dirname(file), target));
  };
  visit(join(server, entry));
  return [...seen].map((file) => relative(server, file)).sort();
}

it('loads nothing from beside src', () => {
  const loaded = loadedFrom('src/main.ts');
  expect(loaded).toContain(join('src', 'app.ts'));
  expect(loaded.length).toBeGreaterThan(200);
  expect(loaded.filter((file) => !file.startsWith(`src`))).toEqual([]);
});

it('sees what npm start composes', () => {
  const beside = new Set(loadedFrom('start.ts').map((file) => file.split(/[\\/]/)[0]));
  expect([...beside]).toEqual(expect.arrayContaining(['demo', 'embedded', 'fakeFeeds', 'sandbox', 'src']));
});
