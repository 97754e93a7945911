import type { ProblemDetails } from '../http/problem.ts';

/** The server refused the request; the message is its sentence for people. */
export class ApiProblem extends Error {
  readonly problem: ProblemDetails;
  /** Seconds until another attempt makes sense (Retry-After), or null. */
  readonly retryAfter: number | null;

  constructor(problem: ProblemDetails, retryAfter: number | null = null) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblem';
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** No complete response: offline, too slow or cut off. The request may or may not have had its effect. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}
