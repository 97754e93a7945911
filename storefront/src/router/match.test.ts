import { expect, test } from 'vitest';
import { matchRoute } from './match.ts';
import { type Route, route } from './route.ts';

const page = (name: string, path: string, searchParams: readonly string[] = []): Route =>
  route({
    name,
    path,
    searchParams,
    accepts: { weekday: (value) => /^[1-7](,[1-7])*$/.test(value) },
    load: async () => null,
    head: () => ({ title: name }),
    Page: () => null,
  });
const routes = [page('home', '/'), page('games', '/games', ['q', 'weekday']), page('game', '/games/:slug')];
const match = (address: string) => matchRoute(routes, new URL(address, 'https://shop.example'));

test.each([
  ['/', 'home', '/'],
  ['/games/', 'games', '/games'],
  ['/games?weekday=7&q=bills', 'games', '/games?q=bills&weekday=7'],
  ['/games?q=&weekday=6&weekday=7', 'games', '/games?weekday=6%2C7'],
  ['/games?weekday=8&q=a', 'games', '/games?q=a'],
  ['/games?utm_source=x&q=a', 'games', '/games?q=a'],
  ['/games/bills-at-steelers?quantity=2', 'game', '/games/bills-at-steelers'],
])('%s is the page %s, with the normal form %s', (address, name, normal) => {
  const found = match(address);
  expect(found?.route.name).toBe(name);
  expect(found?.address).toBe(normal);
});

test.each(['/game', '/games/a/b', '/games/%ff', '/games/a//'])('%s names no page', (address) => {
  expect(matchRoute(routes, new URL(`https://shop.example${address}`))).toBeNull();
});

test('a long value is cut', () => {
  expect(match(`/games?q=${'a'.repeat(5000)}`)?.request.query.get('q')).toHaveLength(200);
});
