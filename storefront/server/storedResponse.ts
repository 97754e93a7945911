import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib';

/** Header fields by name. */
export type Headers = Readonly<Record<string, string>>;
type Encoding = 'br' | 'gzip' | 'identity';

/** Bytes. Compressing a smaller body saves nothing. */
const minCompressedBytes = 1024;
const compressible = /^(text\/|application\/(json|javascript|xml)|image\/svg)/;
/**
 * Brotli quality of files. They are compressed once, so a slow level pays; pages live for seconds and get a
 * faster level.
 */
const fileQuality = 9;
const pageQuality = 4;

/** A response as bytes with prepared headers, written many times. */
export class StoredResponse {
  readonly bytes: number;
  readonly #status: number;
  readonly #etag: string;
  readonly #body: Buffer;
  readonly #canCompress: boolean;
  readonly #quality: number;
  readonly #common: string[];
  readonly #type: string;
  readonly #prepared = new Map<Encoding, { headers: string[]; body: Buffer }>();

  /** @param headers security headers of every response */
  constructor(status: number, type: string, body: string | Buffer, cacheControl: string, headers: Headers) {
    this.#status = status;
    this.#body = typeof body === 'string' ? Buffer.from(body) : body;
    this.bytes = this.#body.length;
    this.#type = type;
    this.#canCompress = compressible.test(type) && this.bytes >= minCompressedBytes;
    this.#quality = type.startsWith('text/html') ? pageQuality : fileQuality;
    // Weak, because the compressed bodies share it.
    this.#etag = `W/"${createHash('sha1').update(this.#body).digest('base64url')}"`;
    this.#common = ['etag', this.#etag, 'cache-control', cacheControl, ...Object.entries(headers).flat()];
    if (this.#canCompress) this.#common.push('vary', 'accept-encoding');
  }

  /** Writes the response, or a 304 if the client's etag matches. */
  send(req: IncomingMessage, res: ServerResponse): void {
    if (this.#status === 200 && matches(req.headers['if-none-match'], this.#etag)) {
      res.writeHead(304, this.#common);
      res.end();
      return;
    }
    const { headers, body } = this.#in(
      this.#canCompress ? encodingFor(req.headers['accept-encoding']) : 'identity',
    );
    res.writeHead(this.#status, headers);
    if (req.method === 'HEAD') res.end();
    else res.end(body);
  }

  /** Compresses at the first request for this encoding, then reuses it. */
  #in(encoding: Encoding): { headers: string[]; body: Buffer } {
    let form = this.#prepared.get(encoding);
    if (!form) {
      const body = this.#compressed(encoding);
      const headers = ['content-type', this.#type, 'content-length', String(body.length), ...this.#common];
      if (encoding !== 'identity') headers.push('content-encoding', encoding);
      form = { headers, body };
      this.#prepared.set(encoding, form);
    }
    return form;
  }

  #compressed(encoding: Encoding): Buffer {
    if (encoding === 'identity') return this.#body;
    if (encoding === 'gzip') return gzipSync(this.#body, { level: 6 });
    return brotliCompressSync(this.#body, { params: { [zlib.BROTLI_PARAM_QUALITY]: this.#quality } });
  }
}

function matches(given: string | undefined, etag: string): boolean {
  return given !== undefined && (given === etag || given === '*' || given.includes(etag));
}

/**
 * Encodings by Accept-Encoding text: browsers send a handful of different ones. Bounded by maxEncodings,
 * because a client can send any text.
 */
const encodings = new Map<string, Encoding>();
const maxEncodings = 100;

function encodingFor(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'identity';
  let encoding = encodings.get(accepted);
  if (encoding === undefined) {
    encoding = accepts(accepted, 'br') ? 'br' : accepts(accepted, 'gzip') ? 'gzip' : 'identity';
    if (encodings.size < maxEncodings) encodings.set(accepted, encoding);
  }
  return encoding;
}

/** Source: RFC 9110, 12.5.3: a weight of 0 means "not acceptable". */
function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((item) => {
    const [name, ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    return name === encoding && !parameters.some((part) => /^q=0(\.0*)?$/.test(part));
  });
}
