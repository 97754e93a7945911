/** Security headers on every kind of answer, and which origins may change something. */
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { describe, expect, onTestFinished } from 'vitest';
import {
  keepSecurityHeaders,
  makeSecurityHeaders,
  setSecurityHeaders,
} from '../../src/platform/http/index.ts';
import { buildEvent } from '../factories/catalog.ts';
import { buildListing } from '../factories/listings.ts';
import { Fan } from '../fan.ts';
import { it } from '../fixtures.ts';
import type { TestApp } from '../runningApp.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});

/** Alike everywhere; the Content-Security-Policy differs by the part of the site, but is never missing. */
const alike = [
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'x-dns-prefetch-control',
  'x-permitted-cross-domain-policies',
];

async function headersOf(path: string, init: RequestInit = {}) {
  const { status, headers, body } = await fetch(app.url + path, { redirect: 'manual', ...init });
  await body?.cancel();
  return { status, headers };
}

describe('security headers', () => {
  it('are the same on pages, assets, data, errors, redirects, 304 and unknown addresses', async () => {
    await buildEvent(app.context);
    const home = await (await fetch(`${app.url}/`)).text();
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(home)?.[1] ?? '';
    const backOffice = await (await fetch(`${app.url}/admin/`)).text();
    const adminScript = /src="(\/admin\/assets\/[^"]+\.js)"/.exec(backOffice)?.[1] ?? '';
    const etag = (await headersOf('/sell')).headers.get('etag') ?? '';
    const json = { 'content-type': 'application/json' };
    const answers: Array<[number, string, RequestInit?]> = [
      [200, '/'],
      [200, '/sell'],
      [304, '/sell', { headers: { 'if-none-match': etag } }],
      [200, script],
      [404, '/assets/gone.js'],
      [404, '/nowhere'],
      [200, '/robots.txt'],
      [200, '/sitemap.xml'],
      [302, '/admin'],
      [200, '/admin/'],
      [200, adminScript],
      [404, '/admin/assets/gone.js'],
      [200, '/api/events'],
      [200, '/api/events', { method: 'HEAD' }],
      [200, '/api/events', { headers: { 'accept-encoding': 'gzip' } }],
      [401, '/api/admin/listings'],
      [404, '/api/nowhere'],
      [422, '/api/events?page=x'],
      [400, '/api/session', { method: 'POST', body: '{', headers: json }],
      [
        403,
        '/api/session',
        { method: 'POST', body: '{}', headers: { ...json, origin: 'https://evil.example' } },
      ],
      [400, '/api/webhooks/stripe', { method: 'POST', body: '{}' }],
      [204, '/api/session', { method: 'DELETE' }],
      [302, '/api/docs'],
      [200, '/api/docs/'],
      [200, '/api/docs/problems'],
      [200, '/api/openapi.json'],
      [200, '/health'],
      [401, '/health/ready'],
      [401, '/metrics'],
    ];
    const expected = (await headersOf('/')).headers;
    for (const name of alike) expect(expected.get(name), name).toBeTruthy();
    for (const [status, path, init] of answers) {
      const answer = await headersOf(path, init);
      expect(answer.status, path).toBe(status);
      for (const name of alike) expect(answer.headers.get(name), `${path} ${name}`).toBe(expected.get(name));
      const policy = answer.headers.get('content-security-policy');
      expect(policy, path).toMatch(/default-src '(self|none)'/);
      for (const part of ['frame-ancestors', 'object-src', 'base-uri'])
        expect(policy, path).toContain(`${part} 'none'`);
      expect(policy, path).not.toContain("script-src 'unsafe");
      expect(answer.headers.get('x-powered-by'), path).toBeNull();
    }
  });

  it('are kept where the server answers a failure by itself and strips every other header', async () => {
    const headers = await makeSecurityHeaders([], true, null);
    const koa = new Koa();
    koa.on('error', (error, ctx) => keepSecurityHeaders(headers, error, ctx.path));
    koa.use(setSecurityHeaders(headers));
    koa.use(() => {
      throw new Error('nothing expected this');
    });
    const server = koa.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    for (const [path, part] of [
      ['/', headers.storefront],
      ['/admin/', headers.admin],
      ['/api/events', headers.api],
    ] as const) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      expect(answer.status).toBe(500);
      for (const [name, value] of Object.entries(part))
        expect(answer.headers.get(name), `${path} ${name}`).toBe(value);
    }
  });

  it('are on a stream', async () => {
    const fan = new Fan(app);
    const { id } = (await fan.hold((await buildListing(app.context)).id, 1)).body;
    const stop = new AbortController();
    const stream = await fan.open(`/reservations/${id}/stream`, stop.signal);
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    for (const name of [...alike, 'content-security-policy'])
      expect(stream.headers.get(name), name).toBeTruthy();
    stop.abort();
  });
});

it('a browser that came over https is told to stay there, subdomains included, for a year', async () => {
  const headers = await makeSecurityHeaders([], true, null);
  for (const part of Object.values(headers))
    expect(part['Strict-Transport-Security']).toBe('max-age=31536000; includeSubDomains');
});

describe('what comes from another site', () => {
  /** fetch sets Host and Sec-Fetch-Site itself, so this is sent by hand. */
  const send = (headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(app.url);
      const asked = request(
        { hostname, port, method: 'DELETE', path: '/api/session', headers },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      asked.on('error', reject);
      asked.end();
    });

  it('is measured by the public address, whatever Host says', async () => {
    const { port, origin } = new URL(app.url);
    expect(await send({ origin })).toBe(204);
    expect(await send({ origin: `http://localhost:${port}` })).toBe(204);
    expect(await send({})).toBe(204);
    const evil = { host: 'evil.example', origin: 'http://evil.example' };
    expect(await send(evil)).toBe(403);
    expect(await send({ ...evil, 'sec-fetch-site': 'same-origin' })).toBe(403);
    expect(await send({ origin, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await send({ origin, 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await send({ origin: `https://127.0.0.1:${port}` })).toBe(403);
    expect(await send({ origin: 'http://localhost:1' })).toBe(403);
  });
});
