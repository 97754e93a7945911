import type { ProblemDetails } from '@holdfast/shared/http';

/** The server refused the request; the message is its sentence for people. */
export class ApiProblem extends Error {
  readonly problem: ProblemDetails;
  /** Seconds until another attempt makes sense (Retry-After), or null. */
  readonly retryAfter: number | null;

  constructor(problem: ProblemDetails, retryAfter: number | null) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** No response: offline, too slow or cut off. The request may or may not have had its effect. */
export class NoAnswer extends Error {}

/** Milliseconds. A slower response counts as none. */
const answerLimitMs = 20_000;

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  /** The caller stores it before sending, so that a repetition is the same request. */
  idempotencyKey?: string;
}

/**
 * Calls our own API.
 * @param path begins with /api
 * @throws ApiProblem when the server refused; NoAnswer when no complete response came
 */
export async function request<A>(path: string, options: RequestOptions = {}): Promise<A> {
  const method = options.method ?? 'GET';
  const headers: Record<string, string> = { accept: 'application/json' };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (method !== 'GET') headers['idempotency-key'] = options.idempotencyKey ?? crypto.randomUUID();
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: AbortSignal.timeout(answerLimitMs),
    });
    text = await response.text();
  } catch (cause) {
    throw new NoAnswer('The server did not answer.', { cause });
  }
  const body = parse(text);
  if (response.ok) return body as A;
  const retryAfter = Number(response.headers.get('retry-after')) || null;
  throw new ApiProblem(isProblem(body) ? body : unknownProblem(response.status), retryAfter);
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

/** A problem for a response that isn't ours, such as a proxy's error page. */
function unknownProblem(status: number): ProblemDetails {
  const code = status === 429 ? 'too_many_requests' : status === 503 ? 'overloaded' : 'internal_error';
  return { type: 'about:blank', title: 'Something went wrong', status, code };
}
