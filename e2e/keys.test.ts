/** Keys pressed before a page listens are kept and pressed again, in order, when it does. */
import type { HTTPRequest } from 'puppeteer';
import { expect } from 'vitest';
import type { StaffPage } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

/** Delays the browser's requests to such addresses until they are released. */
async function delayRequests(
  { page }: StaffPage,
  address: RegExp,
): Promise<{ isAskedFor(): Promise<void>; release(): Promise<void> }> {
  const waiting: HTTPRequest[] = [];
  let isHeld = true;
  const letGo = (request: HTTPRequest) => {
    if (isHeld && address.test(request.url())) waiting.push(request);
    else void request.continue();
  };
  await page.setRequestInterception(true);
  page.on('request', letGo);
  return {
    isAskedFor: () => expect.poll(() => waiting.length).toBeGreaterThan(0),
    async release() {
      isHeld = false;
      for (const request of waiting.splice(0)) await request.continue();
    },
  };
}

/** Opens the page in a new document, as a bookmark does. */
async function reopen(staff: StaffPage, path: string, title: string): Promise<void> {
  await staff.page.goto('about:blank');
  await staff.go(path, title);
}

test('while the back office is loading', async ({ staff }) => {
  await staff.start();
  const application = await delayRequests(staff, /\/assets\/mount-[\w-]+\.js/);
  const opened = reopen(staff, '/statistics', 'To approve');
  await application.isAskedFor();
  await staff.keys('g', 'a');
  await application.release();
  await opened;
});

test('while the session is loading', async ({ staff }) => {
  await staff.start();
  const session = await delayRequests(staff, /\/api\/session$/);
  const opened = reopen(staff, '/statistics', 'To approve');
  await session.isAskedFor();
  await staff.keys('g', 'a');
  await session.release();
  await opened;
});

test('while the next page is loading: they apply to it, not to the previous page', async ({ staff }) => {
  await staff.start();
  const page = await delayRequests(staff, /\/assets\/.*\.js/);
  await staff.keys('g', 'c');
  await page.isAskedFor();
  await staff.keys('f');
  expect(await staff.page.$eval('main h1', (title) => title.textContent)).not.toBe('Consignors');
  await page.release();
  await staff.title('Consignors');
  await staff.type('Wexler');
});

test('while rows are loading: the cursor moves and its row opens when they have arrived', async ({
  staff,
}) => {
  await staff.start();
  const rows = await delayRequests(staff, /\/api\/admin\/listings\?/);
  await staff.go('/to-approve', 'To approve');
  await rows.isAskedFor();
  await staff.keys('j', 'x', 'Shift+j');
  await rows.release();
  await staff.sees(/2 selected/);
});
