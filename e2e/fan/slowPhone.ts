/** A phone on a slow network with nothing cached, and what moves on its screen while a page loads. */
import type { Browser, Page } from 'puppeteer';
import { open, settled } from './journey.ts';
import { type Visitor, visitor, widths } from './watch.ts';

/** Slow 4G as Lighthouse throttles: 1.6 Mbit/s, 150 ms; bytes per second. */
const slow4g = { download: (1.6 * 1024 * 1024) / 8, upload: (750 * 1024) / 8, latency: 150 };

interface Shifts {
  shifts: Array<{ value: number; what: string[] }>;
}

/** A phone without cache whose layout shifts are recorded. Source: web.dev/cls, without its grouping into sessions. */
async function slowPhone(browser: Browser, cookiesOf?: Page): Promise<Visitor> {
  const phone = await visitor(browser, widths.phone);
  if (cookiesOf) await phone.page.setCookie(...(await cookiesOf.cookies()));
  await phone.page.emulateNetworkConditions(slow4g);
  await phone.page.evaluateOnNewDocument(() => {
    const here = window as unknown as Shifts;
    here.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as Array<{
        value: number;
        hadRecentInput: boolean;
        sources: Array<{ node: Element | null }>;
      }>)
        if (!entry.hadRecentInput)
          here.shifts.push({
            value: entry.value,
            what: entry.sources.map(({ node }) => (node ? `${node.nodeName}.${node.className}` : '?')),
          });
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return phone;
}

/** The good limit of Cumulative Layout Shift. Source: web.dev/cls */
const limit = 0.1;

/** @returns a line when the page shifts its layout, with what moved. @param cookiesOf whose orders it may show */
export async function shiftsOf(browser: Browser, url: string, cookiesOf?: Page): Promise<string[]> {
  const phone = await slowPhone(browser, cookiesOf);
  await open(phone.page, url);
  await phone.page.evaluate(() => document.fonts.ready.then(() => undefined));
  await settled(phone.page);
  const shifts = await phone.page.evaluate(() => (window as unknown as Shifts).shifts);
  await phone.close();
  const total = shifts.reduce((sum, { value }) => sum + value, 0);
  return total < limit ? [] : [`${url}: ${total.toFixed(3)} ${JSON.stringify(shifts)}`];
}
