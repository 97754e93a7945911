/** Structured logs: one JSON line each, with the request's id where there is one. */
import { type Logger, pino } from 'pino';
import { reportError } from './observability/index.ts';

export type { Logger } from 'pino';

/** pino's number of `error`. */
const errorLevel = 50;

/**
 * What is logged as an error is reported too, where error reporting is on.
 * @param role added to every line, since several processes write to one place
 */
export function createLogger(level: string, role: string): Logger {
  return pino({
    level,
    base: { role, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      logMethod(args, method, level) {
        const [facts] = args as unknown as [unknown];
        if (level >= errorLevel && typeof facts === 'object' && facts !== null && 'err' in facts)
          reportError(facts.err, { role, ...facts });
        return method.apply(this, args);
      },
    },
    redact: ['req.headers.cookie', 'req.headers.authorization', 'password', 'clientSecret'],
  });
}
