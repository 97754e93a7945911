import { expect, test } from 'vitest';
import { PageCache } from './pageCache.ts';
import { StoredResponse } from './storedResponse.ts';

/** The instant at which each test's clock begins. */
const begin = 1_000_000;

/** A cache whose pages contain how often they were made, with a clock that only the test moves. */
function buildCache(make: (address: string, turn: number) => Promise<string> = async (_, turn) => `${turn}`) {
  const state = { now: begin, fills: 0, errors: [] as string[] };
  const texts = new WeakMap<StoredResponse, string>();
  const cache = new PageCache({
    now: () => state.now,
    onError: (error, address) => state.errors.push(`${address}: ${(error as Error).message}`),
    async fill(address) {
      state.fills += 1;
      const text = await make(address, state.fills);
      const answer = new StoredResponse(200, 'text/html', text, 'no-cache', {});
      texts.set(answer, text);
      return { answer, live: address === '/live' };
    },
  });
  const textOf = (answer: StoredResponse | undefined) => answer && texts.get(answer);
  return { cache, state, textOf };
}

test('a fresh page is made once, even for concurrent requests', async () => {
  const { cache, state, textOf } = buildCache();
  const answers = await Promise.all([cache.get('/'), cache.get('/'), cache.get('/')]);
  expect(answers.map(textOf)).toEqual(['1', '1', '1']);
  state.now = begin + 2_000;
  expect(textOf(cache.peek('/'))).toBe('1');
  expect(state.fills).toBe(1);
});

test('a stale page is served once more and renewed in the background', async () => {
  const { cache, state, textOf } = buildCache();
  await cache.get('/');
  state.now = begin + 2_001;
  expect(textOf(cache.peek('/'))).toBe('1');
  expect(state.fills).toBe(2);
  await expect.poll(() => textOf(cache.peek('/'))).toBe('2');
});

test('a page older than five seconds is not served', async () => {
  const { cache, state, textOf } = buildCache();
  await cache.get('/');
  state.now = begin + 5_001;
  expect(cache.peek('/')).toBeUndefined();
  expect(textOf(await cache.get('/'))).toBe('2');
});

test('the number of pages is bounded; the oldest is evicted', async () => {
  const { cache } = buildCache();
  for (let i = 0; i <= 500; i++) await cache.get(`/games?q=${i}`);
  expect(cache.peek('/games?q=0')).toBeUndefined();
  expect(cache.peek('/games?q=500')).toBeDefined();
});

test('a failure is reported and not cached, and a failed renewal keeps the old page', async () => {
  const { cache, state, textOf } = buildCache(async (_, turn) => {
    if (turn !== 2) throw new Error('no database');
    return 'page';
  });
  await expect(cache.get('/')).rejects.toThrow('no database');
  expect(textOf(await cache.get('/'))).toBe('page');
  state.now = begin + 3_000;
  expect(textOf(cache.peek('/'))).toBe('page');
  await expect.poll(() => state.errors).toEqual(['/: no database', '/: no database']);
});

test('a page with availability is shared for a second, and never served older', async () => {
  const { cache, state, textOf } = buildCache();
  await cache.get('/live');
  state.now = begin + 1_000;
  expect(textOf(cache.peek('/live'))).toBe('1');
  expect(state.fills).toBe(1);
  state.now = begin + 1_001;
  expect(cache.peek('/live')).toBeUndefined();
  expect(textOf(await cache.get('/live'))).toBe('2');
});
