/** A client that goes away in the middle is no failure of ours; a failure of ours stays one. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { afterAll, expect, it } from 'vitest';
import { buildPercentages } from '../../../test/factories/consignors.ts';
import { buildListing } from '../../../test/factories/listings.ts';
import { eventually, Fan } from '../../../test/fan.ts';
import { somebody } from '../../../test/people.ts';
import { startTestApp } from '../../../test/runningApp.ts';
import { isClientGone } from './clientGone.ts';

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** What the end of an answer that streams `source` is taken for, while its reader does `read`. */
async function endOf(source: Readable, leaves: boolean): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = createServer((req, res) => {
    pipeline(source, res, (error) => resolve(isClientGone(error, { req, res })));
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((listening) => server.once('listening', listening));
  const asked = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }, (answer) => {
    answer.on('error', () => {});
    answer.once('data', () => leaves && asked.destroy());
  });
  asked.on('error', () => {});
  asked.end();
  return promise;
}

const lost = (code: string) => Object.assign(new Error('the connection was lost'), { code });
async function* endless() {
  for (;;) yield 'a line of a file\n'.repeat(1_000);
}
async function* failing(error: Error) {
  yield 'a line of a file\n';
  throw error;
}

it('the reader leaves in the middle of a file', async () => {
  expect(await endOf(Readable.from(endless()), true)).toBe(true);
});

it.each(['ECONNRESET', 'EPIPE', 'XX000'])('a file whose source fails with %s is ours', async (code) => {
  expect(await endOf(Readable.from(failing(lost(code))), false)).toBe(false);
});

it('a source that is closed before its end is ours', async () => {
  const source = new Readable({ read() {} });
  source.push('a line of a file\n');
  setImmediate(() => source.destroy());
  expect(await endOf(source, false)).toBe(false);
});

interface Line {
  level: number;
  msg: string;
  path?: string;
  status?: number;
}

it('uploads, bodies and live pages that are left are told at debug, and count as 499', async () => {
  const lines: Line[] = [];
  const to = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const app = await startTestApp({ LOG_LEVEL: 'debug' }, undefined, undefined, to);
  try {
    await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
    const { who: staff } = await somebody(app, ['staff']);
    const fan = new Fan(app);
    const held = await fan.hold((await buildListing(app.context)).id, 1);
    /** Sends the head and a part of the body, and leaves once the server reads it. */
    const leaveBody = async (address: string, who: Fan, type: string) => {
      const path = address.split('?')[0];
      const before = lines.length;
      const told = () => lines.slice(before).filter((line) => line.path === path);
      const headers = {
        ...{ 'content-type': type, 'content-length': '100000', origin: app.url },
        ...{ cookie: who.cookieLine(), 'idempotency-key': crypto.randomUUID() },
      };
      const asked = request(`${app.url}${address}`, { method: 'POST', headers });
      asked.on('error', () => {});
      asked.write('{"email": "', () => setImmediate(() => asked.destroy()));
      await eventually(`${path} is told`, async () => told().some(({ msg }) => msg === 'request'));
      const [first, ...others] = told();
      expect(first).toMatchObject({ level: 20, msg: 'the client went away' });
      expect(others.at(-1)).toMatchObject({ level: 20, msg: 'request', status: 499 });
    };
    await leaveBody('/api/session', fan, 'application/json');
    const listing = await buildListing(app.context);
    const query = new URLSearchParams({ consignorId: listing.consignorId, fileName: 'a.csv' });
    await leaveBody(`/api/admin/imports?${query}`, staff, 'text/csv');

    const path = `/api/reservations/${held.body.id}/stream`;
    const followed = request(`${app.url}${path}`, { headers: { cookie: fan.cookieLine() } }, (answer) => {
      answer.on('error', () => {});
      answer.once('data', () => followed.destroy());
    });
    followed.on('error', () => {});
    followed.end();
    await eventually('the live page is told', async () =>
      lines.some((line) => line.path === path && line.msg === 'the client went away'),
    );
    expect(lines.filter(({ level }) => level >= 40)).toEqual([]);
  } finally {
    await app.close();
  }
});
