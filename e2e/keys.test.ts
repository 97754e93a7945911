/** Keys that a person presses before the page listens: kept, and pressed again in order when it does. */
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { HTTPRequest } from 'puppeteer';
import { expect, test } from 'vitest';
import { atTheDesk } from './office/atTheDesk.ts';
import type { Desk } from './office/desk.ts';
import { sees } from './page.ts';

let house: TestedHouse;
let desk: Desk;
atTheDesk({
  demo: { history: false },
  as: 'staff',
  house: (started) => {
    house = started;
  },
  desk: (opened) => {
    desk = opened;
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
  await desk.page.setRequestInterception(true);
  desk.page.on('request', letGo);
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
  await desk.page.goto('about:blank');
  await desk.page.goto(`${house.url}/admin/#${path}`);
}

test('while the back office is loading', async () => {
  const application = await hold(/\/assets\/mount-[\w-]+\.js/);
  const opened = openAnew('/statistics');
  await application.isAskedFor();
  await desk.keys('g', 'a');
  await application.release();
  await opened;
  await desk.title('To approve');
});

test('while it isn’t known who somebody is', async () => {
  const session = await hold(/\/api\/session$/);
  const opened = openAnew('/statistics');
  await session.isAskedFor();
  await desk.keys('g', 'a');
  await session.release();
  await opened;
  await desk.title('To approve');
});

test('while the next page is loading: they are meant for it, not for the last one', async () => {
  const page = await hold(/\/assets\/.*\.js/);
  await desk.keys('g', 'c');
  await page.isAskedFor();
  await desk.keys('f');
  expect(await desk.page.$eval('main h1', (title) => title.textContent)).not.toBe('Consignors');
  await page.release();
  await desk.title('Consignors');
  await desk.type('Wexler');
});

test('while rows are being read: the cursor moves and its row opens when they are here', async () => {
  const rows = await hold(/\/api\/office\/listings\?/);
  await desk.page.goto(`${house.url}/admin/#/to-approve`);
  await desk.title('To approve');
  await rows.isAskedFor();
  await desk.keys('j', 'x', 'Shift+j');
  await rows.release();
  await sees(desk.page, /2 selected/);
});
