/** A client that goes away in the middle of its request or of our answer: no failure of ours. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The status under which its requests are counted: no HTTP status, but what proxies call it. It is never sent. */
export const clientGoneStatus = 499;

const goneCodes: ReadonlySet<string | undefined> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);

/**
 * Whether an error says nothing but that the client went away. Both are asked: a database's connection breaks with the same
 * codes, and an answer that we broke off because its source failed ends the connection too, with that source's error.
 */
export function isClientGone(
  error: unknown,
  { req, res }: { req: IncomingMessage; res: ServerResponse },
): boolean {
  if (res.errored || res.writableFinished) return false;
  if (error === req.errored || error === req.socket.errored) return true;
  return (
    (res.destroyed || req.socket.destroyed) && goneCodes.has((error as NodeJS.ErrnoException | null)?.code)
  );
}
