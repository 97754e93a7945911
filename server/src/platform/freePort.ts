import { createServer } from 'node:net';

/** Ports to look among: from the first, and below the last. */
export interface PortRange {
  from: number;
  until: number;
}

/**
 * All that `freePort` looks among: below those that systems give to outgoing connections (Linux from 32768, others from
 * 49152), so that none takes it between the look and its use; above 10080, the last that browsers refuse.
 * Source: "bad port" of https://fetch.spec.whatwg.org/#port-blocking.
 */
export const freePorts: PortRange = { from: 10_100, until: 32_768 };

/** What this process drew already: perhaps nobody listens there yet. */
const drawn = new Set<number>();

/**
 * A port of this machine on which nobody listens, never the same one twice. Chosen at random, so that two processes that look
 * at the same time find two.
 * @throws Error when a hundred draws found none
 */
export async function freePort({ from, until }: PortRange = freePorts): Promise<number> {
  for (let draws = 0; draws < 100; draws++) {
    const port = from + Math.floor(Math.random() * (until - from));
    if (drawn.has(port)) continue;
    drawn.add(port);
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
