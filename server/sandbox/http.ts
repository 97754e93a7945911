import http from 'node:http';
import { answerBankPage } from './bankPage.ts';
import type { Call } from './call.ts';
import { ApiError, invalidRequest, unauthorized } from './errors.ts';
import { parseForm } from './formBody.ts';
import type { Gateway } from './gateway.ts';
import type { Idempotency, Outcome } from './idempotency.ts';
import { randomText } from './ids.ts';
import type { createRoutes, FoundRoute } from './routes.ts';

/** The keys that the gateway accepts. */
export interface Keys {
  secretKey: string;
  publishableKey: string;
}

interface Request {
  method: string;
  path: string;
  query: string;
  body: string;
  requestId: string;
  authorization: string;
  idempotencyKey: string | null;
}

/** Much larger than any request of Stripe's API. */
const maxBodyBytes = 1_000_000;

function readBody(request: http.IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodyBytes) reject(invalidRequest('The request is too large'));
      else chunks.push(chunk);
    });
    request.on('end', () =>
      resolve(chunks.length === 1 ? chunks[0]!.toString() : Buffer.concat(chunks).toString()),
    );
    request.on('error', reject);
  });
}

function parseJson(body: string): Record<string, unknown> {
  if (body === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Reported below, as for any other body that isn't an object.
  }
  throw invalidRequest('The body must be a JSON object');
}

/**
 * Which of the two keys it is.
 * @throws ApiError 401
 */
function isPublishable(authorization: string, keys: Keys): boolean {
  const [scheme, credentials = ''] = authorization.split(' ');
  const key =
    scheme === 'Basic' ? Buffer.from(credentials, 'base64').toString().replace(/:$/, '') : credentials;
  if (key === keys.secretKey) return false;
  if (key === keys.publishableKey) return true;
  if (key === '') {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  throw unauthorized(`Invalid API Key provided: ${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`);
}

const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type',
  'Access-Control-Max-Age': '3600',
};

/**
 * The gateway's HTTP server: authentication, routing, one execution per idempotency key, and responses only
 * after commit.
 */
export function createHttpServer(
  gateway: Gateway,
  keys: Keys,
  findRoute: ReturnType<typeof createRoutes>,
  idempotency: Idempotency,
): http.Server {
  function errorOutcome(error: unknown, requestId: string): Outcome {
    if (error instanceof ApiError) {
      return {
        status: error.status,
        text: JSON.stringify({ error: error.body }),
        remembered: error.remembered,
      };
    }
    gateway.log('error', 'sandbox: a request failed', {
      requestId,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    const body = { error: { type: 'api_error', message: 'The sandbox gateway failed; see its log.' } };
    return { status: 500, text: JSON.stringify(body), remembered: false };
  }

  async function run({ route, id }: FoundRoute, request: Request, publishable: boolean): Promise<Outcome> {
    const ownBody = request.path.startsWith('/sandbox/') || request.path.startsWith('/v1/sandbox/');
    const call: Call = {
      gateway,
      id,
      form: parseForm(request.method === 'POST' && !ownBody ? request.body : request.query),
      json: ownBody ? parseJson(request.body) : {},
      publishable,
      cause: { requestId: request.requestId, idempotencyKey: request.idempotencyKey },
    };
    return { status: 200, text: JSON.stringify(await route.run(call)), remembered: true };
  }

  function operationOf({ route }: FoundRoute, request: Request) {
    const confirms = request.path === '/v1/payment_intents' && request.body.includes('confirm=true');
    return confirms && request.method === 'POST' ? 'confirm' : route.operation;
  }

  async function serve(request: Request, response: http.ServerResponse): Promise<void> {
    const headers: Record<string, string> = {
      'Content-Type': 'application/json',
      'Request-Id': request.requestId,
      'Stripe-Version': gateway.apiVersion,
      ...corsHeaders,
    };
    if (request.idempotencyKey !== null) headers['Idempotency-Key'] = request.idempotencyKey;
    let outcome: Outcome;
    let lost = false;
    let heldKey: string | null = null;
    try {
      const publishable = isPublishable(request.authorization, keys);
      const found = findRoute(request.method, request.path);
      if (found === null) {
        throw new ApiError(404, {
          type: 'invalid_request_error',
          message: `Unrecognized request URL (${request.method}: ${request.path}).`,
        });
      }
      if (publishable && !found.route.publishable) {
        throw unauthorized(
          'This API call cannot be made with a publishable API key. Please use a secret API key.',
          'secret_key_required',
        );
      }
      const operation = operationOf(found, request);
      const unruly = !found.route.control;
      const failing = unruly && request.method === 'POST' ? gateway.faults.failsAnswer(operation) : null;
      if (failing !== null) {
        throw new ApiError(failing, { type: 'api_error', message: 'The sandbox gateway fails on request.' });
      }
      const work = () =>
        run(found, request, publishable).catch((error: unknown) => errorOutcome(error, request.requestId));
      if (request.idempotencyKey !== null && request.method === 'POST' && unruly) {
        const key = request.idempotencyKey;
        const reply = await idempotency.once({ ...request, key }, work);
        heldKey = key;
        outcome = { ...reply, remembered: true };
        if (reply.replayOf !== null) {
          headers['Idempotent-Replayed'] = 'true';
          headers['Original-Request'] = reply.replayOf;
        }
      } else {
        outcome = await work();
      }
      // A delay may come before the commit or after it, but the response is sent only after the commit.
      await gateway.store.committed();
      if (unruly) await gateway.faults.holdAnswer();
      lost = unruly && request.method === 'POST' && gateway.faults.losesAnswer(operation);
    } catch (error) {
      outcome = errorOutcome(error, request.requestId);
    } finally {
      if (heldKey !== null) idempotency.release(heldKey);
    }
    if (lost) {
      response.destroy();
      return;
    }
    headers['Content-Length'] = String(Buffer.byteLength(outcome.text));
    response.writeHead(outcome.status, headers);
    response.end(outcome.text);
  }

  return http.createServer({ keepAliveTimeout: 65_000 }, (incoming, response) => {
    const url = incoming.url ?? '/';
    const mark = url.indexOf('?');
    const method = incoming.method ?? 'GET';
    if (method === 'OPTIONS') {
      response.writeHead(204, corsHeaders);
      response.end();
      return;
    }
    const key = incoming.headers['idempotency-key'];
    const requestId = `req_${randomText(14)}`;
    readBody(incoming)
      .then((body) => {
        const request: Request = {
          method,
          path: mark < 0 ? url : url.slice(0, mark),
          query: mark < 0 ? '' : url.slice(mark + 1),
          body,
          requestId,
          authorization: incoming.headers.authorization ?? '',
          idempotencyKey: typeof key === 'string' && key !== '' ? key : null,
        };
        if (request.path.startsWith('/sandbox/3ds/')) return answerBankPage(gateway, request, response);
        return serve(request, response);
      })
      .catch((error: unknown) => {
        const outcome = errorOutcome(error, requestId);
        if (!response.headersSent) response.writeHead(outcome.status, { 'Content-Type': 'application/json' });
        response.end(outcome.text);
      });
  });
}
