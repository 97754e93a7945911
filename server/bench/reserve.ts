/** Reserve over HTTP: 64 connections, durable commits, each request from a new fan with a new key. */
import { encode, type LoadResult, load } from './load.ts';

let requestCount = 0;

/** Measures reservations. */
export function reserveLoad(
  port: number,
  listingIds: string[],
  seconds: number,
  connections = 64,
): Promise<LoadResult> {
  return load(port, connections, seconds, () => {
    const listingId = listingIds[requestCount % listingIds.length] as string;
    return encode({
      method: 'POST',
      path: '/api/reservations',
      headers: `idempotency-key: bench-${process.pid}-${++requestCount}\r\n`,
      body: `{"items":[{"listingId":"${listingId}","quantity":1}]}`,
    });
  });
}
