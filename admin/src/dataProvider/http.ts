/** The admin's side of the API client: paths below /api, refusals as react-admin's errors with whole sentences. */
import {
  ApiProblem,
  NoAnswer,
  newIdempotencyKey,
  type RequestOptions,
  request,
} from '@holdfast/shared/apiClient';
import type { ProblemDetails } from '@holdfast/shared/http';
import { HttpError } from 'react-admin';
import { noteConnection } from './connection.ts';
import { takeEarly } from './early.ts';
import { proveAgain } from './freshProof.ts';

/** A refused request: its sentence and field errors. react-admin shows `body.errors` beside the fields. */
export class Refusal extends HttpError {
  readonly problem: ProblemDetails | null;
  constructor(message: string, status: number, problem: ProblemDetails | null) {
    const errors = Object.fromEntries(
      (problem?.errors ?? []).map(({ field, message: words }) => [field, words]),
    );
    super(message, status, { ...(problem?.errors?.length ? { errors } : {}) });
    // react-admin's HttpError breaks `instanceof` for subclasses, so this one stands alone.
    Object.setPrototypeOf(this, Refusal.prototype);
    this.problem = problem;
  }
}

/** A problem in one or two sentences: its title, what happened, and what would be accepted instead. */
function wordsOf(problem: ProblemDetails): string {
  const parts = [problem.title, problem.detail];
  if (problem.code === 'validation_failed' && problem.errors?.length)
    parts.splice(0, 2, ...new Set(problem.errors.map((each) => each.message)));
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
export async function call<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const { method = 'GET', body, file } = options;
  const signature = `${method} ${path}\n${body === undefined ? '' : JSON.stringify(body)}`;
  const idempotencyKey = options.idempotencyKey ?? unanswered.get(signature) ?? newIdempotencyKey();
  try {
    const early = method === 'GET' ? takeEarly<T>(path) : null;
    const send = () => request<T>(`/api${path}`, { ...options, idempotencyKey });
    // One that failed early is asked again: somebody may have signed in since.
    const answer = await (early ? early.catch(send) : send().catch(provenFirst(send)));
    noteConnection(true);
    unanswered.delete(signature);
    return answer;
  } catch (error) {
    if (error instanceof NoAnswer) {
      noteConnection(false);
      if (method !== 'GET' && !file) unanswered.set(signature, idempotencyKey);
      throw new Refusal(noAnswerText(method), 0, null);
    }
    if (!(error instanceof ApiProblem)) throw error;
    noteConnection(true);
    unanswered.delete(signature);
    throw new Refusal(wordsOf(error.problem), error.problem.status, error.problem);
  }
}

/** A request that asks for a fresh proof is sent again, with its key, once the person has given it. */
const provenFirst =
  <T>(send: () => Promise<T>) =>
  async (error: unknown): Promise<T> => {
    const isAsked = error instanceof ApiProblem && error.problem.code === 'fresh_proof_required';
    if (isAsked && (await proveAgain())) return send();
    throw error;
  };

const noAnswerText = (method: string) =>
  method === 'GET'
    ? 'Holdfast doesn’t answer. The figures stay as they were; this page retries automatically.'
    : 'No answer came, so we don’t know whether it was done. Try again: it is done once at most.';
