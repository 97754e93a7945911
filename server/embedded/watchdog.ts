/**
 * The process between the application and PostgreSQL. It holds a pipe from the application and nothing else: when
 * the pipe ends, because the application asked for it or because it died in whatever way, the server is shut down
 * fast. It runs in a session of its own, so that Ctrl-C reaches the application alone, which then stops in order.
 *
 * The first thing in the pipe says that the server is ready: from then on it is kept alive.
 *
 * Started as `node watchdog.ts <WatchdogOrder as JSON>`; writes the server's process id to stdout, one per line.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

export type WatchdogOrder = {
  postgres: string;
  pgCtl: string;
  args: string[];
  cluster: string;
  uid?: number;
  gid?: number;
  /** A folder to remove when the server has ended: for tests, which may be killed before they tidy up. */
  removeAfter?: string;
};

/** After this long a fast shutdown becomes an immediate one; the log is replayed at the next start. */
const FAST_SHUTDOWN_LIMIT_MS = 30_000;
/**
 * A server that was ready and then died (out of memory, kill -9) is started again on the same port. More than one try,
 * because the backends of the dead one hold its shared memory until they notice; not for ever, because a server that
 * can't come up should be seen.
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

  process.stdout.on('error', () => {}); // The application is gone: nobody reads any more, and the pipe's end follows.
  process.stdin.once('data', () => {
    restartsLeft = RESTARTS;
  });
  process.stdin.on('end', end).on('error', end).resume();
  process.on('SIGTERM', end).on('SIGINT', end).on('SIGHUP', end);
}

watch(JSON.parse(process.argv[2]!) as WatchdogOrder);
