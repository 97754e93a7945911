/** What browsers fetch of the build before a page can be used. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readAssets } from './assets.ts';

const { files, links } = readAssets(join(import.meta.dirname, '..', 'dist', 'client'));
/** Bytes of these files, gzipped. */
const weightOf = (paths: readonly string[]): number =>
  paths.reduce((sum, path) => {
    const file = files.find((each) => each.path === path);
    if (!file) throw new Error(`the build has no ${path}`);
    return sum + gzipSync(file.bytes, { level: 9 }).length;
  }, 0);

/** Bytes: what a phone on a slow line may fetch for its first page. */
const mostScripts = 110_000;
const mostStyles = 20_000;

it('the first page of an event fetches at most 110 kB of scripts and 20 kB of styles', () => {
  expect(weightOf([...links.scripts, ...links.preloads])).toBeLessThan(mostScripts);
  expect(links.styles).toHaveLength(1);
  expect(weightOf(links.styles)).toBeLessThan(mostStyles);
});

it('no page fetches the library that checks what is sent: the server checks it', () => {
  const withZod = files.filter(({ path, bytes }) => path.endsWith('.js') && bytes.includes('$ZodType'));
  expect(withZod.map(({ path }) => path)).toEqual([]);
});

it('each page that is fetched when it is needed has its scripts', () => {
  // Node doesn't read JSX, so the routes aren't imported.
  const declared = readFileSync(join(import.meta.dirname, '..', 'src', 'routes.ts'), 'utf8');
  const lazy = [...declared.matchAll(/'(src\/[^']+\.tsx)'/g)].map(([, file]) => file as string);
  expect(lazy).toContain('src/checkout/CheckoutPage.tsx');
  for (const file of lazy) expect(links.pageScripts.get(file)?.length, file).toBeGreaterThan(0);
});
