/**
 * Two commits on the same minutes of the same machine: the working tree and another commit, which is checked out beside it, are
 * measured in turns by the same measurements, and each line is printed as a ratio.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machineState, machineText } from './machine.ts';
import { rounds } from './options.ts';
import { type Figures, median, type Row } from './report.ts';

const root = join(import.meta.dirname, '../..');

/** Figures of a line, one of each round. */
type Measured = Map<string, Figures[]>;

/**
 * @param commit anything that git knows a commit by
 * @param names of the measurements
 * @throws Error when the commit isn't there, can't be installed, or has no longer what the measurements start
 */
export async function compareWith(commit: string, names: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-compare-'));
  const theirs = join(folder, 'holdfast');
  run(root, 'git', ['worktree', 'add', '--detach', theirs, commit]);
  try {
    console.log(`Installing ${commit}…`);
    run(theirs, process.execPath, ['setup.mjs']);
    // The same measurements for both: those of the commit may measure something else.
    cpSync(join(root, 'server/bench'), join(theirs, 'server/bench'), { recursive: true });
    const results = { ours: new Map() as Measured, theirs: new Map() as Measured };
    for (let round = 0; round < rounds; round++) {
      console.log(`Round ${round + 1} of ${rounds}: ${machineText(await machineState())}`);
      const turns = [
        () => measure(root, names, join(folder, 'ours.json'), results.ours),
        () => measure(theirs, names, join(folder, 'theirs.json'), results.theirs),
      ];
      for (const turn of round % 2 === 0 ? turns : turns.toReversed()) turn();
    }
    printRatios(commit, results);
  } finally {
    run(root, 'git', ['worktree', 'remove', '--force', theirs]);
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(cwd: string, program: string, args: string[]): void {
  const { status, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
}

function measure(cwd: string, names: readonly string[], file: string, into: Measured): void {
  run(cwd, process.execPath, ['server/bench/main.ts', ...names, '--rounds', '1', '--json', file]);
  for (const { what, figures } of JSON.parse(readFileSync(file, 'utf8')) as Row[])
    if (figures) into.set(what, [...(into.get(what) ?? []), figures]);
}

const compared = ['rate', 'p50', 'p99', 'cpuMs'] as const;

/** The median of each, and of the rounds' ratios. */
function printRatios(commit: string, { ours, theirs }: { ours: Measured; theirs: Measured }): void {
  console.log(`\nThis tree, ${commit}, and the ratio of the two; medians of ${rounds} rounds`);
  for (const [what, mine] of ours) {
    const other = theirs.get(what) ?? [];
    const parts = compared.flatMap((name) => {
      const [a, b] = [mine, other].map((figures) =>
        figures.flatMap(({ [name]: value }) => (value === undefined ? [] : [value])),
      );
      if (!a?.length || a.length !== b?.length) return [];
      const ratio = median(a.map((value, round) => value / (b[round] as number)));
      return [`${name} ${median(a).toFixed(2)}, ${median(b).toFixed(2)}, ${ratio.toFixed(2)} ×`];
    });
    console.log(`${what}: ${parts.join('; ')}`);
  }
}
