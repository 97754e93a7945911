/**
 * Fake SkyBox and Ticketmaster Discovery services on this machine, with recorded examples. See README.md in
 * this folder.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { dayOf, type Example, readRecorded } from './recorded.ts';

/** The keys that the fake feeds accept. */
export const fakeFeedKeys = {
  account: '9999',
  apiToken: 'stand-in',
  applicationToken: 'stand-in',
  apiKey: 'stand-in',
} as const;

const plan = z.strictObject({
  times: z.int().min(1),
  status: z.int().min(400).max(599).optional(),
  /** Seconds. */
  retryAfter: z.int().min(0).optional(),
  garbage: z.boolean().optional(),
  slowMs: z.int().min(0).optional(),
  bareList: z.boolean().optional(),
});
/** Faults to inject. */
export type Faults = z.infer<typeof plan>;

/** How to start the fake feeds. */
export interface FakeFeedsOptions {
  port?: number;
  /** Weeks by which the season of 2025 is moved. */
  weeks: number;
  /** Requests that each service accepts per second. */
  perSecond?: number;
  /** Requests per day of Ticketmaster's key. */
  perDay?: number;
}

/** The running fake feeds. */
export interface FakeFeeds {
  skyboxBase: string;
  discoveryBase: string;
  url: string;
  /** How many requests each service has received. */
  asked: { skybox: number; discovery: number };
  injectFaults(how: Faults | null): void;
  /** Changes an example; null removes it. */
  change(
    kind: 'event' | 'listing' | 'discovery',
    id: string | number,
    to: (example: Example) => Example | null,
  ): void;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** Starts both services on one port. */
export async function startFakeFeeds({
  port = 0,
  weeks,
  perSecond = 5,
  perDay = 5_000,
}: FakeFeedsOptions): Promise<FakeFeeds> {
  const examples = readRecorded(weeks);
  const asked = { skybox: 0, discovery: 0 };
  const times: Record<'skybox' | 'discovery', number[]> = { skybox: [], discovery: [] };
  let faults: Faults | null = null;

  /** Too many within the second; a tenth is forgiven, as turns are kept by another clock. */
  function tooOften(service: 'skybox' | 'discovery'): boolean {
    const now = performance.now();
    times[service] = times[service].filter((at) => now - at < 900);
    times[service].push(now);
    return times[service].length > perSecond;
  }

  function skybox(url: URL, request: IncomingMessage): Answer {
    asked.skybox += 1;
    const { headers } = request;
    if (
      headers['x-account'] !== fakeFeedKeys.account ||
      headers['x-api-token'] !== fakeFeedKeys.apiToken ||
      headers['x-application-token'] !== fakeFeedKeys.applicationToken
    )
      return { status: 401, body: { message: 'not authorized' } };
    if (tooOften('skybox'))
      return { status: 429, body: { message: 'Rate limit' }, headers: { 'retry-after': '1' } };
    const from = url.searchParams.get('eventDateFrom') ?? '';
    const all = url.pathname.endsWith('/inventory')
      ? examples.skyboxInventory
      : url.pathname.endsWith('/events')
        ? examples.skyboxEvents.filter(({ date }) => String(date).slice(0, 10) >= from)
        : null;
    if (all === null) return { status: 404, body: { message: 'not found' } };
    const limit = Math.min(1_000, Number(url.searchParams.get('limit') ?? 100));
    const first = (Number(url.searchParams.get('pageNumber') ?? 1) - 1) * limit;
    const rows = all.slice(first, first + limit);
    return { status: 200, body: faults?.bareList ? rows : { rows, rowCount: all.length } };
  }

  function discovery(url: URL): Answer {
    asked.discovery += 1;
    const quota = {
      'rate-limit': String(perDay),
      'rate-limit-available': String(Math.max(0, perDay - asked.discovery)),
      'rate-limit-over': String(Math.max(0, asked.discovery - perDay)),
      'rate-limit-reset': String(new Date().setUTCHours(24, 0, 0, 0)),
    };
    if (url.searchParams.get('apikey') !== fakeFeedKeys.apiKey)
      return { status: 401, body: fault('Invalid ApiKey', 'oauth.v2.InvalidApiKey'), headers: quota };
    if (asked.discovery > perDay)
      return {
        status: 429,
        body: fault(
          'Rate limit quota violation. Quota limit  exceeded.',
          'policies.ratelimit.QuotaViolation',
        ),
        headers: quota,
      };
    if (tooOften('discovery'))
      return {
        status: 429,
        body: fault('Spike arrest violation.', 'policies.ratelimit.SpikeArrestViolation'),
      };
    const size = Number(url.searchParams.get('size') ?? 20);
    const number = Number(url.searchParams.get('page') ?? 0);
    if (size > 200 || size * number >= 1_000)
      return {
        status: 400,
        body: {
          errors: [
            {
              code: 'DIS1035',
              detail: 'API Limits Exceeded: Max paging depth exceeded. (page * size) must be less than 1,000',
              status: '400',
            },
          ],
        },
      };
    const from = url.searchParams.get('startDateTime')?.slice(0, 10) ?? '';
    const all = examples.discoveryEvents.filter((event) => dayOf(event) >= from);
    const events = all.slice(number * size, (number + 1) * size);
    const page = { size, totalElements: all.length, totalPages: Math.ceil(all.length / size), number };
    return {
      status: 200,
      body: { ...(events.length > 0 ? { _embedded: { events } } : {}), page },
      headers: quota,
    };
  }

  async function answer(request: IncomingMessage): Promise<Answer | { raw: string }> {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    if (url.pathname === '/misbehave') {
      const parsed = request.method === 'DELETE' ? null : plan.safeParse(JSON.parse(await bodyOf(request)));
      if (parsed?.success === false) return { status: 400, body: { message: parsed.error.message } };
      faults = parsed?.data ?? null;
      return { status: 200, body: { faults } };
    }
    const now = faults;
    if (now && !now.bareList) faults = now.times > 1 ? { ...now, times: now.times - 1 } : null;
    if (now?.slowMs) await pause(now.slowMs);
    if (now?.garbage) return { raw: '<html><h1>Be right back</h1></html>' };
    const given = url.pathname.startsWith('/skybox/services/')
      ? skybox(url, request)
      : url.pathname === '/discovery/v2/events.json'
        ? discovery(url)
        : { status: 404, body: { message: 'not found' } };
    if (now?.status === undefined) return given;
    const after = now.retryAfter;
    return {
      status: now.status,
      body: fault('Told to misbehave', 'stand-in'),
      ...(after === undefined ? {} : { headers: { 'retry-after': String(after) } }),
    };
  }

  const server = createServer((request, response) => {
    answer(request)
      .then((given) => send(response, given))
      .catch(() => send(response, { status: 500, body: { message: 'The stand-in failed' } }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    skyboxBase: `${url}/skybox/services`,
    discoveryBase: `${url}/discovery/v2`,
    asked,
    injectFaults(how) {
      faults = how;
    },
    change(kind, id, to) {
      const key = {
        event: 'skyboxEvents',
        listing: 'skyboxInventory',
        discovery: 'discoveryEvents',
      } as const;
      const list = key[kind];
      examples[list] = examples[list].flatMap((example) =>
        example.id === id ? (to(example) ?? []) : example,
      );
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const fault = (faultstring: string, errorcode: string) => ({ fault: { faultstring, detail: { errorcode } } });

/** Reads a control request's body, which is short. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) {
    text += part;
    if (text.length > 10_000) throw new Error('too long');
  }
  return text;
}

function send(response: ServerResponse, given: Answer | { raw: string }): void {
  if ('raw' in given) {
    response.writeHead(200, { 'content-type': 'text/html' }).end(given.raw);
    return;
  }
  response
    .writeHead(given.status, { 'content-type': 'application/json', ...given.headers })
    .end(JSON.stringify(given.body));
}
