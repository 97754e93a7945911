/** A small typed client of the API for programs with a key. It has no dependencies. */
import { type RequestOptions, request } from '../apiClient/index.ts';
import type { Endpoints } from './endpoints.ts';

/** Method and address of an endpoint: `GET /admin/listings/:id`. */
export type EndpointName = keyof Endpoints;
type Asked<Name extends EndpointName> = Omit<Endpoints[Name], 'answer'>;
type Answer<Name extends EndpointName> = Endpoints[Name]['answer'];
/** What is given besides the name: nothing where the endpoint asks for nothing. */
type Given<Name extends EndpointName> =
  Record<never, never> extends Asked<Name> ? [asked?: Asked<Name> & Sending] : [asked: Asked<Name> & Sending];

/** How a request is sent. */
export interface Sending {
  /** Made once per action by a caller that may send it again, so that a repetition acts at most once. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** Milliseconds. A slower answer counts as none. */
  timeoutMs?: number;
}

/** The client of one key. */
export interface Client {
  /**
   * Calls an endpoint.
   * @throws ApiProblem when it was refused, with `retryAfter` in seconds above the key's rate; NoAnswer when no whole answer came: the same
   *   request with the same `idempotencyKey` is safe then
   */
  call<Name extends EndpointName>(name: Name, ...given: Given<Name>): Promise<Answer<Name>>;
}

/** What a request may hold, whichever endpoint it is for. */
interface Parts extends Sending {
  params?: Record<string, string | number>;
  query?: Record<string, unknown>;
  body?: unknown;
  file?: Blob;
}

/**
 * @param url of the marketplace, without a path: `https://tickets.example.com`
 * @param key what was shown when the key was made: `hk_live_…`
 */
export function createClient({ url, key }: { url: string; key: string }): Client {
  return {
    call(name, ...given) {
      const [method = '', path = ''] = name.split(' ');
      const { params = {}, query = {}, ...sent }: Parts = given[0] ?? {};
      const filled = path.replaceAll(/:(\w+)/g, (_, field: string) =>
        encodeURIComponent(String(params[field])),
      );
      const asked = new URLSearchParams();
      for (const [field, value] of Object.entries(query))
        if (value !== undefined && value !== null) asked.set(field, String(value));
      const address = `${new URL(url).origin}/api${filled}${asked.size > 0 ? `?${asked}` : ''}`;
      return request(address, { ...sent, method: method as RequestOptions['method'] & string, bearer: key });
    },
  };
}

/**
 * Follows what changes from a cursor on, until nothing more is there.
 * @param since `next` of an earlier walk; 0 for all that there is
 * @returns each page, with `next` to be kept once its changes are taken in
 */
export async function* changesSince(
  client: Client,
  since: string,
  { subject }: { subject?: string } = {},
): AsyncGenerator<Answer<'GET /changes'>> {
  for (let next = since, more = true; more; ) {
    const page = await client.call('GET /changes', {
      query: { since: next, ...(subject ? { subject } : {}) },
    });
    yield page;
    ({ next, more } = page);
  }
}
