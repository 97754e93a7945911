import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashOf, problemsOf, type Release, readReleases, readSources, type StepSource } from './released.ts';
import { steps } from './steps.ts';

const stepOf = (name: string, sql = 'CREATE TABLE a (id int)'): StepSource => ({
  name,
  source: `import type { Knex } from 'knex';\nexport async function up(db: Knex): Promise<void> {\n  await db.raw(\`${sql}\`, [1, 2]);\n}\n`,
});
const releaseOf = (name: string, ...released: StepSource[]): Release => ({
  name,
  steps: released.map((step) => ({ name: step.name, sha256: hashOf(step.source) })),
});
const [one, two, three] = [stepOf('one_001'), stepOf('two_001'), stepOf('one_002')];
const releases = [releaseOf('1', one), releaseOf('2', two)];

describe('the steps of this version', () => {
  it('are frozen when released, and import nothing that could change', () => {
    expect(problemsOf(readReleases(), readSources(steps.map(([name]) => name)))).toEqual([]);
  });

  it('are all files of steps/, each recorded under its own name', () => {
    const files = readdirSync(join(import.meta.dirname, 'steps')).map((file) => file.replace(/\.ts$/, ''));
    expect(steps.map(([name]) => name).sort()).toEqual(files.sort());
  });
});

describe('released steps', () => {
  it.each<[string, StepSource[], string[]]>([
    ['as they were', [one, two], []],
    ['with a new step at the end', [one, two, three], []],
    [
      'one of them changed',
      [stepOf('one_001', 'CREATE TABLE a (id bigint)'), two],
      ['one_001 was released in 1 and has changed. Restore it, and write a new step at the end.'],
    ],
    [
      'one of them removed',
      [one],
      ['two_001 was released in 2 and is gone. Restore it, and write a new step at the end.'],
    ],
    [
      'with a step before one of them',
      [one, three, two],
      [
        'two_001 was released in 2 as step 2 and is step 3. Released steps keep their order, and new steps go behind them.',
      ],
    ],
    [
      'in another order',
      [two, one],
      [
        'one_001 was released in 1 as step 1 and is step 2. Released steps keep their order, and new steps go behind them.',
        'two_001 was released in 2 as step 2 and is step 1. Released steps keep their order, and new steps go behind them.',
      ],
    ],
  ])('%s', (_what, present, problems) => {
    expect(problemsOf(releases, present)).toEqual(problems);
  });

  it.each([
    `import { reasons } from '../reasons.ts';`,
    `import '../setup.ts';`,
    `export * from '../other.ts';`,
    `import lodash from 'lodash';`,
    `const { a } = await import('../a.ts');`,
  ])('can’t depend on other code: %s', (line) => {
    const step = { name: 'two_001', source: `${line}\n${two?.source}` };
    expect(problemsOf([], [step])).toEqual([expect.stringMatching(/^two_001 imports .* Copy what it needs/)]);
  });
});

describe('the hash of a step', () => {
  const source = 'db.raw(`SELECT 1,\n  2`, [a, b]);\n';
  it('is the same after formatting and with Windows line ends', () => {
    expect(hashOf('db.raw(\n  `SELECT 1,\n  2`,\n  [\n    a,\n    b,\n  ],\n);')).toBe(hashOf(source));
    expect(hashOf(source.replaceAll('\n', '\r\n'))).toBe(hashOf(source));
  });
  it.each([source.replace('1', '3'), source.replace('1,\n', '1,'), source.replace('a, b', 'b, a')])(
    'is another where the step is: %j',
    (changed) => {
      expect(hashOf(changed)).not.toBe(hashOf(source));
    },
  );
});
