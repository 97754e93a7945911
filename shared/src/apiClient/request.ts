import type { ProblemDetails } from '../http/problem.ts';
import { ApiProblem, NoAnswer } from './errors.ts';
import { newIdempotencyKey } from './idempotencyKey.ts';

/** How to send a request. */
export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as is instead of `body`; the browser streams it from the disk. */
  file?: Blob;
  /** Made once per action by a caller that may send it again, so that a repetition acts at most once. */
  idempotencyKey?: string;
  /** An API key, in place of the session of this browser. */
  bearer?: string;
  signal?: AbortSignal | undefined;
  /** Milliseconds. A slower response counts as none. Without it the request waits as long as the browser does. */
  timeoutMs?: number;
}

/**
 * Calls our own API with the session of this browser, or with a key.
 * @param path begins with /api; a program gives the whole address
 * @returns the JSON of the response; null when it has no body
 * @throws ApiProblem when the server refused; NoAnswer when no complete response came; the signal's reason when
 *   the caller aborted
 */
export async function request<A>(path: string, options: RequestOptions = {}): Promise<A> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, initOf(options));
    text = await response.text();
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw new NoAnswer('The server did not answer.', { cause });
  }
  const body = parse(text, response.ok);
  if (response.ok) return body as A;
  const retryAfter = Number(response.headers.get('retry-after')) || null;
  throw new ApiProblem(isProblem(body) ? body : unknownProblem(response.status), retryAfter);
}

function initOf({
  method = 'GET',
  body,
  file,
  idempotencyKey,
  bearer,
  signal,
  timeoutMs,
}: RequestOptions): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (bearer !== undefined) headers.authorization = `Bearer ${bearer}`;
  if (file) headers['content-type'] = 'application/octet-stream';
  else if (body !== undefined) headers['content-type'] = 'application/json';
  if (method !== 'GET') headers['idempotency-key'] = idempotencyKey ?? newIdempotencyKey();
  const signals = [signal, timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs)];
  const given = signals.filter((each) => each !== undefined);
  return {
    method,
    headers,
    credentials: 'same-origin',
    body: file ?? (body === undefined ? null : JSON.stringify(body)),
    signal: given.length === 0 ? null : AbortSignal.any(given),
  };
}

/** A response of ours is JSON or empty. Any other body of success was cut off; one of failure is a proxy's page. */
function parse(text: string, isOk: boolean): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (isOk) throw new NoAnswer('The answer was cut off.', { cause });
    return null;
  }
}

function isProblem(body: unknown): body is ProblemDetails {
  return typeof body === 'object' && body !== null && 'code' in body;
}

/** A problem for a response that isn't ours, such as a proxy's error page. */
function unknownProblem(status: number): ProblemDetails {
  const code = status === 429 ? 'too_many_requests' : status === 503 ? 'overloaded' : 'internal_error';
  const detail = `The server answered ${status}. Try again in a moment.`;
  return { type: 'about:blank', title: 'Something went wrong', status, code, detail };
}
