import type { ProblemDetails } from '@holdfast/shared/http';

/** The server refused, and said why. */
export class ApiProblem extends Error {
  readonly problem: ProblemDetails;
  /** Seconds until another try makes sense, where the server said so. */
  readonly retryAfter: number | null;

  constructor(problem: ProblemDetails, retryAfter: number | null) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** No answer: offline, too slow, or cut off. What was asked may or may not have happened. */
export class NoAnswer extends Error {}

/** Longer than any answer takes that is still coming. */
const answerLimitMs = 20_000;

interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  /** Kept by the caller before sending, so that a repetition is the same request. */
  idempotencyKey?: string;
}

/**
 * Asks our own API.
 * @param path begins with /api
 * @throws ApiProblem when the server refused; NoAnswer when it couldn't be heard
 */
export async function request<A>(path: string, ask: Ask = {}): Promise<A> {
  const method = ask.method ?? 'GET';
  const headers: Record<string, string> = { accept: 'application/json' };
  if (ask.body !== undefined) headers['content-type'] = 'application/json';
  if (method !== 'GET') headers['idempotency-key'] = ask.idempotencyKey ?? crypto.randomUUID();
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: ask.body === undefined ? null : JSON.stringify(ask.body),
      signal: AbortSignal.timeout(answerLimitMs),
    });
    text = await response.text();
  } catch (cause) {
    throw new NoAnswer('The server did not answer.', { cause });
  }
  const body = parse(text);
  if (response.ok) return body as A;
  const retryAfter = Number(response.headers.get('retry-after')) || null;
  throw new ApiProblem(isProblem(body) ? body : unexplained(response.status), retryAfter);
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new NoAnswer('The answer was cut off.', { cause });
  }
}

function isProblem(body: unknown): body is ProblemDetails {
  return typeof body === 'object' && body !== null && 'code' in body;
}

/** Something between us and the server answered for it. */
function unexplained(status: number): ProblemDetails {
  const code = status === 429 ? 'too_many_requests' : status === 503 ? 'overloaded' : 'internal_error';
  return { type: 'about:blank', title: 'Something went wrong', status, code };
}
