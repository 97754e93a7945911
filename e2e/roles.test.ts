/** Roles in the browser: a few pages of each, and what is refused to one. */
import { expect } from 'vitest';
import { test } from './fixtures.ts';
import { type Extent, open, refusalsOf, walk } from './roles.ts';

const few: Extent = { depth: 1, pages: 2, searches: 1 };

test('no role is led to what is refused to it, on its first pages', async ({ support, finance, staff }) => {
  for (const walker of [support, finance, staff]) {
    const { walked, refused } = await walk(walker, few);
    expect(refused).toEqual([]);
    expect(walked).toHaveLength(2);
  }
});

test('a page that is refused to a role says so, and nothing else', async ({ support }) => {
  const refused = refusalsOf(support);
  await support.start();
  for (const address of [
    '/listings',
    '/to-approve',
    '/listings/create',
    '/feeds/decisions',
    '/packages',
    '/jobs',
    '/security-log',
  ]) {
    await open(support, `#${address}`);
    await support.sees('This page isn’t yours to see.');
  }
  expect(refused).toEqual([]);
});
