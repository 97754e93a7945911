/**
 * Live pages: each web process reads what its listeners follow, a few times a second, in one query for all of them.
 * Not by NOTIFY: PostgreSQL serialises the commits of notifying transactions (engine.md).
 */
import { PassThrough } from 'node:stream';
import type { streamMessage } from '@holdfast/shared/reservations';
import type { z } from 'zod';
import type { Logger } from '../platform/logging.ts';

export type StreamMessage = z.infer<typeof streamMessage>;

/** Milliseconds. */
const lookEveryMs = 250;
const sayAliveEveryMs = 15_000;
/** Streams end after this time, so that the process can stop; browsers reconnect by themselves. */
const longestStreamMs = 30 * 60 * 1000;

export interface StreamHub {
  follow(reservationId: string): PassThrough;
  close(): void;
}

/** @param read the states of reservations, by their ids */
export function createStreamHub(
  read: (reservationIds: string[]) => Promise<Map<string, StreamMessage>>,
  log: Logger,
): StreamHub {
  const followers = new Map<string, Map<PassThrough, string>>();
  let looking = false;

  async function look(): Promise<void> {
    if (looking || followers.size === 0) return;
    looking = true;
    try {
      const states = await read([...followers.keys()]);
      for (const [id, streams] of followers) {
        const text = JSON.stringify(states.get(id) ?? null);
        for (const [stream, lastSent] of streams) {
          if (lastSent === text) continue;
          streams.set(stream, text);
          stream.write(`event: state\ndata: ${text}\n\n`);
        }
      }
    } catch (error) {
      log.warn({ err: error }, 'live pages could not be updated');
    } finally {
      looking = false;
    }
  }
  const looks = setInterval(look, lookEveryMs);
  const alive = setInterval(() => {
    for (const streams of followers.values())
      for (const stream of streams.keys()) stream.write(': alive\n\n');
  }, sayAliveEveryMs);

  return {
    follow(reservationId) {
      const stream = new PassThrough();
      const streams = followers.get(reservationId) ?? new Map<PassThrough, string>();
      streams.set(stream, '');
      followers.set(reservationId, streams);
      const end = setTimeout(() => stream.end(), longestStreamMs);
      stream.on('close', () => {
        clearTimeout(end);
        streams.delete(stream);
        if (streams.size === 0) followers.delete(reservationId);
      });
      stream.write('retry: 1000\n\n');
      void look();
      return stream;
    },
    close() {
      clearInterval(looks);
      clearInterval(alive);
      for (const streams of followers.values()) for (const stream of streams.keys()) stream.end();
    },
  };
}
