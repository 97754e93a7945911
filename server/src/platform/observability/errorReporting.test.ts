/** Reports to a server that speaks as Sentry does. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { createLogger } from '../logging.ts';
import { openErrorReporting } from './index.ts';

it('what is logged as an error is reported with ids of ours, and nothing of people', async () => {
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    received.push(await text(request));
    response.end('{}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const log = createLogger('error', 'web');
  log.error({ err: new Error('before it is on') }, 'request failed');
  const close = await openErrorReporting(`http://key@127.0.0.1:${port}/1`, 'web');
  const facts = { requestId: 'req_1', path: '/api/reservations', email: 'helen@example.com' };
  log.warn({ err: new Error('only a warning'), ...facts }, 'slow');
  log.error({ err: new Error('the seat map is gone'), ...facts }, 'request failed');
  await close();
  log.error({ err: new Error('after it is off') }, 'request failed');
  await new Promise((resolve) => server.close(resolve));
  const told = received.join('\n');
  expect(told).toContain('the seat map is gone');
  expect(told).toContain('"requestId":"req_1"');
  expect(told).toContain('"role":"web"');
  expect(told).not.toContain('helen');
  expect(told).not.toContain('only a warning');
  expect(told).not.toMatch(/before it is on|after it is off/);
});
