import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib';

export type Headers = Readonly<Record<string, string>>;
type Encoding = 'br' | 'gzip' | 'identity';

/** Smaller bodies gain nothing from it. */
const leastCompressedBytes = 1024;
const compressible = /^(text\/|application\/(json|javascript|xml)|image\/svg)/;
/** Slower levels pay for files, which are compressed once; a page lives for seconds. */
const fileQuality = 9;
const pageQuality = 4;

/** An answer as bytes, with its headers laid out, ready to be written again and again. */
export class StoredAnswer {
  readonly bytes: number;
  readonly #status: number;
  readonly #etag: string;
  readonly #body: Buffer;
  readonly #canCompress: boolean;
  readonly #quality: number;
  readonly #common: string[];
  readonly #type: string;
  readonly #prepared = new Map<Encoding, { headers: string[]; body: Buffer }>();

  /** @param headers of every answer of this storefront */
  constructor(status: number, type: string, body: string | Buffer, cacheControl: string, headers: Headers) {
    this.#status = status;
    this.#body = typeof body === 'string' ? Buffer.from(body) : body;
    this.bytes = this.#body.length;
    this.#type = type;
    this.#canCompress = compressible.test(type) && this.bytes >= leastCompressedBytes;
    this.#quality = type.startsWith('text/html') ? pageQuality : fileQuality;
    // Weak, because the compressed forms share it.
    this.#etag = `W/"${createHash('sha1').update(this.#body).digest('base64url')}"`;
    this.#common = ['etag', this.#etag, 'cache-control', cacheControl, ...Object.entries(headers).flat()];
    if (this.#canCompress) this.#common.push('vary', 'accept-encoding');
  }

  /** Writes it, or a 304 if the visitor has it already. */
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

  /** Compressed when it is first asked for, then kept. */
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

/** Answers by header text: browsers send a handful of different ones. Bounded, since anybody may send anything. */
const known = new Map<string, Encoding>();
const mostKnown = 100;

function encodingFor(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'identity';
  let encoding = known.get(accepted);
  if (encoding === undefined) {
    encoding = accepts(accepted, 'br') ? 'br' : accepts(accepted, 'gzip') ? 'gzip' : 'identity';
    if (known.size < mostKnown) known.set(accepted, encoding);
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
