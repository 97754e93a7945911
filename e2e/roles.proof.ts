/** Each role walks over everything that the back office leads it to. */
import { expect } from 'vitest';
import { runFeeds } from './admin/feeds.ts';
import { test } from './fixtures.ts';
import { everywhere, walk } from './roles.ts';

test('no role is led to what is refused to it: support', async ({ app, support }) => {
  await runFeeds(app);
  const { walked, refused } = await walk(support, everywhere);
  expect(refused).toEqual([]);
  expect(walked).toContain('/reservations/:id/show');
  expect(walked.some((address) => address.startsWith('/listings'))).toBe(false);
});

test('no role is led to what is refused to it: finance', async ({ finance }) => {
  const { walked, refused } = await walk(finance, everywhere);
  expect(refused).toEqual([]);
  expect(walked).toContain('/consignors/:id/show');
});

test('no role is led to what is refused to it: staff', async ({ staff }) => {
  const { walked, refused } = await walk(staff, everywhere);
  expect(refused).toEqual([]);
  expect(walked).toContain('/to-approve');
});

test('no role is led to what is refused to it: administrators', async ({ admin }) => {
  const { walked, refused } = await walk(admin, everywhere);
  expect(refused).toEqual([]);
  expect(walked).toContain('/payments');
});
