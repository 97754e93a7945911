/**
 * The process between the application and PostgreSQL. It reads a pipe from the application: when the pipe
 * ends, because the application closed it or died, the watchdog shuts the server down fast. It runs in its
 * own session, so that Ctrl-C reaches only the application, which then stops cleanly.
 *
 * The first data in the pipe means that the server is ready: from then on the watchdog restarts it when it
 * dies.
 *
 * Started as `node watchdog.ts <WatchdogOrder as JSON>`; writes the server's process id to stdout, one per
 * line.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

/** The watchdog's argument. */
export type WatchdogOrder = {
  postgres: string;
  pgCtl: string;
  args: string[];
  cluster: string;
  uid?: number;
  gid?: number;
  /** A folder to remove when the server has ended: for tests, which can be killed before they clean up. */
  removeAfter?: string;
};

/** After this time a fast shutdown becomes an immediate one; the next start replays the log. */
const FAST_SHUTDOWN_LIMIT_MS = 30_000;
/**
 * A server that was ready and then died (out of memory, kill -9) is restarted on the same port. Several
 * attempts, because the backends of the dead server hold its shared memory until they notice; bounded, so
 * that a server that can't start is noticed.
 */
const RESTARTS = 10;
const RESTART_PAUSE_MS = 300;
const STABLE_AFTER_MS = 60_000;

function watch(order: WatchdogOrder): void {
  let ending = false;
  let restartsLeft = 0;
  let server = start();

  function start(): ChildProcess {
    const startedAt = Date.now();
    const { uid, gid } = order;
    const child = spawn(order.postgres, order.args, {
      ...(uid !== undefined && gid !== undefined && { uid, gid }),
      cwd: '/',
      stdio: ['ignore', 2, 2],
    });
    child.on('error', (error) => finish(`PostgreSQL could not be started: ${error.message}`));
    child.on('exit', (code, signal) => {
      if (ending) finish();
      if (restartsLeft > 0 && Date.now() - startedAt > STABLE_AFTER_MS) restartsLeft = RESTARTS;
      if (restartsLeft === 0) finish(`PostgreSQL ended (${signal ?? code})`);
      restartsLeft -= 1;
      process.stderr.write(`watchdog: PostgreSQL ended (${signal ?? code}), starting it again\n`);
      setTimeout(() => {
        if (!ending) server = start();
      }, RESTART_PAUSE_MS);
    });
    process.stdout.write(`${child.pid}\n`);
    return child;
  }

  function end(): void {
    if (ending) return;
    ending = true;
    if (server.exitCode !== null || server.signalCode !== null) finish();
    if (process.platform === 'win32')
      execFile(order.pgCtl, ['stop', '-m', 'fast', '-D', order.cluster], () => {});
    else server.kill('SIGINT');
    setTimeout(() => server.kill('SIGQUIT'), FAST_SHUTDOWN_LIMIT_MS).unref();
  }

  function finish(complaint?: string): never {
    if (complaint) process.stderr.write(`watchdog: ${complaint}\n`);
    if (order.removeAfter) rmSync(order.removeAfter, { recursive: true, force: true });
    process.exit(complaint ? 1 : 0);
  }

  process.stdout.on('error', () => {}); // The application is gone and reads no more; the end of stdin follows.
  process.stdin.once('data', () => {
    restartsLeft = RESTARTS;
  });
  process.stdin.on('end', end).on('error', end).resume();
  process.on('SIGTERM', end).on('SIGINT', end).on('SIGHUP', end);
}

watch(JSON.parse(process.argv[2]!) as WatchdogOrder);
