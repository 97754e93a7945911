import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { ApiProblem, NoAnswer, newIdempotencyKey, request } from './index.ts';

/** Runs a test against a server that answers as given. */
async function against(listener: RequestListener, run: (origin: string) => Promise<void>): Promise<void> {
  const server = createServer(listener).listen(0);
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

test('a change is JSON with the caller’s Idempotency-Key; a read has none', async () => {
  const seen: unknown[] = [];
  await against(
    (req, res) => {
      const { 'idempotency-key': key, 'content-type': type } = req.headers;
      let body = '';
      req.on('data', (chunk) => {
        body += chunk;
      });
      req.on('end', () => {
        seen.push({ method: req.method, url: req.url, key, type, body });
        res.end('{"id":7}');
      });
    },
    async (origin) => {
      expect(
        await request(`${origin}/api/a`, { method: 'POST', body: { b: 1 }, idempotencyKey: 'k' }),
      ).toEqual({ id: 7 });
      expect(await request(`${origin}/api/a?page=2`)).toEqual({ id: 7 });
    },
  );
  expect(seen).toEqual([
    { method: 'POST', url: '/api/a', key: 'k', type: 'application/json', body: '{"b":1}' },
    { method: 'GET', url: '/api/a?page=2', key: undefined, type: undefined, body: '' },
  ]);
});

test('a refusal keeps its problem and Retry-After; a proxy’s page becomes a problem in words', async () => {
  await against(
    (req, res) => {
      if (req.url === '/proxy') return res.writeHead(502).end('<html>Bad gateway</html>');
      res.writeHead(429, { 'retry-after': '30' });
      return res.end(JSON.stringify({ code: 'too_many_requests', title: 'Too many requests', status: 429 }));
    },
    async (origin) => {
      const limited = (await caught(request(`${origin}/limited`))) as ApiProblem;
      expect(limited).toBeInstanceOf(ApiProblem);
      expect(limited).toMatchObject({ retryAfter: 30, problem: { code: 'too_many_requests' } });
      const proxied = (await caught(request(`${origin}/proxy`))) as ApiProblem;
      expect(proxied.problem).toMatchObject({ status: 502, code: 'internal_error' });
      expect(proxied.message).toBe('The server answered 502. Try again in a moment.');
    },
  );
});

test.each([
  ['a connection that breaks', (req: Parameters<RequestListener>[0]) => req.socket.destroy()],
  [
    'a response cut off within its JSON',
    (_: unknown, res: Parameters<RequestListener>[1]) => res.end('{"id":'),
  ],
  ['no response within the limit', () => {}],
])('%s is NoAnswer', async (_, listener) => {
  await against(listener as RequestListener, async (origin) => {
    expect(await caught(request(`${origin}/api/a`, { timeoutMs: 200 }))).toBeInstanceOf(NoAnswer);
  });
});

test('an aborted request throws the signal’s reason, not NoAnswer', async () => {
  await against(
    () => {},
    async (origin) => {
      const controller = new AbortController();
      const pending = caught(request(`${origin}/api/a`, { signal: controller.signal }));
      controller.abort(new Error('left the page'));
      expect(await pending).toEqual(new Error('left the page'));
    },
  );
});

test('a key is a version 4 UUID, also where randomUUID doesn’t exist', () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(newIdempotencyKey()).toMatch(uuid);
  const own = Object.getOwnPropertyDescriptor(crypto, 'randomUUID');
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
  try {
    expect(newIdempotencyKey()).toMatch(uuid);
  } finally {
    if (own) Object.defineProperty(crypto, 'randomUUID', own);
    else Reflect.deleteProperty(crypto, 'randomUUID');
  }
});
