/** Structured logs: one JSON line each, with the request's id where there is one. */
import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** @param role added to every line, since several processes write to one place */
export function createLogger(level: string, role: string): Logger {
  return pino({
    level,
    base: { role, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.cookie', 'req.headers.authorization', 'password', 'clientSecret'],
  });
}
