/** The results of a run, printed as they come and as one table at the end. */

import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { type Cost, costText, ownMsOf, sumOfCosts } from './cost.ts';
import type { LoadResult } from './load.ts';

/** A line of the table. */
export interface Row {
  what: string;
  ours: string;
  baseline: string;
  ratio: string;
  goal: string;
  p50: string;
  p99: string;
  /** Of web, worker and database, for one operation. */
  cpu: string;
  /** The same as numbers, for `--compare`: a rate and milliseconds. */
  figures?: Figures;
}

/** What `--compare` compares. */
export interface Figures {
  rate: number;
  p50: number;
  p99: number;
  cpuMs?: number;
}
const rows: Row[] = [];

/**
 * Stores a result and prints it at once, because a run takes minutes. Results without a baseline or a spread
 * leave those out.
 */
export function recordResult(measured: Pick<Row, 'what' | 'ours' | 'goal'> & Partial<Row>): void {
  const row: Row = { baseline: '–', ratio: '–', p50: '–', p99: '–', cpu: '–', ...measured };
  rows.push(row);
  const against = row.baseline === '–' ? '' : `, baseline ${row.baseline}, ${row.ratio}`;
  const worst = row.p99 === '–' ? '' : `, p99 ${row.p99}`;
  console.log(`  ${row.what}: ${row.ours}${against}${worst} (goal ${row.goal})`);
}

/** Prints the medians of rounds that were interleaved with their baseline, and what one operation of them cost. @param unit of both rates */
export function printRounds(
  what: string,
  rounds: Array<{ ours: Pick<LoadResult, 'rate' | 'p50' | 'p99'>; base: number; cost?: Cost }>,
  unit: string,
  goal: string,
): void {
  const costs = rounds.flatMap(({ cost }) => (cost ? [cost] : []));
  const cost = costs.length > 0 ? sumOfCosts(costs) : null;
  const middle = (of: 'rate' | 'p50' | 'p99') => median(rounds.map(({ ours }) => ours[of]));
  recordResult({
    what,
    ours: `${whole(middle('rate'))} ${unit}`,
    baseline: whole(median(rounds.map(({ base }) => base))),
    ratio: `${median(rounds.map(({ ours, base }) => ours.rate / base)).toFixed(2)} ×`,
    goal,
    p50: inMs(middle('p50')),
    p99: inMs(middle('p99')),
    ...(cost && { cpu: `${ownMsOf(cost).toFixed(2)} ms` }),
    figures: {
      rate: middle('rate'),
      p50: middle('p50'),
      p99: middle('p99'),
      ...(cost && { cpuMs: ownMsOf(cost) }),
    },
  });
  if (cost) console.log(`    for one: ${costText(cost)}`);
}

/** Writes the results that `--compare` reads. */
export const writeResults = (path: string): void => writeFileSync(path, JSON.stringify(rows));

/** The median. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
/** A rounded number with thousands separators. */
export const whole = (value: number) => Math.round(value).toLocaleString('en-US');
/** Milliseconds with one decimal. */
export const inMs = (milliseconds: number) => `${milliseconds.toFixed(1)} ms`;

/** Prints the table of README.md with all results. */
export function printTable(): void {
  const heads: Row = {
    what: 'What',
    ours: 'Holdfast',
    baseline: 'Baseline',
    ratio: 'Ratio',
    goal: 'Goal',
    p50: 'p50',
    p99: 'p99',
    cpu: 'CPU',
  };
  const keys = Object.keys(heads) as Array<Exclude<keyof Row, 'figures'>>;
  const widths = keys.map((key) => Math.max(3, ...[heads, ...rows].map((row) => row[key].length)));
  const line = (row: Row) => `| ${keys.map((key, i) => row[key].padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  console.log(`\n${new Date().toISOString().slice(0, 10)}, ${machine}\n`);
  console.log(line(heads));
  console.log(`| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  for (const row of rows) console.log(line(row));
}
