/**
 * Each role walks over its menu, Today, the links of the pages that show one thing, and its search: whatever it leads to is
 * its own to see. A page that isn't says so, and asks the server nothing.
 */
import { expect } from 'vitest';
import type { StaffPage } from './admin/staffPage.ts';
import { drawn } from './page.ts';

/** What the server refused while a page was read. */
export function refusalsOf({ page }: StaffPage): string[] {
  const refused: string[] = [];
  page.on('response', (response) => {
    if (response.status() === 403) refused.push(`${page.url()} asked ${response.url()}`);
  });
  return refused;
}

const linksOf = ({ page }: StaffPage, within: string) =>
  page.$$eval(`${within} a[href*="#/"]`, (links) => links.map((link) => link.getAttribute('href') ?? ''));

/** Opens an address of the back office, and waits until nothing is asked any more. */
export async function open(walker: StaffPage, address: string): Promise<void> {
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

/** How far a role walks. */
export interface Extent {
  /** 1: what the menu and Today lead to; 2: also what those pages show first; and so on. */
  depth: number;
  /** So many pages of each depth at most. */
  pages?: number;
  /** So many searches. */
  searches?: number;
}

/** Everything. */
export const everywhere: Extent = { depth: 3 };

/** @returns the kinds of addresses that the role came to, and what the server refused */
export async function walk(
  walker: StaffPage,
  { depth, pages = Number.POSITIVE_INFINITY, searches: count = searches.length }: Extent,
): Promise<{ walked: string[]; refused: string[] }> {
  const refused = refusalsOf(walker);
  await walker.start();
  const walked = new Set<string>();
  let next = [...(await linksOf(walker, '#rail')), ...(await linksOf(walker, 'main'))];
  // Menu and Today, then what their pages show first, then the links of those.
  for (let level = 0; level < depth; level += 1) {
    const found: string[] = [];
    const end = walked.size + pages;
    for (const address of next) {
      if (walked.has(kindOf(address)) || walked.size >= end) continue;
      walked.add(kindOf(address));
      await open(walker, address);
      expect(await walker.text(), address).not.toContain('This page isn’t yours to see');
      found.push(...(await linksOf(walker, 'main')));
    }
    next = found;
  }
  for (const words of searches.slice(0, count)) {
    await walker.keys('/');
    await walker.type(words);
    await walker.keys('Enter');
    await drawn(walker.page);
    await walker.page.waitForNetworkIdle({ idleTime: 200 });
    expect(await walker.text(), words).not.toContain('This page isn’t yours to see');
  }
  return { walked: [...walked], refused };
}
