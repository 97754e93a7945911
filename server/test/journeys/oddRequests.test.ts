/** Addresses and headers that nobody means: never an error of the server's own. */
import { readFile } from 'node:fs/promises';
import type { FieldProblem } from '@holdfast/shared/http';
import { expect } from 'vitest';
import { z } from 'zod';
import { isDatabaseAway, openDatabase } from '../../src/platform/db/index.ts';
import { parse } from '../../src/platform/http/index.ts';
import { it } from '../fixtures.ts';
import type { TestApp } from '../runningApp.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});

const figures = [
  '-1',
  '0',
  '1e9',
  '99999999999999999999',
  'NaN',
  '1.5',
  '%00',
  '%ff',
  '%F0%9F%98%80',
  "'",
  '..%2f',
];

it('%00 and odd figures are 404, 422 or a page, and never 500', async () => {
  const paths = figures.flatMap((odd) => [
    `/games/${odd}`,
    `/games?page=${odd}`,
    `/games?weekday=${odd}`,
    `/games?from=${odd}&q=${odd}`,
    `/games/x?quantity=${odd}`,
    `/orders/${odd}`,
    `/checkout/${odd}`,
    `/api/events?page=${odd}`,
    `/api/events?perPage=${odd}`,
    `/api/events?from=${odd}`,
    `/api/events?q=${odd}`,
    `/api/events/${odd}`,
    `/api/events/${odd}/listings`,
    `/api/events/${odd}/listings?quantity=${odd}`,
    `/api/event-suggestions?q=${odd}`,
    `/api/reservations/${odd}`,
    `/api/reservations/${odd}/stream`,
    `/api/payments/${odd}`,
    `/api/tickets/${odd}/qr.svg`,
    `/admin/${odd}`,
  ]);
  const failed: string[] = [];
  for (const path of paths) {
    const { status } = await fetch(app.url + path, { redirect: 'manual' });
    if (status >= 500) failed.push(`${path} ${status}`);
  }
  expect(failed).toEqual([]);
  expect((await fetch(`${app.url}/games/%00`)).status).toBe(404);
  expect((await fetch(`${app.url}/api/events/%00`)).status).toBe(404);
  expect((await fetch(`${app.url}/api/events?q=%00`)).status).toBe(422);
});

/** What zod says by itself: a sentence about types, without a remedy. */
const rawSentence = /^(Invalid|Too (small|big)|Unrecognized)|expected \w+, received/;
const oddValues = [undefined, null, true, 5.5, -1, 1e12, '', 'x'.repeat(3_000), [], [null], {}];

it('every contract says what is wrong and what to give instead, in words', () => {
  const raw = new Set<string>();
  const look = (name: string, schema: z.ZodType, value: unknown) => {
    try {
      parse(schema, value);
    } catch (error) {
      for (const { field, message } of (error as { members: { errors: FieldProblem[] } }).members.errors)
        if (message === '' || rawSentence.test(message)) raw.add(`${name} ${field}: ${message}`);
    }
  };
  for (const { method, path, body, query } of app.endpoints)
    for (const schema of [body, query]) {
      if (!schema) continue;
      const name = `${method} ${path}`;
      for (const odd of oddValues) {
        look(name, schema, odd);
        const fields = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
        for (const field of fields) {
          look(name, schema, { [field]: odd });
          look(name, schema, { [field]: [odd] });
        }
      }
    }
  expect([...raw]).toEqual([]);
});

it.each(['/assets/gone.js', '/admin/assets/gone.js', '/gone.png', '/admin/assets/..%2f..%2fpackage.json'])(
  'the missing file %s is 404',
  async (path) => {
    expect((await fetch(app.url + path)).status).toBe(404);
  },
);

it.each(['null', 'https://evil.example', 'nonsense'])('Origin: %s is refused with 403', async (origin) => {
  const response = await fetch(`${app.url}/api/reservations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: '{}',
  });
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
    403,
    'forged_request',
  ]);
});

it('a database that is away is 503 with Retry-After, for the API and for pages', async () => {
  const pool = app.webContext?.db.client.pool;
  const acquire = pool.acquire;
  const error = await refusedConnection();
  pool.acquire = () => ({ promise: Promise.reject(error), abort() {} });
  try {
    for (const path of ['/api/events', '/games?city=Nowhere+at+all']) {
      const response = await fetch(app.url + path);
      expect([path, response.status, response.headers.get('retry-after')]).toEqual([path, 503, '5']);
    }
  } finally {
    pool.acquire = acquire;
  }
  expect((await fetch(`${app.url}/api/events`)).status).toBe(200);
});

/** What a query ends with where no database listens. */
async function refusedConnection(): Promise<unknown> {
  const db = openDatabase('postgres://holdfast@127.0.0.1:1/none', { onError: () => undefined });
  try {
    return await db.raw('SELECT 1').then(
      () => null,
      (error: unknown) => error,
    );
  } finally {
    await db.destroy();
  }
}

it('knows a database that is away by its connection, not by what other calls say', async () => {
  const refused = await refusedConnection();
  expect(isDatabaseAway(refused)).toBe(true);
  expect(isDatabaseAway(new Error('wrapped', { cause: refused }))).toBe(true);
  // The same codes come from payments, mail and files, which the database knows nothing of.
  const elsewhere = await fetch('http://127.0.0.1:2/').catch((error: unknown) => error);
  expect(elsewhere).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  expect(isDatabaseAway(elsewhere)).toBe(false);
  const missing = await readFile('/nowhere/at/all').catch((error: unknown) => error);
  expect(missing).toMatchObject({ code: 'ENOENT' });
  expect(isDatabaseAway(missing)).toBe(false);
  const other = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  expect(isDatabaseAway(new AggregateError([other]))).toBe(false);
});

it.each([
  [Object.assign(new Error('x'), { code: '57P03' }), true],
  [new AggregateError([Object.assign(new Error('x'), { code: '08006' })]), true],
  [new Error('Connection terminated unexpectedly'), true],
  [Object.assign(new Error('x'), { code: '23505' }), false],
  [new Error('x'), false],
  [null, false],
])('%s means that the database is away: %s', (error, away) => {
  expect(isDatabaseAway(error)).toBe(away);
});
