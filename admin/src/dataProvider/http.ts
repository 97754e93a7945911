/** The API client: sends requests and turns problem details into sentences. */
import type { ProblemDetails } from '@holdfast/shared/http';
import { HttpError } from 'react-admin';
import { noteConnection } from './connection.ts';

export interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  /** Sent as is instead of `body`; a file is streamed from the disk. */
  file?: Blob;
  /** The Idempotency-Key: made once per action, so that a retry after a lost answer acts at most once. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** A refused request: its sentence and field errors. react-admin shows `body.errors` beside the fields. */
export class Refusal extends HttpError {
  readonly problem: ProblemDetails | null;
  constructor(message: string, status: number, problem: ProblemDetails | null) {
    const errors = Object.fromEntries(
      (problem?.errors ?? []).map(({ field, message: words }) => [field, plainly(words)]),
    );
    super(message, status, { ...(problem?.errors?.length ? { errors } : {}) });
    // react-admin's HttpError breaks `instanceof` for subclasses, so this one stands alone.
    Object.setPrototypeOf(this, Refusal.prototype);
    this.problem = problem;
  }
}

/** Replaces zod's default messages for missing and mistyped values; rules with their own message keep it. */
function plainly(message: string): string {
  const expected = /^Invalid input: expected (\w+), received (\w+)/.exec(message);
  if (!expected) return message;
  if (['null', 'undefined', 'NaN'].includes(expected[2]!)) return 'Fill this in.';
  return ['int', 'number'].includes(expected[1]!) ? 'Write a plain number.' : 'This can’t be used as it is.';
}

/** A new Idempotency-Key. `randomUUID` exists on secure origins only; elsewhere the bytes come from `getRandomValues`. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** A problem in one or two sentences: its title, what happened, and what would be accepted instead. */
function wordsOf(problem: ProblemDetails): string {
  const parts = [problem.title, problem.detail];
  if (problem.code === 'validation_failed' && problem.errors?.length)
    parts.splice(0, 2, ...new Set(problem.errors.map((each) => plainly(each.message))));
  if (problem.code === 'transition_refused' && problem.accepts)
    parts.push(
      problem.accepts.length ? `Possible now: ${problem.accepts.join(', ')}` : 'Nothing is possible any more',
    );
  return parts
    .filter((part): part is string => Boolean(part))
    .map((part) => (/[.!?]$/.test(part) ? part : `${part}.`))
    .join(' ');
}

/** Keys of requests that got no answer: the same request again is sent with the same key. */
const unanswered = new Map<string, string>();

/**
 * One request.
 * @param path below /api
 * @throws Refusal with status 0 when nothing answered, else with the status and the problem of the answer
 */
export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  const { method = 'GET', body, file, signal } = options;
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (file) headers['Content-Type'] = 'application/octet-stream';
  else if (body !== undefined) headers['Content-Type'] = 'application/json';
  const signature = `${method} ${path}\n${body === undefined ? '' : JSON.stringify(body)}`;
  const key = options.idempotencyKey ?? unanswered.get(signature) ?? newKey();
  if (method !== 'GET') headers['Idempotency-Key'] = key;
  let answer: Response;
  try {
    answer = await fetch(`/api${path}`, {
      method,
      headers,
      signal,
      credentials: 'same-origin',
      body: file ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    noteConnection(false);
    if (method !== 'GET' && !file) unanswered.set(signature, key);
    const sentence =
      method === 'GET'
        ? 'Holdfast doesn’t answer. The figures stay as they were; this page retries automatically.'
        : 'No answer came, so we don’t know whether it was done. Try again: it is done once at most.';
    throw new Refusal(sentence, 0, null);
  }
  noteConnection(true);
  unanswered.delete(signature);
  const text = await answer.text();
  const json: unknown = text === '' ? null : readJson(text);
  if (answer.ok) return json as T;
  const problem =
    json !== null && typeof json === 'object' && 'code' in json ? (json as ProblemDetails) : null;
  throw new Refusal(
    problem ? wordsOf(problem) : `The marketplace answered ${answer.status} and said no more.`,
    answer.status,
    problem,
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
