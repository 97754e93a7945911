/** One request to a feed's service: rate-limited, with a timeout, retried where that can help. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Feed, feedNames } from '@holdfast/shared/feeds';
import pRetry from 'p-retry';
import type { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import { type Allowance, holdBack, noteLeft, quotaUsed, takeTurn } from './budget.ts';
import { ServiceError } from './serviceError.ts';

export interface Service extends Allowance {
  feed: Feed;
  apiBase: string;
  headers: Record<string, string>;
  /** Headers of every request; keys never go into the URL, which is logged. */
  query: Record<string, string>;
  /** The variables that hold the keys, for error messages. */
  keyNames: string;
  /** Request timeout in milliseconds. */
  timeoutMs?: number;
  /** Milliseconds before the second try; doubled for each further one. */
  retryPauseMs?: number;
}

const tries = 4;
/** Milliseconds. A longer wait ends the run, with the time at which requests are possible again. */
const longestWaitMs = 20_000;
/** Bytes: a page of 1,000 events is about 1 MB. */
const largestAnswer = 32 * 1024 * 1024;

/** A failure that another try may heal, after the pause that the service asked for. */
class TryAgain extends Error {
  readonly pauseMs: number;
  constructor(message: string, pauseMs = 0) {
    super(message);
    this.pauseMs = pauseMs;
  }
}

/**
 * Sends the request and parses the answer by its schema.
 * @throws ServiceError; a 4xx is never retried, 429 and 5xx are, with growing delays
 */
export async function askService<S extends z.ZodType>(
  db: Database,
  service: Service,
  path: string,
  query: Record<string, string>,
  schema: S,
): Promise<z.output<S>> {
  const url = new URL(`${service.apiBase}${path}`);
  for (const [name, value] of Object.entries({ ...query, ...service.query }))
    url.searchParams.set(name, value);
  const answer = await tryRepeatedly(service, async () => {
    await takeTurn(db, service.feed, service);
    return tryOnce(db, service, url);
  });
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ServiceError(
    'garbage',
    `${feedNames[service.feed]} answered something else than its published form: ${issue?.path.join('.') || 'the answer'}, ${issue?.message}. Nothing of that page was taken in. Tell the developers if it stays so.`,
  );
}

/** @throws ServiceError `down` when no try succeeded */
async function tryRepeatedly(service: Service, attempt: () => Promise<unknown>): Promise<unknown> {
  try {
    return await pRetry(attempt, {
      retries: tries - 1,
      minTimeout: service.retryPauseMs ?? 500,
      shouldRetry: ({ error }) => error instanceof TryAgain,
      onFailedAttempt: async ({ error, retriesLeft }) => {
        if (error instanceof TryAgain && retriesLeft > 0) await pause(error.pauseMs);
      },
    });
  } catch (error) {
    if (!(error instanceof TryAgain)) throw error;
    throw new ServiceError('down', `${error.message} It was asked ${tries} times. Run it again later.`);
  }
}

/** @throws TryAgain, ServiceError */
async function tryOnce(db: Database, service: Service, url: URL): Promise<unknown> {
  const name = feedNames[service.feed];
  const seconds = (service.timeoutMs ?? 15_000) / 1000;
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      headers: { accept: 'application/json', 'user-agent': 'Holdfast', ...service.headers },
      redirect: 'error',
      signal: AbortSignal.timeout(seconds * 1000),
    });
    text = await readText(response);
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    const isSlow = (error as Error).name === 'TimeoutError';
    throw new TryAgain(isSlow ? `${name} didn’t answer within ${seconds} s.` : `${name} can’t be reached.`);
  }
  const left = Number(response.headers.get('rate-limit-available') ?? Number.NaN);
  if (Number.isSafeInteger(left)) await noteLeft(db, service.feed, left);
  if (response.ok) return jsonOf(text, name);
  if (response.status === 429) throw await afterLimit(db, service, response);
  if (response.status >= 500) throw new TryAgain(`${name} answered ${response.status}.`);
  if (response.status === 401 || response.status === 403)
    throw new ServiceError('key', `${name} refuses our key (${response.status}). Check ${service.keyNames}.`);
  throw new ServiceError(
    'refused',
    `${name} refuses what we ask (${response.status}). Tell the developers; asking again won’t help.`,
  );
}

/** Waits here when the delay is short; a long one blocks every worker's requests and ends the run. */
async function afterLimit(db: Database, service: Service, response: Response): Promise<Error> {
  const waitMs = waitOf(response.headers);
  if (waitMs !== null && waitMs > longestWaitMs) {
    const until = new Date(Date.now() + waitMs);
    await holdBack(db, service.feed, until);
    return quotaUsed(until);
  }
  return new TryAgain(`${feedNames[service.feed]} says that we ask too often.`, waitMs ?? 0);
}

/**
 * Milliseconds until a service takes more. `Retry-After` in seconds or as a date (RFC 9110, 10.2.3); Ticketmaster's
 * `Rate-Limit-Reset`, an instant in ms, where nothing of the day is left.
 */
function waitOf(headers: Headers): number | null {
  const after = headers.get('retry-after');
  if (after !== null) {
    const ms = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
    if (Number.isFinite(ms)) return Math.max(0, ms);
  }
  const reset = Number(headers.get('rate-limit-reset') ?? Number.NaN);
  return headers.get('rate-limit-available') === '0' && Number.isFinite(reset)
    ? Math.max(0, reset - Date.now())
    : null;
}

async function readText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > largestAnswer)
      throw new ServiceError('garbage', 'An answer was larger than 32 MB. Narrow what is asked for.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceError(
      'garbage',
      `${name} answered with something that isn’t JSON. Check the address that is configured.`,
    );
  }
}
