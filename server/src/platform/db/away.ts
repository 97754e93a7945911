/** Whether the database can't be reached, so that trying again later helps. */

/** Of sockets: files, mail and payments have them too, so they count only on errors of our connections. */
const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** Of PostgreSQL, besides class 08 (connection): a server that starts, stops or has no connection left. */
const serverCodes = new Set(['53300', '57P01', '57P02', '57P03']);

const connectionErrors = new WeakSet<object>();

/** Notes that an error is one of a connection to the database, and returns it. */
export function asConnectionError<E>(error: E): E {
  if (typeof error === 'object' && error !== null) connectionErrors.add(error);
  return error;
}

/** Looks at the error and at what caused it, as the driver, the pool and AggregateError wrap it. */
export function isDatabaseAway(error: unknown): boolean {
  return isAway(error, false, 0);
}

/** @param isOurs it belongs to an error of a connection to the database */
function isAway(error: unknown, isOurs: boolean, depth: number): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  const { code, name, message, cause, errors, nativeError } = error as Partial<Record<string, unknown>>;
  const ofConnection = isOurs || connectionErrors.has(error);
  if (typeof code === 'string') {
    if (serverCodes.has(code) || /^08...$/.test(code)) return true;
    if (ofConnection && socketCodes.has(code)) return true;
  }
  // pg names a connection that ended, and knex a pool that had none to give, by their texts alone.
  if (
    name === 'KnexTimeoutError' ||
    /Connection terminated|timeout exceeded when trying to connect/.test(String(message))
  )
    return true;
  const inner = [cause, nativeError, ...(Array.isArray(errors) ? errors : [])];
  return inner.some((each) => isAway(each, ofConnection, depth + 1));
}
