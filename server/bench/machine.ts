/** How busy and how quick the machine is right now: a figure is worth as much as the quiet that it was measured in. */
import { createHash } from 'node:crypto';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** Bytes that the calibration hashes: some 40 ms on a core of 2024. */
const hashedBytes = 64 * 2 ** 20;
/** Milliseconds over which spare time is measured. */
const watchedMs = 1_000;

/** The state of the machine. */
export interface MachineState {
  /** Milliseconds of a fixed calculation; more of them: the cores are shared, or slow. */
  calibrationMs: number;
  /** Cores that had nothing to do. */
  spareCores: number;
}

const idleMs = (): number => cpus().reduce((sum, { times }) => sum + times.idle, 0);

/** Takes a second. */
export async function machineState(): Promise<MachineState> {
  const before = idleMs();
  await pause(watchedMs);
  const spareCores = (idleMs() - before) / watchedMs;
  const bytes = Buffer.alloc(hashedBytes, 1);
  const startedAt = performance.now();
  createHash('sha256').update(bytes).digest();
  return { calibrationMs: performance.now() - startedAt, spareCores };
}

/** Spare cores of an idle machine are nearly all; below this part of them, other work runs. */
const quiet = 0.9;

/** A line of it; says so where other work runs. */
export function machineText({ calibrationMs, spareCores }: MachineState): string {
  const isBusy = spareCores < cpus().length * quiet;
  return `${spareCores.toFixed(2)} of ${cpus().length} cores to spare, calibration ${calibrationMs.toFixed(0)} ms${isBusy ? ': OTHER WORK RUNS, judge by CPU and ratios' : ''}`;
}
