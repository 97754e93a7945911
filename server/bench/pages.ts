/** The storefront's pages compared with a Koa hello world on the same machine. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { Connection, encode, type LoadResult, load } from './load.ts';

/** Starts the Koa hello world. */
export async function startHelloWorld(): Promise<{ port: number; stop(): Promise<void> }> {
  const app = new Koa();
  app.use((ctx) => {
    ctx.body = 'Hello World';
  });
  const server: Server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Measures one page. */
export function pageLoad(port: number, path: string, seconds: number, headers = ''): Promise<LoadResult> {
  const request = encode({ method: 'GET', path, headers: `accept-encoding: gzip\r\n${headers}` });
  return load(port, 64, seconds, () => request);
}

/** Every request has an address that wasn't requested before, so that the page is rendered. */
export function uncachedLoad(port: number, path: string, seconds: number): Promise<LoadResult> {
  let count = 0;
  return load(port, 16, seconds, () =>
    encode({
      method: 'GET',
      path: `${path}?q=zz${process.pid}x${count++}`,
      headers: 'accept-encoding: gzip\r\n',
    }),
  );
}

/** The ETag of a page. */
export async function etagOf(port: number, path: string): Promise<string> {
  const connection = await Connection.open(port);
  const { headers } = await connection.send(
    encode({ method: 'GET', path, headers: 'accept-encoding: gzip\r\n' }),
  );
  connection.close();
  const match = /\r\netag: (\S+)/i.exec(headers);
  if (!match) throw new Error(`${path} has no ETag`);
  return match[1] as string;
}
