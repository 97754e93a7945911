import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StoredResponse } from './storedResponse.ts';

const page = `<!doctype html><p>${'Seats. '.repeat(400)}`;
const stored = new StoredResponse(200, 'text/html; charset=utf-8', page, 'no-cache', { 'x-guard': 'yes' });
let server: Server;

beforeAll(async () => {
  server = createServer((req, res) => stored.send(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
});

function ask(headers: Record<string, string>, method = 'GET') {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
    (resolve, reject) => {
      const asked = request({ port, host: '127.0.0.1', method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      });
      asked.on('error', reject);
      asked.end();
    },
  );
}

test.each([
  ['gzip, deflate, br', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ['identity', undefined, (body: Buffer) => body],
] as const)('accepting %s gets %s', async (accepted, encoding, unpack) => {
  const { headers, body } = await ask({ 'accept-encoding': accepted });
  expect(headers['content-encoding']).toBe(encoding);
  expect(headers.vary).toBe('accept-encoding');
  expect(unpack(body).toString()).toBe(page);
});

test('a matching etag gets a 304 with the same headers and no body', async () => {
  const { headers: first } = await ask({});
  const { status, headers, body } = await ask({ 'if-none-match': `"other", ${first.etag}` });
  expect({ status, bytes: body.length, guard: headers['x-guard'] }).toEqual({
    status: 304,
    bytes: 0,
    guard: 'yes',
  });
});

test('HEAD sends the headers of GET without the body', async () => {
  const { headers, body } = await ask({}, 'HEAD');
  expect(headers['content-length']).toBe(String(Buffer.byteLength(page)));
  expect(body).toHaveLength(0);
});

test('a 404 page is never answered with 304', async () => {
  const missing = new StoredResponse(404, 'text/html', 'nothing', 'no-cache', {});
  const other = createServer((req, res) => missing.send(req, res));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}`, { headers: { 'if-none-match': '*' } });
  other.close();
  expect(response.status).toBe(404);
});
