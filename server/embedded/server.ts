import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../src/platform/freePort.ts';
import type { Binaries } from './binaries.ts';
import type { DataFolder } from './dataFolder.ts';
import { type EmbeddedLog, EmbeddedPostgresError } from './log.ts';
import { becomesReady, endOrphan } from './postmaster.ts';
import { asUser, type ServerUser } from './serverUser.ts';
import type { WatchdogOrder } from './watchdog.ts';

/** Recovery after a crash replays at most `max_wal_size` of log: seconds, on a slow disk a minute. */
const READY_LIMIT_MS = 120_000;
const ATTEMPTS = 5;
/** One old log is kept, so that logs can't fill the disk. */
const LOG_LIMIT_BYTES = 10_000_000;

/** A PostgreSQL that accepts connections on `port` of 127.0.0.1. */
export type RunningServer = { port: number; stop(): Promise<void> };

/** What to start. */
export type ServerPlan = {
  folder: DataFolder;
  binaries: Binaries;
  user: ServerUser | undefined;
  settings: Readonly<Record<string, string>>;
  removeAfter: string | undefined;
  log: EmbeddedLog;
};

/**
 * Starts the server on a free port, through a watchdog that outlives this process long enough to shut it
 * down.
 * @throws EmbeddedPostgresError with the end of the server's log when it doesn't become ready
 */
export async function startServer(plan: ServerPlan): Promise<RunningServer> {
  rotateLog(plan.folder.serverLog);
  for (let attempt = 1; ; attempt += 1) {
    await endOrphan(plan.folder.cluster, plan.log);
    const port = await freePort();
    const logStart = sizeOf(plan.folder.serverLog);
    const watchdog = spawnWatchdog(plan, port);
    if (await isUp(watchdog, plan.folder.cluster)) return running(watchdog, port, plan);

    watchdog.stdin?.end();
    const output = readFileSync(plan.folder.serverLog, 'utf8').slice(logStart).trim();
    // Another program took the port meanwhile, or backends of a killed server are still ending: both are worth a retry.
    const passes =
      /could not bind|pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(
        output,
      );
    if (!passes || attempt === ATTEMPTS) {
      throw new EmbeddedPostgresError(
        `PostgreSQL didn't start (log: ${plan.folder.serverLog}):\n${output.slice(-2000)}`,
      );
    }
    if (watchdog.exitCode === null && watchdog.signalCode === null) await once(watchdog, 'exit');
  }
}

function spawnWatchdog(
  { folder, binaries, user, settings, removeAfter }: ServerPlan,
  port: number,
): ChildProcess {
  const options = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const order: WatchdogOrder = {
    postgres: binaries.postgres,
    pgCtl: binaries.pgCtl,
    args: ['-D', folder.cluster, ...options],
    cluster: folder.cluster,
    ...asUser(user),
    ...(removeAfter !== undefined && { removeAfter }),
  };
  const log = openSync(folder.serverLog, 'a', 0o600);
  try {
    return spawn(process.execPath, [join(import.meta.dirname, 'watchdog.ts'), JSON.stringify(order)], {
      detached: true,
      windowsHide: true,
      cwd: '/',
      env: binaries.env,
      stdio: ['pipe', 'pipe', log],
    });
  } finally {
    closeSync(log);
  }
}

async function isUp(watchdog: ChildProcess, cluster: string): Promise<boolean> {
  let ended = false;
  watchdog.once('exit', () => {
    ended = true;
  });
  const pid = await new Promise<number>((resolve, reject) => {
    watchdog.once('error', reject);
    const lines = createInterface({ input: watchdog.stdout! });
    lines.once('line', (line) => resolve(Number(line)));
    lines.once('close', () => resolve(0));
  });
  return becomesReady(cluster, pid, () => ended, READY_LIMIT_MS);
}

function running(watchdog: ChildProcess, port: number, { folder, log }: ServerPlan): RunningServer {
  let stopping = false;
  const ended = new Promise<void>((resolve) => watchdog.once('exit', () => resolve()));
  watchdog.once('exit', (code, signal) => {
    if (stopping) return;
    if (signal)
      log.error(
        `PostgreSQL's watchdog was killed (${signal}); the server runs on, and the next start will stop it`,
      );
    else log.error(`PostgreSQL ended unexpectedly (${code}), see ${folder.serverLog}`);
  });
  watchdog.stdin!.on('error', () => {}); // The watchdog is gone: its exit is reported above.
  watchdog.stdin!.write('ready\n');
  holdOpen(watchdog, false);

  async function stop(): Promise<void> {
    stopping = true;
    holdOpen(watchdog, true);
    watchdog.stdin!.end();
    await ended;
    await endOrphan(folder.cluster, log);
  }
  return { port, stop };
}

/** The running server alone doesn't keep the event loop alive; waiting for its end does. */
function holdOpen(watchdog: ChildProcess, hold: boolean): void {
  const sockets = [watchdog.stdin, watchdog.stdout] as unknown as { ref(): void; unref(): void }[];
  for (const handle of [watchdog, ...sockets]) {
    if (hold) handle.ref();
    else handle.unref();
  }
}

function rotateLog(path: string): void {
  if (sizeOf(path) > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
