/** What one page of listings asks of the server, cold. */
import { expect } from 'vitest';
import type { StaffPage } from '../admin/staffPage.ts';
import { test } from '../fixtures.ts';

/** The API requests of a page that is opened in a new document, in the order in which they are sent. */
async function requestsOf(staff: StaffPage, path: string, title: string): Promise<string[]> {
  const sent: string[] = [];
  await staff.page.goto('about:blank');
  staff.page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) sent.push(`${request.method()} ${pathname}`);
  });
  const answered: string[] = [];
  staff.page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname === '/api/admin/listings') answered.push(`after ${sent.join(', ')}`);
  });
  await staff.go(path, title);
  await staff.rows();
  await staff.page.waitForNetworkIdle({ idleTime: 500 });
  // The rows were here before any count was asked for.
  expect(answered[0]).not.toContain('/admin/counts');
  return sent.sort();
}

test('a queue with five tabs is eight requests, and the counts are one of them', async ({ staff }) => {
  expect(await requestsOf(staff, '/to-approve', 'To approve')).toEqual([
    'GET /api/admin/bulk-runs',
    // By their codes an address may name a league.
    'GET /api/admin/leagues',
    'GET /api/admin/listings',
    'GET /api/admin/views',
    // Its clocks, once per load.
    'GET /api/marketplace',
    // The bell's count, which stays open.
    'GET /api/notices/office/stream',
    'GET /api/session',
    'POST /api/admin/counts',
  ]);
  await staff.sees(/No owner \d+ Past the limit \d+/);
});

test('so is the pricing page', async ({ staff }) => {
  expect(await requestsOf(staff, '/pricing', 'Pricing')).toEqual([
    'GET /api/admin/bulk-runs',
    // By their codes an address may name a league.
    'GET /api/admin/leagues',
    'GET /api/admin/listings',
    'GET /api/admin/views',
    // Its clocks, once per load.
    'GET /api/marketplace',
    // The bell's count, which stays open.
    'GET /api/notices/office/stream',
    'GET /api/session',
    'POST /api/admin/counts',
  ]);
  await staff.sees(/Next two weeks \d+/);
});
