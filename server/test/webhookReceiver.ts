/** Somebody else's endpoint: it keeps what it gets, and answers as the test says. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What it got. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** How it answers: a status, or one with a text; `never` doesn't. */
export type Answering =
  | number
  | { status: number; text?: string; headers?: Record<string, string> }
  | 'never';

/** A running endpoint. */
export interface Receiver {
  url: string;
  received: Received[];
  answers(how: Answering): void;
  close(): void;
}

/** Starts one that takes everything. */
export async function startReceiver(): Promise<Receiver> {
  let how: Answering = 204;
  const received: Received[] = [];
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk) => {
      body += chunk;
    });
    req.on('end', () => {
      received.push({ headers: req.headers, body });
      if (how === 'never') return;
      const { status, text = '', headers = {} } = typeof how === 'number' ? { status: how } : how;
      res.writeHead(status, headers).end(text);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answers(next) {
      how = next;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
