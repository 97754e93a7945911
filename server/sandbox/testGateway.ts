import http from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { test as base } from 'vitest';
import { type TestDatabase, testDatabase } from '../test/database.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './index.ts';

/** The secret key of test gateways. */
export const secretKey = 'sk_test_secret';
/** The publishable key of test gateways. */
export const publishableKey = 'pk_test_publishable';
/** The webhook secret of test gateways. */
export const webhookSecret = 'whsec_test';

/** A gateway with its own database, the official SDK, and a webhook endpoint, for tests. */
export interface TestGateway {
  database: TestDatabase;
  sandbox: Sandbox;
  stripe: Stripe;
  endpoint: Endpoint;
  /** Calls one of the sandbox's own routes with the secret key. */
  control(method: string, path: string, body?: object): Promise<unknown>;
  /** Creates a confirmation token for a card number, as the card form does. */
  token(number: string, more?: object): Promise<string>;
  /** Delivers pending webhooks and returns the events since the last call, oldest first. */
  events(): Promise<Stripe.Event[]>;
  close(): Promise<void>;
}

/** A merchant's webhook endpoint that verifies and stores everything. */
export interface Endpoint {
  url: string;
  received: Stripe.Event[];
  /** The status of its responses from now on. */
  status: number;
  close(): Promise<void>;
}

/** The official SDK against this gateway. */
export function sdk(url: string, key = secretKey, maxNetworkRetries = 2): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries, telemetry: false });
}

/** Starts a webhook endpoint. */
export async function openEndpoint(): Promise<Endpoint> {
  const verifier = new Stripe(secretKey);
  const server = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const signature = request.headers['stripe-signature'] ?? '';
      endpoint.received.push(verifier.webhooks.constructEvent(body, signature, webhookSecret));
      response.writeHead(endpoint.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint: Endpoint = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received: [],
    status: 200,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return endpoint;
}

/** Starts a gateway on a new database. */
export async function openTestGateway(options: Partial<SandboxOptions> = {}): Promise<TestGateway> {
  const database = await testDatabase();
  const endpoint = await openEndpoint();
  const sandbox = await startSandbox({
    databaseUrl: database.url,
    secretKey,
    publishableKey,
    webhookSecret,
    webhookUrl: endpoint.url,
    ...options,
  });
  const control = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${secretKey}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.json();
  };
  return {
    database,
    sandbox,
    stripe: sdk(sandbox.url),
    endpoint,
    control,
    token: (number, more) => cardToken(sandbox.url, number, more),
    async events() {
      await control('POST', '/sandbox/deliver');
      return endpoint.received.splice(0).sort((a, b) => a.created - b.created);
    },
    async close() {
      await sandbox.close();
      await endpoint.close();
      await database.drop();
    },
  };
}

/** vitest fixtures: a gateway of the test file. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
  .extend('gateway', { scope: 'file' }, async ({}, { onCleanup }) => {
    const gateway = await openTestGateway();
    onCleanup(() => gateway.close());
    return gateway;
  });

/** Posts a card form. @returns the answer's status and JSON */
export async function postCard(url: string, fields: object): Promise<{ status: number; body: CardAnswer }> {
  const response = await fetch(`${url}/v1/sandbox/confirmation_tokens`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${publishableKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(fields),
  });
  return { status: response.status, body: (await response.json()) as CardAnswer };
}

/** The response to a card form. */
export interface CardAnswer {
  id: string;
  error?: { code: string; param: string; fields: Record<string, { code: string; message: string }> };
}

/** A card that pays. */
export const validCard = {
  number: '4242 4242 4242 4242',
  exp_month: '12',
  exp_year: '39',
  cvc: '123',
  name: 'Ada Fan',
  email: 'ada@example.com',
  postal_code: '02134',
};

/**
 * Creates a confirmation token for a card number.
 * @throws Error when the card is refused
 */
export async function cardToken(url: string, number: string, more: object = {}): Promise<string> {
  const cvc = number.startsWith('37') ? '1234' : '123';
  const { status, body } = await postCard(url, { ...validCard, number, cvc, ...more });
  if (status !== 200) throw new Error(`no token for ${number}: ${JSON.stringify(body)}`);
  return body.id;
}

/** The error that a call must throw. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('the call was not refused');
}

/** The parameters of a confirmed payment. */
export const charge12500 = {
  amount: 12_500,
  currency: 'usd',
  confirm: true,
  capture_method: 'manual',
  return_url: 'https://shop.example/return',
} as const;
