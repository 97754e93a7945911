import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';

const font = readFileSync(
  createRequire(import.meta.url).resolve(
    '@fontsource-variable/archivo/files/archivo-latin-wght-normal.woff2',
  ),
).toString('base64');

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

async function open(body: string): Promise<Page> {
  const page = await browser.newPage();
  const face = `@font-face { font-family: Archivo; src: url(data:font/woff2;base64,${font}) format('woff2') }`;
  const html = `<!doctype html><style>${face} span { font-size: 40px }</style><body>${body}`;
  await page.goto(`data:text/html;base64,${Buffer.from(html).toString('base64')}`);
  await page.evaluate(() => document.fonts.ready);
  return page;
}

test('a page opens, runs its script and can be photographed', async () => {
  const page = await open('<p id="seat"></p><script>seat.textContent = "Row 12, seat " + (3 + 4)</script>');
  expect(await page.$eval('#seat', (seat) => seat.textContent)).toBe('Row 12, seat 7');
  const blank = await open('');
  const [written, empty] = await Promise.all([page.screenshot(), blank.screenshot()]);
  expect(Buffer.from(written).subarray(1, 4).toString()).toBe('PNG');
  expect(written.length).toBeGreaterThan(empty.length);
});

test('text is drawn with a web font', async () => {
  const page = await open(
    '<span style="font-family: Archivo">Section 114</span><br><span>Section 114</span>',
  );
  const widths = await page.$$eval('span', (spans) =>
    spans.map((span) => span.getBoundingClientRect().width),
  );
  expect(widths[0]).not.toBeCloseTo(widths[1]!, 0);

  const ink = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d')!;
    context.font = '40px Archivo';
    context.fillText('Section 114', 0, 60);
    return context.getImageData(0, 0, 300, 150).data.filter((value, index) => index % 4 === 3 && value > 128)
      .length;
  });
  expect(ink).toBeGreaterThan(1_000);
});
