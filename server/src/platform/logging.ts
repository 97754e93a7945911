/** Structured logs: one JSON line each, with the request's id where there is one. */
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { outageLine } from './db/outage.ts';
import { reportError } from './observability/index.ts';

export type { Logger } from 'pino';

/** pino's number of `error`. */
const errorLevel = 50;

/**
 * What is logged as an error is reported too, where error reporting is on.
 * @param role added to every line, since several processes write to one place
 * @param to standard output unless given
 */
export function createLogger(level: string, role: string, to?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { role, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      logMethod(args, method, level) {
        const [facts, text] = args as unknown as [unknown, string];
        if (typeof facts !== 'object' || facts === null || !('err' in facts)) return method.apply(this, args);
        // A request has its own line, and its answer.
        const told =
          'requestId' in facts
            ? 'other'
            : outageLine(facts.err, (awayMs) => this.warn({ awayMs }, 'the database answers again'));
        if (told === 'repeats') return;
        if (level >= errorLevel) reportError(facts.err, { role, ...facts });
        if (told === 'other') return method.apply(this, args);
        const is = told === 'begins' ? 'is away: what needs it is tried again' : 'is still away';
        return method.apply(this, [{ ...facts, during: text }, `the database ${is}`]);
      },
    },
    redact: ['req.headers.cookie', 'req.headers.authorization', 'password', 'clientSecret'],
  };
  return to ? pino(options, to) : pino(options);
}
