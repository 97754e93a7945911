/**
 * Load by keep-alive connections on raw sockets, one request at a time on each: it must cost little CPU,
 * because it shares the machine with what it measures.
 */
import { connect, type Socket } from 'node:net';

/** A response. */
export interface Answer {
  status: number;
  headers: string;
  body: string;
}

/** The result of a measurement. */
export interface LoadResult {
  /** Responses per second. */
  rate: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  answers: number;
  statuses: Map<number, number>;
}

/** A request. */
export interface Request {
  method: string;
  path: string;
  headers?: string;
  body?: string;
}

/** Encodes a request once for many uses. */
export function encode({ method, path, headers = '', body }: Request): string {
  const length =
    body === undefined
      ? ''
      : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  return `${method} ${path} HTTP/1.1\r\nhost: bench\r\n${headers}${length}\r\n${body ?? ''}`;
}

/** One connection: sends a request and waits for the complete response. */
export class Connection {
  #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #waiting: ((answer: Answer) => void) | null = null;
  #fail: ((error: Error) => void) | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#fail?.(error));
    socket.on('close', () => this.#fail?.(new Error('the server closed the connection')));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' }, () => resolve(new Connection(socket)));
      socket.once('error', reject);
    });
  }

  send(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = resolve;
      this.#fail = reject;
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#fail = null;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const headers = this.#received.toString('latin1', 0, end);
    const status = Number(headers.slice(9, 12));
    const match = /\r\ncontent-length: (\d+)/i.exec(headers);
    const length = status === 304 ? 0 : match ? Number(match[1]) : chunkedLength(this.#received, end + 4);
    if (length === null || this.#received.length < end + 4 + length) return;
    const body = this.#received.toString('utf8', end + 4, end + 4 + length);
    this.#received = this.#received.subarray(end + 4 + length);
    const resolve = this.#waiting;
    this.#waiting = null;
    resolve?.({ status, headers, body });
  }
}

/** A chunked body ends with its empty chunk. */
function chunkedLength(received: Buffer, from: number): number | null {
  const end = received.indexOf('0\r\n\r\n', from);
  return end < 0 ? null : end + 5 - from;
}

/**
 * Runs connections in a closed loop.
 * @param next the next request of a connection; null stops it
 * @param seconds at most
 */
export async function load(
  port: number,
  connections: number,
  seconds: number,
  next: (connection: number) => string | null,
  look?: (answer: Answer, connection: number) => void,
): Promise<LoadResult> {
  const opened = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
  const latencies: number[] = [];
  const statuses = new Map<number, number>();
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  await Promise.all(
    opened.map(async (connection, index) => {
      while (performance.now() < endsAt) {
        const request = next(index);
        if (request === null) break;
        const sentAt = performance.now();
        const answer = await connection.send(request);
        latencies.push(performance.now() - sentAt);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        look?.(answer, index);
      }
    }),
  );
  const elapsed = (performance.now() - startedAt) / 1000;
  for (const connection of opened) connection.close();
  latencies.sort((a, b) => a - b);
  const at = (part: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? 0;
  return {
    rate: latencies.length / elapsed,
    p50: at(0.5),
    p99: at(0.99),
    answers: latencies.length,
    statuses,
  };
}
