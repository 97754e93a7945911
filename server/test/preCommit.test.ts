/** The hook of `npm run hooks`, in a repository of its own, with tools that say whatever a case wants. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

const run = promisify(execFile);
const hooks = join(import.meta.dirname, '../../.githooks');

/** Whether a commit of this file goes through while one of the tools refuses, as the arguments of its call say. */
async function commits(file: string, refused: RegExp | null): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'hook-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(hooks, join(folder, '.githooks'), { recursive: true });
  for (const tool of ['biome', 'tsc', 'node']) {
    const path = join(folder, 'node_modules/.bin', tool);
    await mkdir(dirname(path), { recursive: true });
    const script = `#!/bin/sh\necho "${tool} $*" | grep -qE "${refused?.source ?? '^$'}" && exit 1\nexit 0\n`;
    await writeFile(path, script, { mode: 0o755 });
  }
  const git = (...args: string[]) =>
    run('git', ['-C', folder, '-c', 'user.name=x', '-c', 'user.email=x@y.example', ...args]);
  await git('init', '--quiet');
  await git('config', 'core.hooksPath', '.githooks');
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), 'a change');
  await git('add', file);
  return git('commit', '--quiet', '--message', 'a change').then(
    () => true,
    () => false,
  );
}

it.each([
  ['server/src/app.ts', null, true],
  ['server/src/app.ts', /^biome check --staged/, false],
  ['server/src/app.ts', /^tsc -p tsconfig.json/, false],
  ['server/src/app.ts', /^node server.rooms.main.ts/, false],
  ['server/src/app.ts', /^tsc -p admin/, true],
  ['shared/src/index.ts', /^tsc -p tsconfig.json/, false],
  ['shared/src/index.ts', /^tsc -p storefront/, false],
  ['shared/src/index.ts', /^tsc -p admin/, false],
  ['admin/src/app.tsx', /^tsc -p admin/, false],
  ['docs/runbook.md', /^tsc/, true],
  ['docs/runbook.md', /^biome/, false],
])('a commit of %s while %s refuses goes through: %s', async (file, refused, through) => {
  expect(await commits(file, refused)).toBe(through);
});
