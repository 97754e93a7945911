/** Pages of the storefront at several widths and sizes of text. */
import type { EventList, EventSummary, TeamPage } from '@holdfast/shared/catalog';
import type { Page } from 'puppeteer';
import { sees } from '../page.ts';
import { cards, fill, fillCard, holdFirst, open, press, seesTickets } from './journey.ts';
import { type createMarket, read } from './others.ts';
import { inspect, inspectDark, widths } from './watch.ts';

/** The storefront, and what it offers. */
export interface Storefront {
  url: string;
  findOffer: ReturnType<typeof createMarket>;
}

/** Every page that needs no purchase. */
export async function everyPage({
  url,
  findOffer,
}: Storefront): Promise<Array<[name: string, path: string]>> {
  const offer = await findOffer((_, all) => all.length > 3);
  const { data } = await read<EventList>(`${url}/api/events?league=own&perPage=1`);
  const { home, venue } = await read<EventSummary>(`${url}/api/events/${offer.slug}`);
  const { seasons } = await read<TeamPage>(`${url}/api/teams/${home?.slug}`);
  return [
    ['landing', '/'],
    ['games', '/games?league=NFL&weekday=7'],
    ['nothing', '/games?q=steelers&weekday=2&city=Miami+Gardens'],
    ['game', `/games/${offer.slug}`],
    ['own', `/games/${data[0]!.slug}`],
    ['team', `/teams/${home?.slug}`],
    ['season', `/teams/${home?.slug}/${seasons[0]?.slug}`],
    ['venue', `/venues/${venue.slug}`],
    ['orders', '/orders'],
    ['sign-in', '/sign-in'],
    ['sell', '/sell'],
    ['help', '/help'],
    ['contact', '/contact'],
    ['account', '/account'],
    ['missing', '/nowhere'],
  ];
}

/**
 * Looks at these pages and at those of a purchase, in the light and in the dark.
 * @returns the broken rules of accessibility, and pages that are too wide
 */
export async function faultsOfPages(
  page: Page,
  { url, findOffer }: Storefront,
  screen: keyof typeof widths,
  pages: ReadonlyArray<[name: string, path: string]>,
): Promise<string[]> {
  await page.setViewport({ width: widths[screen], height: 900 });
  const faults: string[] = [];
  const inspectBoth = async (name: string) => {
    faults.push(...(await inspect(page, name)), ...(await inspectDark(page, name, true)));
  };
  for (const [name, path] of pages) {
    await open(page, url + path);
    await inspectBoth(name);
  }
  const offer = await findOffer((_, all) => all.length > 3);
  await holdFirst(page, `${url}/games/${offer.slug}`);
  await page.waitForSelector('#card-number');
  await inspectBoth('checkout');
  await fillCard(page, cards.declined);
  await press(page, 'Pay $');
  await sees(page, 'Your bank declined this card');
  await inspectBoth('declined');
  await fill(page, '#card-number', cards.pays);
  await press(page, 'Try again: pay $');
  await seesTickets(page, 2);
  await inspectBoth('order');
  return faults;
}

/** @returns which of these pages don't fit on 320 px, with text of the usual size and of twice that */
export async function tooWide(page: Page, url: string, paths: readonly string[]): Promise<string[]> {
  await page.setViewport({ width: 320, height: 780 });
  const devtools = await page.createCDPSession();
  const wide: string[] = [];
  for (const path of paths) {
    for (const [size, standard] of [
      ['100 %', 16],
      ['200 %', 32],
    ] as const) {
      // The browser's setting also applies to media queries.
      await devtools.send('Page.setFontSizes', { fontSizes: { standard } });
      await open(page, url + path);
      wide.push(
        ...(await page.evaluate((where) => {
          const excess = document.documentElement.scrollWidth - window.innerWidth;
          return excess > 0 ? [`${where}: ${excess} px too wide`] : [];
        }, `${path} at ${size}`)),
      );
    }
  }
  return wide;
}
