/** Keys that a person presses before the page listens: kept, and pressed again in order when it does. */
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

/** What the browser asks for by such an address is on its way until it is let go. */
async function hold(address: RegExp): Promise<{ isAskedFor(): Promise<void>; release(): Promise<void> }> {
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

/** As from a bookmark: all of it is loaded. */
async function openAnew(path: string): Promise<void> {
  await staffPage.page.goto('about:blank');
  await staffPage.page.goto(`${app.url}/admin/#${path}`);
}

test('while the back office is loading', async () => {
  const application = await hold(/\/assets\/mount-[\w-]+\.js/);
  const opened = openAnew('/statistics');
  await application.isAskedFor();
  await staffPage.keys('g', 'a');
  await application.release();
  await opened;
  await staffPage.title('To approve');
});

test('while it isn’t known who somebody is', async () => {
  const session = await hold(/\/api\/session$/);
  const opened = openAnew('/statistics');
  await session.isAskedFor();
  await staffPage.keys('g', 'a');
  await session.release();
  await opened;
  await staffPage.title('To approve');
});

test('while the next page is loading: they are meant for it, not for the last one', async () => {
  const page = await hold(/\/assets\/.*\.js/);
  await staffPage.keys('g', 'c');
  await page.isAskedFor();
  await staffPage.keys('f');
  expect(await staffPage.page.$eval('main h1', (title) => title.textContent)).not.toBe('Consignors');
  await page.release();
  await staffPage.title('Consignors');
  await staffPage.type('Wexler');
});

test('while rows are being read: the cursor moves and its row opens when they are here', async () => {
  const rows = await hold(/\/api\/admin\/listings\?/);
  await staffPage.page.goto(`${app.url}/admin/#/to-approve`);
  await staffPage.title('To approve');
  await rows.isAskedFor();
  await staffPage.keys('j', 'x', 'Shift+j');
  await rows.release();
  await sees(staffPage.page, /2 selected/);
});
