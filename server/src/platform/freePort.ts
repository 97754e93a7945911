import { createServer } from 'node:net';

/**
 * Where a port is looked for: below those that systems give to outgoing connections (Linux from 32768, others from
 * 49152), so that none takes it between the look and its use; above 10080, the last that browsers refuse.
 * Source: "bad port" of https://fetch.spec.whatwg.org/#port-blocking.
 */
const from = 10_100;
const until = 32_768;

/**
 * A port of this machine on which nobody listens. Chosen at random, so that two processes that look at the same time find two.
 * @throws Error when a hundred draws found none
 */
export async function freePort(): Promise<number> {
  for (let draws = 0; draws < 100; draws++) {
    const port = from + Math.floor(Math.random() * (until - from));
    if (await isFree(port)) return port;
  }
  throw new Error(`No port between ${from} and ${until - 1} is free. Stop what runs there.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
