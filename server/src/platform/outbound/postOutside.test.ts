/** Calls to addresses that others give: the public Internet alone, checked at the connection, without following where they point. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type OutsidePost, postOutside } from './postOutside.ts';
import { isPublicAddress } from './publicAddress.ts';

const post = (url: string, more: Partial<OutsidePost> = {}) =>
  postOutside({
    url,
    headers: { 'content-type': 'application/json' },
    body: '{}',
    timeoutMs: 5_000,
    mostBytes: 100,
    allowsPrivate: false,
    ...more,
  });
const refusal = (url: string, more: Partial<OutsidePost> = {}) =>
  post(url, more).then(
    ({ status }) => `answered ${status}`,
    (error: Error) => `${error.name}: ${error.message}`,
  );

/** Runs a test against a server of this machine that counts what reaches it. */
async function against(
  listener: RequestListener,
  run: (port: number, reached: () => number) => Promise<void>,
): Promise<void> {
  let count = 0;
  const server = createServer((req, res) => {
    count++;
    listener(req, res);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    await run((server.address() as AddressInfo).port, () => count);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '100.127.255.255',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '198.18.0.1',
  '::',
  '::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  '2001:db8::1',
  'localhost',
  '',
])('%s isn’t public', (address) => expect(isPublicAddress(address)).toBe(false));

it.each([
  '8.8.8.8',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '2606:4700:4700::1111',
  '2a00:1450::1',
])('%s is', (address) => expect(isPublicAddress(address)).toBe(true));

describe('a call to an address of others', () => {
  it('never reaches what stands beside us, however it is written', async () => {
    await against(
      (_req, res) => res.end('secret'),
      async (port, reached) => {
        for (const host of [
          '127.0.0.1',
          'localhost',
          '2130706433',
          '0x7f.1',
          '017700000001',
          '127.1',
          '[::1]',
          '[::ffff:127.0.0.1]',
          '0',
        ])
          expect([host, await refusal(`https://${host}:${port}/`)]).toEqual([
            host,
            expect.stringMatching(/^NoOutsideAnswer: .* isn’t an address of the public Internet/),
          ]);
        expect(await refusal(`http://127.0.0.1:${port}/`)).toContain('has no https');
        expect(reached()).toBe(0);
      },
    );
  });

  it('doesn’t follow a redirect, keeps no more of an answer than it may, and says why none came', async () => {
    await against(
      (req, res) => {
        if (req.url === '/elsewhere') return res.writeHead(307, { location: '/secret' }).end();
        if (req.url === '/long') return res.end('é'.repeat(100_000));
        if (req.url === '/never') return undefined;
        if (req.url === '/broken') return req.socket.destroy();
        return res.writeHead(418).end('a\u0000b');
      },
      async (port, reached) => {
        const here = (path: string, more: Partial<OutsidePost> = {}) =>
          post(`http://127.0.0.1:${port}${path}`, { allowsPrivate: true, ...more });
        expect(await here('/elsewhere')).toMatchObject({ status: 307, headers: { location: '/secret' } });
        expect(reached()).toBe(1);
        expect((await here('/long')).text).toBe('é'.repeat(50));
        expect(await here('/')).toMatchObject({ status: 418, text: 'ab' });
        await expect(here('/never', { timeoutMs: 100 })).rejects.toThrow('No answer within 0.1 s.');
        await expect(here('/broken')).rejects.toThrow('It broke the connection off.');
        await expect(here('/never', { signal: AbortSignal.abort() })).rejects.toThrow(/connection failed/);
      },
    );
    expect(await refusal('https://nobody.invalid/')).toMatch(/There is no such host|couldn’t be looked up/);
  });
});
