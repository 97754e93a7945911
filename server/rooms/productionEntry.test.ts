/** The production entry loads the product only: no sandbox, demo data, embedded PostgreSQL, fake feeds or tests. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
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

/** Whether .dockerignore keeps a file of the server out of the image. */
function isLeftOut(file: string): boolean {
  const lines = readFileSync(join(server, '../.dockerignore'), 'utf8').split('\n');
  const path = `server/${file.split(sep).join('/')}`;
  return lines.some((line) =>
    line.startsWith('**/*') ? path.endsWith(line.slice(4)) : path.startsWith(`${line}/`),
  );
}

it.each([
  'src/main.ts',
  'src/verify/main.ts',
  'src/verify/replayMain.ts',
  'src/reseal.ts',
  'src/accounts/createAdmin.ts',
  'backup/main.ts',
  'backup/restoreMain.ts',
  'sandbox/main.ts',
])('the image has all that %s loads', (entry) => {
  expect(isLeftOut(join('test', 'fan.ts'))).toBe(true);
  expect(isLeftOut(join('src', 'reseal.test.ts'))).toBe(true);
  const loaded = loadedFrom(entry);
  expect(loaded.length).toBeGreaterThan(5);
  expect(loaded.filter(isLeftOut)).toEqual([]);
});

it('sees what npm start composes', () => {
  const beside = new Set(loadedFrom('start.ts').map((file) => file.split(/[\\/]/)[0]));
  expect([...beside]).toEqual(expect.arrayContaining(['demo', 'embedded', 'fakeFeeds', 'sandbox', 'src']));
});
