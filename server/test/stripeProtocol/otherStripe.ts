/**
 * Another server with Stripe's API than our sandbox, and independent of it: written from Stripe's documentation, it records what it
 * is asked, and answers just enough for a payment, its refund, its dispute and the balance.
 * Source: https://docs.stripe.com/api, /api/idempotent_requests
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { testPort } from '../testPort.ts';
import { createAnswers, type Json, type SeenRequest } from './answers.ts';

export type { SeenRequest } from './answers.ts';

/** `500`: an error, nothing done; `lost`: done, and the connection ends without an answer; `hangUp`: that, and nothing done. */
export type Fault = '500' | 'lost' | 'hangUp';

export interface OtherStripe {
  /** For STRIPE_API_BASE. */
  url: string;
  seen: SeenRequest[];
  /** How many payment intents were made. */
  intents(): number;
  /** What the next requests of a path get, one each; the others get their answer. */
  plan(method: string, path: string, faults: Fault[]): void;
  /** Begins a dispute of a payment intent. @returns it, as Stripe shows it */
  dispute(intentId: string): Json;
  close(): Promise<void>;
}

async function paramsOf(request: IncomingMessage, query: URLSearchParams): Promise<SeenRequest['params']> {
  const bytes = Buffer.concat(await request.toArray());
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return [...query, ...new URLSearchParams(bytes.toString())];
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  return Promise.all(
    [...form].map(
      async ([name, value]): Promise<[string, string]> => [
        name,
        typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer()).toString('base64'),
      ],
    ),
  );
}

interface Outcome {
  status: number;
  body: Json;
}

/** The same key is answered the same; with other parameters it is refused, as Stripe does. */
function once(act: (request: SeenRequest) => Outcome): (request: SeenRequest) => Outcome {
  const kept = new Map<string, { asked: string; outcome: Outcome }>();
  return (request) => {
    const { method, path, params, key } = request;
    if (method !== 'POST' || key === null) return act(request);
    const asked = JSON.stringify([path, params]);
    const before = kept.get(key);
    if (before && before.asked !== asked)
      return {
        status: 400,
        body: { error: { type: 'idempotency_error', message: `${key} was used with other parameters` } },
      };
    const outcome = before?.outcome ?? act(request);
    kept.set(key, { asked, outcome });
    return outcome;
  };
}

/** Starts it on a free port. */
export async function startOtherStripe(): Promise<OtherStripe> {
  const seen: SeenRequest[] = [];
  const plans = new Map<string, Fault[]>();
  const answers = createAnswers();
  const answerOnce = once((request) => {
    const body = answers.to(request);
    return body
      ? { status: 200, body }
      : { status: 404, body: { error: { type: 'invalid_request_error', message: 'Unrecognized request' } } };
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://stripe.test');
    const params = await paramsOf(request, searchParams);
    const { method = '', headers } = request;
    const key = headers['idempotency-key'];
    const asked = { method, path, headers, params, key: typeof key === 'string' ? key : null };
    seen.push(asked);
    const fault = plans.get(`${method} ${path}`)?.shift();
    const failed = { status: 500, body: { error: { type: 'api_error', message: 'as planned' } } };
    const { status, body } = fault === '500' || fault === 'hangUp' ? failed : answerOnce(asked);
    if (fault === 'lost' || fault === 'hangUp') request.socket.destroy();
    else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => response.destroy(error as Error));
  });
  const port = await testPort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    intents: answers.intents,
    plan: (method, path, faults) => plans.set(`${method} ${path}`, [...faults]),
    dispute: answers.dispute,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
