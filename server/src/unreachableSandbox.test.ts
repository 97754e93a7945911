import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { startTestApp } from '../test/runningApp.ts';
import { unreachableSandbox } from './unreachableSandbox.ts';

it.each([
  ['http://localhost:3000', 'http://localhost:3001', null],
  ['http://localhost:3000', 'http://127.0.0.1:3001', null],
  ['https://tickets.example.com', null, null],
  ['https://tickets.example.com', 'https://pay.example.com', null],
  ['http://192.168.1.5:3000', 'http://192.168.1.5:3001', null],
  ['https://tickets.example.com', 'http://localhost:3001', /their own machine .*SANDBOX_PUBLIC_URL/],
  ['http://192.168.1.5:3000', 'http://127.0.0.1:3001', /their own machine/],
  ['https://tickets.example.com', 'http://pay.example.com', /refuse from a shop over https/],
])('of a shop at %s, the sandbox at %s: %s', (shop, sandbox, why) => {
  const said = unreachableSandbox(shop, sandbox);
  if (why === null) expect(said).toBeNull();
  else expect(said).toMatch(why);
});

it('is said at the start', async () => {
  let said = '';
  const log = new PassThrough().on('data', (text: Buffer) => {
    said += String(text);
  });
  const env = { PUBLIC_URL: 'https://tickets.example.com', DEMO: '0', LOG_LEVEL: 'warn' };
  const app = await startTestApp(env, undefined, undefined, log);
  await app.close();
  expect(said).toContain('Set SANDBOX_PUBLIC_URL');
});
