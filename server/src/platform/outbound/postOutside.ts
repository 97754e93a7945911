/**
 * One POST to an address that somebody else gave. It goes to the public Internet alone: the address is checked when the connection is
 * made, so that a name can't lead elsewhere between the check and the call. Redirects are answers like others, and aren't followed.
 */
import { lookup as lookUp } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './publicAddress.ts';

/** What is sent, and within which bounds. */
export interface OutsidePost {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Milliseconds for all of it. */
  timeoutMs: number;
  /** Bytes of the answer that are read. */
  mostBytes: number;
  /** Of the network beside us too, and without TLS: for development. */
  allowsPrivate: boolean;
  signal?: AbortSignal;
}

/** What came back. */
export interface OutsideAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** No answer came; the message says why, for whoever gave the address. */
export class NoOutsideAnswer extends Error {
  override readonly name = 'NoOutsideAnswer';
}

const notPublic = (host: string) =>
  new NoOutsideAnswer(`${host} isn’t an address of the public Internet. Nothing was sent.`);

/** The system's resolver, but for names that lead to an address that isn't public: one such is enough. */
const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
      return callback(notPublic(hostname), '', 0);
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};

/** @throws NoOutsideAnswer, also when the signal aborts it */
export async function postOutside(post: OutsidePost): Promise<OutsideAnswer> {
  const url = new URL(post.url);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (!post.allowsPrivate) {
    if (url.protocol !== 'https:')
      throw new NoOutsideAnswer('The address has no https. Nothing was sent; change it to one that has.');
    // No name is looked up for these.
    if (isIP(host) !== 0 && !isPublicAddress(host)) throw notPublic(host);
  }
  const deadline = AbortSignal.timeout(post.timeoutMs);
  const signal = post.signal ? AbortSignal.any([deadline, post.signal]) : deadline;
  try {
    return await send(url, post, signal);
  } catch (error) {
    if (error instanceof NoOutsideAnswer) throw error;
    throw new NoOutsideAnswer(
      deadline.aborted
        ? `No answer within ${post.timeoutMs / 1000} s.`
        : wordsOf(error as NodeJS.ErrnoException),
      { cause: error },
    );
  }
}

function send(url: URL, { headers, body, mostBytes, allowsPrivate }: OutsidePost, signal: AbortSignal) {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise<OutsideAnswer>((resolve, reject) => {
    const asked = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      // A connection of its own, made to the address that was checked.
      agent: false,
      signal,
      ...(allowsPrivate ? {} : { lookup: lookUpPublic }),
    });
    asked.once('error', reject);
    asked.once('response', (answer) => readAnswer(answer, mostBytes).then(resolve, reject));
    asked.end(body);
  });
}

/** Reads an answer as far as it is kept; what is longer is cut off with its connection. */
async function readAnswer(answer: IncomingMessage, mostBytes: number): Promise<OutsideAnswer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size >= mostBytes) break;
  }
  answer.destroy();
  return {
    status: answer.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name, String(value).slice(0, 500)]),
    ),
    // PostgreSQL keeps no NUL, and what is cut within a character isn't one.
    text: Buffer.concat(parts)
      .subarray(0, mostBytes)
      .toString('utf8')
      .replaceAll('\u0000', '')
      .toWellFormed(),
  };
}

const words: Readonly<Record<string, string>> = {
  ENOTFOUND: 'There is no such host.',
  EAI_AGAIN: 'Its name couldn’t be looked up.',
  ECONNREFUSED: 'It takes no connections.',
  ECONNRESET: 'It broke the connection off.',
  EHOSTUNREACH: 'It can’t be reached.',
  ETIMEDOUT: 'It can’t be reached.',
};

const wordsOf = ({ code = '', message }: NodeJS.ErrnoException): string =>
  words[code] ?? `The connection failed: ${message.slice(0, 200)}.`;
