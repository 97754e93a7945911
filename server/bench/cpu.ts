/** Processor time of what is measured: on a machine that does other work too, it says more than the time that passes. Linux only. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Database } from '../src/platform/db/index.ts';

/** Milliseconds of a clock tick of `/proc`. Source: sysconf(_SC_CLK_TCK), 100 on every Linux that Node runs on */
const tickMs = 10;

/** Processor time, milliseconds. */
export interface CpuTimes {
  user: number;
  system: number;
}

interface Usage extends CpuTimes {
  parent: number;
  ms: number;
  /** Of children that ended. */
  ended: CpuTimes;
}

/** @returns null for a process that ended meanwhile */
function usageOf(pid: string): Usage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const msAt = (field: number) => Number(fields[field]) * tickMs;
    return {
      parent: Number(fields[1]),
      ms: msAt(11) + msAt(12),
      user: msAt(11),
      system: msAt(12),
      ended: { user: msAt(13), system: msAt(14) },
    };
  } catch {
    return null;
  }
}

/** Processor time by who used it, milliseconds. */
export interface CpuMs {
  /** Processes of the product that this one started. */
  product: number;
  /** Its PostgreSQL. */
  database: number;
}

/** @returns what was used so far, by processes that still run; NaN elsewhere than on Linux */
export async function serverCpuMs(db: Database): Promise<CpuMs> {
  const used: CpuMs = { product: 0, database: 0 };
  if (process.platform !== 'linux') return { product: Number.NaN, database: Number.NaN };
  const [{ pid }] = (await db.raw('SELECT pg_backend_pid() AS pid')).rows;
  const postmaster = usageOf(String(pid))?.parent;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const usage = usageOf(name);
    if (usage?.parent === postmaster) used.database += usage?.ms ?? 0;
    else if (usage?.parent === process.pid) used.product += usage.ms;
  }
  return used;
}

/**
 * @param pids of one part of the product
 * @returns what they used so far; zero elsewhere than on Linux
 */
export const cpuOf = (pids: readonly number[]): CpuTimes =>
  sumOf(pids.map((pid) => usageOf(String(pid)) ?? nothing));

/** What a PostgreSQL used so far: its processes, and those that ended. */
export async function databaseCpu(db: Database): Promise<CpuTimes> {
  if (process.platform !== 'linux') return nothing;
  const [{ pid }] = (await db.raw('SELECT pg_backend_pid() AS pid')).rows;
  const postmaster = String(usageOf(String(pid))?.parent);
  const used = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(usageOf)
    .filter((usage) => String(usage?.parent) === postmaster);
  const own = usageOf(postmaster);
  return sumOf([...used, own, own?.ended].map((usage) => usage ?? nothing));
}

const nothing: CpuTimes = { user: 0, system: 0 };
const sumOf = (times: readonly CpuTimes[]): CpuTimes =>
  times.reduce((sum, { user, system }) => ({ user: sum.user + user, system: sum.system + system }), nothing);

/** Milliseconds that this process used so far. */
export function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Processes of the product. */
const ownProcesses = () =>
  process.platform === 'linux'
    ? readdirSync('/proc').filter((name) => /^\d+$/.test(name) && usageOf(name)?.parent === process.pid)
    : [];

/**
 * The largest resident set of a process of the product since `forgetPeaks`, MB; NaN elsewhere than on Linux.
 * @param pids of one part of the product; left out: of all of it
 */
export function peakMemoryMb(pids?: readonly number[]): number {
  const peaks = ownProcesses().flatMap((pid) => {
    if (pids && !pids.includes(Number(pid))) return [];
    const [, kb] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kb) / 1024;
  });
  return peaks.length === 0 ? Number.NaN : Math.max(...peaks);
}

/** Peaks are measured from now on. Source: proc(5), clear_refs */
export function forgetPeaks(): void {
  for (const pid of ownProcesses()) writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
