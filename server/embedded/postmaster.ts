import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type EmbeddedLog, EmbeddedPostgresError } from './log.ts';

/** What the server writes about itself (PostgreSQL, `src/include/utils/pidfile.h`): lines 1, 4 and 8. */
type PostmasterFile = { pid: number; port: number; ready: boolean };

const POLL_MS = 20;
/**
 * A fast shutdown writes a checkpoint first, which takes seconds on a slow disk with 256 MB of dirty pages.
 */
const STOP_LIMIT_MS = 60_000;

/** Reads the server's pid file; undefined when there is none. */
export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined; // No file: no server.
  }
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Ensures that no server of an earlier start runs in the cluster; only the owner of the data folder calls it.
 * An orphan (its application and its watchdog were killed) is shut down. A file whose process id belongs to
 * another program now is removed, because PostgreSQL would take that program for itself and refuse to start.
 * @throws EmbeddedPostgresError when the orphan doesn't end within 60 s
 */
export async function endOrphan(cluster: string, log: EmbeddedLog): Promise<void> {
  const orphan = readPostmasterFile(cluster);
  if (!orphan || !isAlive(orphan.pid)) return;
  if (!isServerOf(orphan.pid, cluster)) {
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
    return;
  }
  log.warn(`PostgreSQL of an earlier start is still running (process ${orphan.pid}): shutting it down first`);
  const limit = Date.now() + STOP_LIMIT_MS;
  signal(orphan.pid, 'SIGINT');
  while (isAlive(orphan.pid) && isServerOf(orphan.pid, cluster)) {
    if (Date.now() > limit) {
      throw new EmbeddedPostgresError(
        `PostgreSQL of an earlier start (process ${orphan.pid}) doesn't end: stop it by hand.`,
      );
    }
    await delay(POLL_MS);
  }
}

/**
 * Waits until the server accepts connections.
 * @param pid the server's own process; another number in the file is an earlier server's
 * @param hasEnded checked in between, so that a server that has ended isn't waited for
 * @returns false when it ended or didn't become ready within `limitMs`
 */
export async function becomesReady(
  cluster: string,
  pid: number,
  hasEnded: () => boolean,
  limitMs: number,
): Promise<boolean> {
  const limit = Date.now() + limitMs;
  while (!hasEnded() && Date.now() < limit) {
    const file = readPostmasterFile(cluster);
    if (file?.pid === pid && file.ready) return true;
    await delay(POLL_MS);
  }
  return false;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Process ids are reused: this process is our server only if it was started on this cluster. */
function isServerOf(pid: number, cluster: string): boolean {
  try {
    return commandLine(pid).includes(cluster);
  } catch {
    return false; // It ended meanwhile.
  }
}

function commandLine(pid: number): string {
  if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  if (process.platform === 'win32') {
    const query = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`;
    return execFileSync('powershell', ['-NoProfile', '-Command', query], { encoding: 'utf8' });
  }
  return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
