/**
 * Server-sent events: each web process reads what its pages follow, a few times a second, once for all of them. What it costs
 * grows with what is looked at, never with how many look.
 * Not by NOTIFY: PostgreSQL serializes the commits of transactions that notify, so every hold would wait for every other.
 */
import { PassThrough } from 'node:stream';
import type { Logger } from '../logging.ts';
import { Problem } from '../problem.ts';
import type { Ctx } from './context.ts';

/** Milliseconds. An event, not a comment: a page that hears nothing for longer knows that its connection is gone. */
const sayAliveEveryMs = 15_000;
/** Streams end after this time, so that the process can stop; browsers reconnect by themselves. */
const longestStreamMs = 30 * 60 * 1000;
/** Bytes that a browser may leave unread. Who reads slower than things change is cut off, connects again and begins anew. */
const mostUnread = 1024 * 1024;
/** Streams of one process: one more is refused, and its page polls. */
const mostStreams = 5_000;

/** One message of a stream. */
export interface StreamEvent {
  event: string;
  /** Sent as JSON. */
  data: unknown;
}

/** The streams of one kind of page. A topic names what a page follows. */
export interface StreamHub {
  /**
   * Answers a request with the messages of a topic, the first at once.
   * @throws Problem `overloaded` above the limit of streams
   */
  follow(ctx: Ctx, topic: string): void;
  close(): void;
}

/** What a kind of live page is. */
export interface LivePages<State> {
  /** Milliseconds between two looks. */
  lookEveryMs: number;
  /** How the topics stand now. The same object or text means that nothing changed. A topic that is left out stays as it was. */
  look(topics: string[]): Promise<ReadonlyMap<string, State>>;
  /**
   * What tells a follower of a change.
   * @param before what it was told last; undefined: nothing yet
   * @returns null where there is nothing to tell
   */
  tell(before: State | undefined, now: State): StreamEvent | null;
  log: Logger;
}

/** Opens the streams of one kind of page. */
export function createStreamHub<State>({ lookEveryMs, look, tell, log }: LivePages<State>): StreamHub {
  const followers = new Map<string, Map<PassThrough, State | undefined>>();
  let open = 0;
  let looking = false;
  /** Somebody began to follow while a look was under way that may not have known of them. */
  let again = false;

  /** Followers who know the same are told in the same words: made once. */
  function tellAll(streams: Map<PassThrough, State | undefined>, now: State): void {
    const texts = new Map<State | undefined, string>();
    for (const [stream, before] of streams) {
      if (stream.writableLength > mostUnread) {
        stream.destroy();
        continue;
      }
      let text = texts.get(before);
      if (text === undefined) {
        const message = tell(before, now);
        text = message ? `event: ${message.event}\ndata: ${JSON.stringify(message.data)}\n\n` : '';
        texts.set(before, text);
      }
      streams.set(stream, now);
      if (text !== '') stream.write(text);
    }
  }

  async function lookAll(): Promise<void> {
    if (looking) again = true;
    if (looking || followers.size === 0) return;
    looking = true;
    again = false;
    try {
      const states = await look([...followers.keys()]);
      for (const [topic, streams] of followers) {
        const now = states.get(topic);
        if (now !== undefined) tellAll(streams, now);
      }
    } catch (error) {
      log.warn({ err: error }, 'live pages could not be updated');
    } finally {
      looking = false;
    }
    if (again) void lookAll();
  }
  const looks = setInterval(lookAll, lookEveryMs);
  const alive = setInterval(() => {
    for (const streams of followers.values())
      for (const stream of streams.keys()) stream.write('event: alive\ndata: 1\n\n');
  }, sayAliveEveryMs);

  return {
    follow(ctx, topic) {
      if (open >= mostStreams)
        throw new Problem('overloaded', 'Too many pages are followed live. Ask again in a few seconds.');
      const stream = new PassThrough();
      const streams = followers.get(topic) ?? new Map<PassThrough, State | undefined>();
      streams.set(stream, undefined);
      followers.set(topic, streams);
      open += 1;
      const end = setTimeout(() => stream.end(), longestStreamMs);
      stream.on('close', () => {
        clearTimeout(end);
        open -= 1;
        streams.delete(stream);
        if (streams.size === 0 && followers.get(topic) === streams) followers.delete(topic);
      });
      stream.write('retry: 1000\n\n');
      ctx.set({
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-cache, no-transform',
        'X-Accel-Buffering': 'no',
      });
      ctx.status = 200;
      ctx.body = stream;
      void lookAll();
    },
    close() {
      clearInterval(looks);
      clearInterval(alive);
      for (const streams of followers.values()) for (const stream of streams.keys()) stream.end();
    },
  };
}
