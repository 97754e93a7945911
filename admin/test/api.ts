/** The API as component tests see it: answers by method and path, and what was sent. */
import { afterEach, beforeEach, vi } from 'vitest';

/** A request that the page sent. `key` is its Idempotency-Key. */
export interface SentRequest {
  method: string;
  /** Below /api, with its query. */
  path: string;
  body: unknown;
  key: string | null;
}

type Answer = (request: SentRequest) => unknown;

/** An answer other than 200: problem details as the server writes them. */
export class Refused {
  readonly status: number;
  readonly problem: Record<string, unknown>;
  constructor(status: number, problem: Record<string, unknown>) {
    this.status = status;
    this.problem = problem;
  }
}

/**
 * Answers the page's requests during a file's tests. What no answer is known for fails as a lost connection would, and
 * says so by name.
 */
export function answeringApi() {
  const answers = new Map<string, Answer>();
  const sent: SentRequest[] = [];
  beforeEach(() => {
    vi.stubGlobal('fetch', async (address: string | URL, init: RequestInit = {}) => {
      const url = new URL(address, 'http://desk.test');
      const request: SentRequest = {
        method: init.method ?? 'GET',
        path: (url.pathname + url.search).replace(/^\/api/, ''),
        body: typeof init.body === 'string' ? JSON.parse(init.body) : init.body,
        key: new Headers(init.headers).get('Idempotency-Key'),
      };
      sent.push(request);
      const answer = answers.get(`${request.method} ${url.pathname.replace(/^\/api/, '')}`);
      if (!answer) throw new TypeError(`No answer to ${request.method} ${request.path}`);
      const value = await answer(request);
      return value instanceof Refused
        ? Response.json(value.problem, { status: value.status })
        : Response.json(value);
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    answers.clear();
    sent.length = 0;
  });
  return {
    sent,
    /** @param request such as `GET /admin/imports/imp_1`, without its query */
    on: (request: string, answer: Answer) => answers.set(request, answer),
    /** What was sent by this method and path, oldest first. */
    sentTo: (request: string) =>
      sent.filter(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}` === request),
  };
}
