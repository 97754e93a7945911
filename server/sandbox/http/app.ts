import Router from '@koa/router';
import Koa, { type Context, type Next } from 'koa';
import getRawBody from 'raw-body';
import type { Gateway } from '../gateway.ts';
import { newId } from '../ids.ts';
import { accountPages } from '../operations/accountPages.ts';
import { bankPage } from '../operations/bankPage.ts';
import type { Endpoint, Endpoints } from './endpoint.ts';
import { ApiError, invalidRequest, unauthorized } from './errors.ts';
import { createIdempotency, type Idempotency, type Outcome } from './idempotency.ts';
import { parseForm, readJson, readParams } from './params.ts';

/** The keys that the gateway accepts. */
export interface Keys {
  secretKey: string;
  publishableKey: string;
}

/** What the middlewares know of a request. */
interface State {
  requestId: string;
  idempotencyKey: string | null;
  isPublishable: boolean;
}
type Ctx = Context & { state: State };

/** Much larger than any request of Stripe's API. */
const bodyLimit = '1mb';
/** A file of evidence, with its form. */
const uploadLimit = '6mb';

/** As text; an upload as JSON of its fields, its file as base64. */
async function bodyOf(ctx: Context): Promise<string> {
  const isUpload = Boolean(ctx.is('multipart/form-data'));
  const bytes = await getRawBody(ctx.req, { limit: isUpload ? uploadLimit : bodyLimit }).catch(() => {
    throw invalidRequest('The request is too large or was cut off');
  });
  return isUpload ? uploadOf(bytes, ctx.get('content-type')) : bytes.toString('utf8');
}

/** @throws ApiError 400 for what is no form */
async function uploadOf(bytes: Buffer, type: string): Promise<string> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw invalidRequest('The upload could not be read');
    });
  const fields = await Promise.all(
    [...form].map(async ([name, value]) => [
      name,
      typeof value === 'string'
        ? value
        : { name: value.name, data: Buffer.from(await value.arrayBuffer()).toString('base64') },
    ]),
  );
  return JSON.stringify(Object.fromEntries(fields));
}

/** The key of a request's `Authorization` header, which is Bearer, or Basic with the key as its user. */
function keyOf(ctx: Context): string {
  const [scheme, credentials = ''] = ctx.get('authorization').split(' ');
  return scheme === 'Basic' ? Buffer.from(credentials, 'base64').toString().replace(/:$/, '') : credentials;
}

/** Any origin may call: the card form is on the merchant's page. */
async function answerHeaders(ctx: Ctx, next: Next): Promise<void> {
  ctx.set('Access-Control-Allow-Origin', '*');
  if (ctx.method === 'OPTIONS') {
    ctx.set({
      'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type',
      'Access-Control-Max-Age': '3600',
    });
    ctx.status = 204;
    return;
  }
  ctx.state.requestId = newId('req');
  ctx.state.idempotencyKey = ctx.get('idempotency-key') || null;
  ctx.set('Request-Id', ctx.state.requestId);
  if (ctx.state.idempotencyKey !== null) ctx.set('Idempotency-Key', ctx.state.idempotencyKey);
  await next();
}

/** @throws ApiError 401 */
const authenticate = (keys: Keys) => (ctx: Ctx, next: Next) => {
  const key = keyOf(ctx);
  if (key === '')
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  if (key !== keys.secretKey && key !== keys.publishableKey)
    throw unauthorized(`Invalid API Key provided: ${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`);
  ctx.state.isPublishable = key === keys.publishableKey;
  return next();
};

function errorOutcome({ log }: Gateway, error: unknown, requestId: string): Outcome {
  if (error instanceof ApiError)
    return {
      status: error.status,
      text: JSON.stringify({ error: error.body }),
      isRemembered: error.remembered,
    };
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log('error', 'sandbox: a request failed', { requestId, error: reason });
  const body = { error: { type: 'api_error', message: 'The sandbox gateway failed; see its log.' } };
  return { status: 500, text: JSON.stringify(body), isRemembered: false };
}

function send({ apiVersion }: Gateway, ctx: Ctx, { status, text, replayOf }: Outcome): void {
  ctx.set('Stripe-Version', apiVersion);
  if (replayOf !== undefined) ctx.set({ 'Idempotent-Replayed': 'true', 'Original-Request': replayOf });
  ctx.status = status;
  ctx.type = 'application/json';
  ctx.body = text;
}

/** Validates the parameters and runs the endpoint; what it refuses is an outcome too. */
async function run(gateway: Gateway, endpoint: Endpoint, ctx: Ctx, body: string): Promise<Outcome> {
  const { requestId, idempotencyKey, isPublishable } = ctx.state;
  try {
    const params = endpoint.isJson
      ? readJson(endpoint.schema, body)
      : readParams(endpoint.schema, parseForm(ctx.method === 'POST' ? body : ctx.querystring));
    const cause = { requestId, idempotencyKey };
    const id: string = ctx.params.id ?? '';
    const answer = await endpoint.run({ ...gateway, cause, id, params, isPublishable });
    return { status: 200, text: JSON.stringify(answer), isRemembered: true };
  } catch (error) {
    return errorOutcome(gateway, error, requestId);
  }
}

const serve =
  (gateway: Gateway, idempotency: Idempotency, endpoint: Endpoint) =>
  async (ctx: Ctx): Promise<void> => {
    const { faults, store } = gateway;
    const { requestId, idempotencyKey: key, isPublishable } = ctx.state;
    if (isPublishable && !endpoint.isPublishable)
      throw unauthorized(
        'This API call cannot be made with a publishable API key. Please use a secret API key.',
        'secret_key_required',
      );
    const body = await bodyOf(ctx);
    const isFaulty = !endpoint.isControl;
    const isChange = ctx.method === 'POST' && isFaulty;
    // Creating a payment with `confirm=true` is a confirmation, for faults that name one.
    const isConfirmed = ctx.path === '/v1/payment_intents' && body.includes('confirm=true');
    const operation = isConfirmed ? 'confirm' : (endpoint.operation ?? null);
    const failing = isFaulty ? faults.failsAnswer(isChange ? operation : 'read', isChange) : null;
    if (failing !== null)
      throw new ApiError(failing, { type: 'api_error', message: 'The sandbox gateway fails on request.' });
    const isKeyed = key !== null && isChange;
    const work = () => run(gateway, endpoint, ctx, body);
    const content = `${ctx.method} ${ctx.path}\n${body}`;
    const outcome = await (isKeyed ? idempotency.once({ key, content, requestId }, work) : work());
    try {
      // A delay may come before the commit or after it, but the response is sent only after the commit.
      await store.committed();
      if (isFaulty) await faults.holdAnswer();
    } finally {
      if (isKeyed) idempotency.release(key);
    }
    if (isChange && faults.losesAnswer(operation)) {
      ctx.respond = false;
      ctx.res.destroy();
    } else send(gateway, ctx, outcome);
  };

/**
 * The gateway's HTTP application: authentication, routing, one execution per idempotency key, and responses
 * only after commit.
 */
export function createApp(gateway: Gateway, keys: Keys, endpoints: Endpoints): Koa {
  const idempotency = createIdempotency(gateway);
  const router = new Router();
  for (const [name, endpoint] of Object.entries(endpoints)) {
    const [method, path] = name.split(' ');
    router.register(path!, [method!], serve(gateway, idempotency, endpoint) as never);
  }
  const app = new Koa();
  app.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') errorOutcome(gateway, error, '');
  });
  app.use(answerHeaders as Koa.Middleware);
  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      send(gateway, ctx as Ctx, errorOutcome(gateway, error, ctx.state.requestId as string));
    }
  });
  app.use(bankPage(gateway, bodyOf));
  app.use(accountPages(gateway, bodyOf));
  app.use(authenticate(keys) as Koa.Middleware);
  app.use(router.routes() as never);
  app.use((ctx) => {
    const message = `Unrecognized request URL (${ctx.method}: ${ctx.path}).`;
    throw new ApiError(404, { type: 'invalid_request_error', message });
  });
  return app;
}
