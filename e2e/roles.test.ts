/**
 * Each role walks over its menu, Today, the links of the pages that show one thing, and its search: whatever it leads to is
 * its own to see. A page that isn't says so, and asks the server nothing.
 */
import { expect } from 'vitest';
import { runFeeds } from './admin/feeds.ts';
import type { StaffPage } from './admin/staffPage.ts';
import { test } from './fixtures.ts';
import { drawn } from './page.ts';

/** What the server refused while a page was read. */
function refusalsOf({ page }: StaffPage): string[] {
  const refused: string[] = [];
  page.on('response', (response) => {
    if (response.status() === 403) refused.push(`${page.url()} asked ${response.url()}`);
  });
  return refused;
}

const linksOf = ({ page }: StaffPage, within: string) =>
  page.$$eval(`${within} a[href*="#/"]`, (links) => links.map((link) => link.getAttribute('href') ?? ''));

/** Opens an address of the back office, and waits until nothing is asked any more. */
async function open(walker: StaffPage, address: string): Promise<void> {
  const path = address.replace(/^.*#/, '#');
  await walker.page.evaluate((hash) => {
    window.location.hash = hash;
  }, path);
  await drawn(walker.page);
  await walker.page.waitForNetworkIdle({ idleTime: 200 });
}

/** One address of each kind: ids and questions are left out. */
const kindOf = (address: string) =>
  address
    .replace(/^.*#/, '')
    .replace(/\?.*/, '')
    .replace(/\/[a-z]{3}_[0-9a-z]+/, '/:id');

const searches = ['Steelers', '4242', '101 / A / 5', 'HF-', 'Keller', 'lst_01kz8m3qj4w0d9s7r6t5y2x1c0'];

async function walk(walker: StaffPage): Promise<{ walked: string[]; refused: string[] }> {
  const refused = refusalsOf(walker);
  await walker.start();
  const walked = new Set<string>();
  let next = [...(await linksOf(walker, '#rail')), ...(await linksOf(walker, 'main'))];
  // Menu and Today, then what their pages show first, then the links of those.
  for (let depth = 0; depth < 3; depth += 1) {
    const found: string[] = [];
    for (const address of next) {
      if (walked.has(kindOf(address))) continue;
      walked.add(kindOf(address));
      await open(walker, address);
      expect(await walker.text(), address).not.toContain('This page isn’t yours to see');
      found.push(...(await linksOf(walker, 'main')));
    }
    next = found;
  }
  for (const words of searches) {
    await walker.keys('/');
    await walker.type(words);
    await walker.keys('Enter');
    await drawn(walker.page);
    await walker.page.waitForNetworkIdle({ idleTime: 200 });
    expect(await walker.text(), words).not.toContain('This page isn’t yours to see');
  }
  return { walked: [...walked], refused };
}

test('no role is led to what is refused to it: support', async ({ app, support }) => {
  await runFeeds(app);
  const { walked, refused } = await walk(support);
  expect(refused).toEqual([]);
  expect(walked).toContain('/reservations/:id/show');
  expect(walked.some((address) => address.startsWith('/listings'))).toBe(false);
});

test('no role is led to what is refused to it: finance', async ({ finance }) => {
  const { walked, refused } = await walk(finance);
  expect(refused).toEqual([]);
  expect(walked).toContain('/consignors/:id/show');
});

test('no role is led to what is refused to it: staff', async ({ staff }) => {
  const { walked, refused } = await walk(staff);
  expect(refused).toEqual([]);
  expect(walked).toContain('/to-approve');
});

test('no role is led to what is refused to it: administrators', async ({ admin }) => {
  const { walked, refused } = await walk(admin);
  expect(refused).toEqual([]);
  expect(walked).toContain('/payments');
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
