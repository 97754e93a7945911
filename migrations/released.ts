/**
 * Released steps are frozen: databases have run them, and a changed text would make new databases differ from those.
 * `released.json` lists them by release, in order, each with the SHA-256 of its source.
 *
 * The hash leaves out whitespace and trailing commas outside template literals, so that a formatter can't change it. It
 * covers a step's file alone, so a step may import nothing but types of knex: what it imports could change under it.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One release of the schema. */
export interface Release {
  /** Its folder in releases/, with the filled database of its schema. */
  name: string;
  steps: Array<{ name: string; sha256: string }>;
}

/** The source of one step. */
export interface StepSource {
  name: string;
  source: string;
}

const releasedFile = join(import.meta.dirname, 'released.json');

/** The folder of a release; `data.ndjson.gz` in it is a filled database of its schema. */
export const releaseFolder = (name: string): string => join(import.meta.dirname, 'releases', name);

/** Reads released.json. */
export const readReleases = (): Release[] =>
  (JSON.parse(readFileSync(releasedFile, 'utf8')) as { releases: Release[] }).releases;

/** Writes released.json. */
export function writeReleases(releases: readonly Release[]): void {
  const about = 'Written by `npm run schema:release`; README.md says how. Never edited by hand.';
  writeFileSync(releasedFile, `${JSON.stringify({ about, releases }, null, 2)}\n`);
}

/** Reads the sources of these steps. */
export const readSources = (names: readonly string[]): StepSource[] =>
  names.map((name) => ({
    name,
    source: readFileSync(join(import.meta.dirname, 'steps', `${name}.ts`), 'utf8'),
  }));

/** SHA-256 of a step's source, the same before and after formatting. */
export function hashOf(source: string): string {
  const normal = source
    .replaceAll('\r\n', '\n')
    .split('`')
    // Every other part is inside a template literal, which formatters leave alone.
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/\s+/g, '').replace(/,(?=[)\]}])/g, '')))
    .join('`');
  return createHash('sha256').update(normal).digest('hex');
}

/**
 * What is wrong with the steps, one sentence each with the remedy. Unreleased steps may change.
 * @param steps every step in order
 */
export function problemsOf(releases: readonly Release[], steps: readonly StepSource[]): string[] {
  const frozen = releases.flatMap((release) =>
    release.steps.map((step) => ({ ...step, release: release.name })),
  );
  const problems: string[] = [];
  const names = steps.map(({ name }) => name);
  for (const [at, { name, sha256, release }] of frozen.entries()) {
    const found = steps.find((step) => step.name === name);
    const remedy = 'Restore it, and write a new step at the end.';
    if (!found) problems.push(`${name} was released in ${release} and is gone. ${remedy}`);
    else if (hashOf(found.source) !== sha256)
      problems.push(`${name} was released in ${release} and has changed. ${remedy}`);
    else if (names[at] !== name)
      problems.push(
        `${name} was released in ${release} as step ${at + 1} and is step ${names.indexOf(name) + 1}. Released steps keep their order, and new steps go behind them.`,
      );
  }
  for (const { name, source } of steps)
    for (const foreign of foreignImports(source))
      problems.push(
        `${name} imports ${foreign}, which could change after a release. Copy what it needs into it.`,
      );
  return problems;
}

/** Searches outside template literals, whose SQL may contain "import". */
function foreignImports(source: string): string[] {
  const code = source
    .split('`')
    .filter((_part, at) => at % 2 === 0)
    .join('``');
  const imports = code.matchAll(/\b(?:import|export|require)\b(?!:)[^'"`;():]*\(?\s*['"]([^'"]+)['"]/g);
  return [...imports].map(([, from = '']) => from).filter((from) => from !== 'knex');
}
