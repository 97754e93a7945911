/** Every page of the storefront: accessibility and layout at every width, light and dark. */
import type { TestApp } from '@holdfast/server/test/runningApp';
import { expect, test } from 'vitest';
import { useFanPage } from './fanFixture.ts';
import { createMarket } from './others.ts';
import { everyPage, faultsOfPages, tooWide } from './pages.ts';
import type { Visitor } from './watch.ts';

let app: TestApp;
let fan: Visitor;
let findOffer: ReturnType<typeof createMarket>;
useFanPage({
  app(started) {
    app = started;
    findOffer = createMarket(app.url);
  },
  visitor(somebody) {
    fan = somebody;
  },
});

test.each(['desktop', 'phone'] as const)(
  'every page has no accessibility violation on a %s screen, in the light and in the dark',
  async (screen) => {
    const storefront = { url: app.url, findOffer };
    expect(await faultsOfPages(fan.page, storefront, screen, await everyPage(storefront))).toEqual([]);
  },
);

test('every page works at 320 px, and with text twice as large', async () => {
  const offer = await findOffer(() => true);
  const paths = ['/', '/games', `/games/${offer.slug}`, '/orders', '/sign-in', '/sell', '/help', '/account'];
  expect(await tooWide(fan.page, app.url, paths)).toEqual([]);
});
