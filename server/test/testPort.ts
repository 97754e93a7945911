import { freePort, freePorts } from '../src/platform/freePort.ts';

/** More than test files run at a time. */
const workers = 8;

/**
 * A free port out of a range that belongs to this worker of the run: a process that a test kills and starts again finds
 * its port as it left it, whatever other files start meanwhile.
 */
export function testPort(): Promise<number> {
  const size = Math.floor((freePorts.until - freePorts.from) / workers);
  const from = freePorts.from + (Number(process.env.VITEST_POOL_ID ?? 0) % workers) * size;
  return freePort({ from, until: from + size });
}
