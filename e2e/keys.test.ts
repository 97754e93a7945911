/** Keys pressed before a page listens are kept and pressed again, in order, when it does. */
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { HTTPRequest } from 'puppeteer';
import { expect, test } from 'vitest';
import { useStaffPage } from './admin/staffFixture.ts';
import type { StaffPage } from './admin/staffPage.ts';
import { sees } from './page.ts';

let app: TestApp;
let staffPage: StaffPage;
useStaffPage({
  demo: { history: false },
  as: 'staff',
  app: (started) => {
    app = started;
  },
  staffPage: (opened) => {
    staffPage = opened;
  },
});

/** Delays the browser's requests to such addresses until they are released. */
async function delayRequests(
  address: RegExp,
): Promise<{ isAskedFor(): Promise<void>; release(): Promise<void> }> {
  const waiting: HTTPRequest[] = [];
  let isHeld = true;
  const letGo = (request: HTTPRequest) => {
    if (isHeld && address.test(request.url())) waiting.push(request);
    else void request.continue();
  };
  await staffPage.page.setRequestInterception(true);
  staffPage.page.on('request', letGo);
  return {
    isAskedFor: () => expect.poll(() => waiting.length).toBeGreaterThan(0),
    async release() {
      isHeld = false;
      for (const request of waiting.splice(0)) await request.continue();
    },
  };
}

/** Opens the page in a new document, as a bookmark does. */
async function reopen(path: string): Promise<void> {
  await staffPage.page.goto('about:blank');
  await staffPage.page.goto(`${app.url}/admin/#${path}`);
}

test('while the back office is loading', async () => {
  const application = await delayRequests(/\/assets\/mount-[\w-]+\.js/);
  const opened = reopen('/statistics');
  await application.isAskedFor();
  await staffPage.keys('g', 'a');
  await application.release();
  await opened;
  await staffPage.title('To approve');
});

test('while the session is loading', async () => {
  const session = await delayRequests(/\/api\/session$/);
  const opened = reopen('/statistics');
  await session.isAskedFor();
  await staffPage.keys('g', 'a');
  await session.release();
  await opened;
  await staffPage.title('To approve');
});

test('while the next page is loading: they apply to it, not to the previous page', async () => {
  const page = await delayRequests(/\/assets\/.*\.js/);
  await staffPage.keys('g', 'c');
  await page.isAskedFor();
  await staffPage.keys('f');
  expect(await staffPage.page.$eval('main h1', (title) => title.textContent)).not.toBe('Consignors');
  await page.release();
  await staffPage.title('Consignors');
  await staffPage.type('Wexler');
});

test('while rows are loading: the cursor moves and its row opens when they have arrived', async () => {
  const rows = await delayRequests(/\/api\/admin\/listings\?/);
  await staffPage.page.goto(`${app.url}/admin/#/to-approve`);
  await staffPage.title('To approve');
  await rows.isAskedFor();
  await staffPage.keys('j', 'x', 'Shift+j');
  await rows.release();
  await sees(staffPage.page, /2 selected/);
});
