/** Whether the database can't be reached, so that trying again later helps. */

/** Of sockets and of PostgreSQL: class 08 (connection), and a server that starts, stops or has no connection left. */
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);

/** Looks at the error and at what caused it, as the driver, the pool and AggregateError wrap it. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  const { code, name, message, cause, errors } = error as {
    code?: unknown;
    name?: unknown;
    message?: unknown;
    cause?: unknown;
    errors?: unknown;
  };
  if (typeof code === 'string' && (awayCodes.has(code) || /^08/.test(code))) return true;
  // pg names a connection that ended, and knex a pool that had none to give, by their texts alone.
  if (
    name === 'KnexTimeoutError' ||
    /Connection terminated|timeout exceeded when trying to connect/.test(String(message))
  )
    return true;
  const inner = [cause, ...(Array.isArray(errors) ? errors : [])];
  return inner.some((each) => isDatabaseAway(each, depth + 1));
}
