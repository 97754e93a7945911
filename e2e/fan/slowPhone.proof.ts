/** Every page of the storefront on a slow phone: nothing jumps. */
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Browser } from 'puppeteer';
import { expect, test } from 'vitest';
import { useFanPage } from './fanFixture.ts';
import { cards, fillCard, holdFirst, press, seesTickets } from './journey.ts';
import { createMarket } from './others.ts';
import { shiftsOf } from './slowPhone.ts';
import type { Visitor } from './watch.ts';

let app: TestApp;
let browser: Browser;
let fan: Visitor;
let findOffer: ReturnType<typeof createMarket>;
useFanPage({
  app(started, launched) {
    app = started;
    browser = launched;
    findOffer = createMarket(app.url);
  },
  visitor(somebody) {
    fan = somebody;
  },
});

test('no page shifts its layout on a slow phone without a cache', async () => {
  const { page } = fan;
  const offer = await findOffer((_, all) => all.length > 3);
  const found: string[] = [];
  for (const path of ['/', '/games', `/games/${offer.slug}`, '/orders', '/sign-in', '/sell'])
    found.push(...(await shiftsOf(browser, app.url + path)));
  const checkout = await holdFirst(page, `${app.url}/games/${offer.slug}`);
  found.push(...(await shiftsOf(browser, checkout, page)));
  await fillCard(page, cards.pays);
  await press(page, 'Pay $');
  await seesTickets(page, 2);
  found.push(...(await shiftsOf(browser, page.url(), page)));
  found.push(...(await shiftsOf(browser, `${app.url}/orders`, page)));
  expect(found).toEqual([]);
});
