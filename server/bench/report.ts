/** The results of a run, printed as they come and as one table at the end. */
import { cpus, totalmem } from 'node:os';
import type { LoadResult } from './load.ts';

interface Row {
  what: string;
  ours: string;
  baseline: string;
  ratio: string;
  goal: string;
  p50: string;
  p99: string;
}
const rows: Row[] = [];

/**
 * Stores a result and prints it at once, because a run takes minutes. Results without a baseline or a spread
 * leave those out.
 */
export function recordResult(measured: Pick<Row, 'what' | 'ours' | 'goal'> & Partial<Row>): void {
  const row: Row = { baseline: '–', ratio: '–', p50: '–', p99: '–', ...measured };
  rows.push(row);
  const against = row.baseline === '–' ? '' : `, baseline ${row.baseline}, ${row.ratio}`;
  const worst = row.p99 === '–' ? '' : `, p99 ${row.p99}`;
  console.log(`  ${row.what}: ${row.ours}${against}${worst} (goal ${row.goal})`);
}

/** Prints the medians of rounds that were interleaved with their baseline. @param unit of both rates */
export function printRounds(
  what: string,
  rounds: Array<{ ours: Pick<LoadResult, 'rate' | 'p50' | 'p99'>; base: number }>,
  unit: string,
  goal: string,
): void {
  recordResult({
    what,
    ours: `${whole(median(rounds.map(({ ours }) => ours.rate)))} ${unit}`,
    baseline: whole(median(rounds.map(({ base }) => base))),
    ratio: `${median(rounds.map(({ ours, base }) => ours.rate / base)).toFixed(2)} ×`,
    goal,
    p50: inMs(median(rounds.map(({ ours }) => ours.p50))),
    p99: inMs(median(rounds.map(({ ours }) => ours.p99))),
  });
}

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
  };
  const keys = Object.keys(heads) as Array<keyof Row>;
  const widths = keys.map((key) => Math.max(3, ...[heads, ...rows].map((row) => row[key].length)));
  const line = (row: Row) => `| ${keys.map((key, i) => row[key].padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  console.log(`\n${new Date().toISOString().slice(0, 10)}, ${machine}\n`);
  console.log(line(heads));
  console.log(`| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  for (const row of rows) console.log(line(row));
}
