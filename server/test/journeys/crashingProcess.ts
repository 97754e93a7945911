/** A web and worker process that a test lets crash, and what became of it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { CrashPoint, FeedCrashPoint } from '../../src/platform/crashPoint.ts';
import { testSecret } from '../runningApp.ts';
import { onTestClock } from '../testClock.ts';

/** How a process ended. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** What it wrote: why, where it ended by itself. */
  stderr: string;
}

/** A process with one armed crash point, or none. */
export interface CrashingProcess {
  child: ChildProcess;
  ended: Promise<Ending>;
  /** Resolves when it listens, or has ended before. */
  readyOrEnded: Promise<unknown>;
  /** How it ended; null while it runs. */
  ending: Ending | null;
  /** Ends it, where it hasn't ended. */
  kill(): Promise<void>;
}

/** @param options.passes so often the crash point is passed unharmed */
export function startCrashing(
  env: Record<string, string>,
  point: CrashPoint | FeedCrashPoint | null,
  { passes = 0 }: { passes?: number } = {},
): CrashingProcess {
  const child = fork(
    join(import.meta.dirname, 'crashingApp.ts'),
    [JSON.stringify({ env, point, passes, secret: testSecret })],
    {
      execArgv: onTestClock,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  const written = child.stderr ? text(child.stderr) : Promise.resolve('');
  const ended = once(child, 'exit').then(
    async ([code, signal]): Promise<Ending> => ({ code, signal, stderr: await written }),
  );
  const started: CrashingProcess = {
    child,
    ended,
    ending: null,
    readyOrEnded: Promise.race([once(child, 'message'), ended]),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
  void ended.then((ending) => {
    started.ending = ending;
  });
  return started;
}
