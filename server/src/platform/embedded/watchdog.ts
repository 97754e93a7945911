/**
 * The process between the application and PostgreSQL. It holds a pipe from the application and nothing else: when
 * the pipe ends, because the application asked for it or because it died in whatever way, the server is shut down
 * fast. It runs in a session of its own, so that Ctrl-C reaches the application alone, which then stops in order.
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
/** A server that lived this long and then died (out of memory, kill -9) is started again on the same port. */
const LIVED_LONG_ENOUGH_MS = 2_000;

function watch(order: WatchdogOrder): void {
  let ending = false;
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
      else if (Date.now() - startedAt < LIVED_LONG_ENOUGH_MS) finish(`PostgreSQL ended (${signal ?? code})`);
      else {
        process.stderr.write(`watchdog: PostgreSQL ended (${signal ?? code}), starting it again\n`);
        server = start();
      }
    });
    process.stdout.write(`${child.pid}\n`);
    return child;
  }

  function end(): void {
    if (ending) return;
    ending = true;
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
  process.stdin.on('end', end).on('error', end).resume();
  process.on('SIGTERM', end).on('SIGINT', end).on('SIGHUP', end);
}

watch(JSON.parse(process.argv[2]!) as WatchdogOrder);
