import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { expect, it } from 'vitest';
import { csvOf } from '../spreadsheets/index.ts';
import { compressed } from './compressed.ts';

/** A file of so many lines, whose source then fails or ends. */
async function read(lines: number, fails: boolean): Promise<string> {
  const app = new Koa();
  app.on('error', () => {}); // What fails here fails by intent.
  app.use(compressed());
  app.use((ctx) => {
    async function* source() {
      for (let line = 0; line < lines; line++) yield [`line ${line}`];
      if (fails) throw new Error('the database is gone');
    }
    ctx.type = 'text/csv';
    ctx.body = csvOf(['Head'], source());
  });
  const server = app.listen(0);
  try {
    const { port } = server.address() as AddressInfo;
    return await (await fetch(`http://127.0.0.1:${port}/`)).text();
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it('a file comes whole', async () => {
  expect((await read(5_000, false)).trim().split('\r\n')).toHaveLength(5_001);
});

it.each([0, 1, 5_000])('a file that fails after %i lines is broken off, and nobody waits', async (lines) => {
  await expect(read(lines, true)).rejects.toThrow(/terminated|fetch failed/);
});
