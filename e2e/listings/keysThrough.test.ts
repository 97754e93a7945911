/** A queue is worked through as fast as somebody presses keys, and shows an own action from its own answer. */
import type { HTTPRequest, KeyInput } from 'puppeteer';
import { expect } from 'vitest';
import { consignorWith, sectionsOf } from '../admin/data.ts';
import type { StaffPage } from '../admin/staffPage.ts';
import { test } from '../fixtures.ts';
import { Colleague } from './colleague.ts';

/** Milliseconds from one key to the next. */
const keyMs = 120;

/**
 * Acts on one listing after the other with the same keys, at a steady pace that waits for no answer. Only on a machine that
 * falls two listings behind it waits: nobody presses on blindly for longer, and pages forget keys that come too early.
 */
async function workThrough({ page }: StaffPage, listings: number, keys: readonly KeyInput[]): Promise<void> {
  let done = 0;
  page.on('response', (response) => {
    const body = response.request().postData() ?? '';
    if (/\/listings\/actions$/.test(response.url()) && JSON.parse(body).preview === false) done++;
  });
  let last = Number.NEGATIVE_INFINITY;
  for (let listing = 0; listing < listings; listing++) {
    await expect.poll(() => listing - done, { interval: 5 }).toBeLessThanOrEqual(2);
    for (const key of keys) {
      await new Promise((pause) => setTimeout(pause, Math.max(0, last + keyMs - performance.now())));
      last = performance.now();
      await page.keyboard.press(key);
    }
  }
}

/** Keeps every text of alerts and of conflicts that the page ever shows. */
async function noteComplaints({ page }: StaffPage): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const here = window as unknown as { noted: Set<string> };
    here.noted = new Set();
    new MutationObserver(() => {
      for (const each of document.querySelectorAll('[role="alert"], .row-conflict'))
        here.noted.add((each.textContent ?? '').slice(0, 200));
      const text = document.body.innerText;
      for (const [found] of text.matchAll(
        /[^.\n]*(?:changed (?:this|it) (?:meanwhile|since)|Left out)[^.\n]*/g,
      ))
        here.noted.add(found.trim());
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => [...(window as unknown as { noted: Set<string> }).noted]);
}

test('a Enter Enter every 120 ms approves 100 listings, and never trips over the own last action', async ({
  app,
  staff,
}) => {
  await consignorWith(
    app,
    'Wilhelmina Ferncastle',
    sectionsOf(130, { state: 'submitted', priceAmount: 12_000 }),
  );
  const colleague = await Colleague.of(app);
  await staff.go('/to-approve?q=Ferncastle', 'To approve');
  await staff.rows();
  await staff.sees('130 listings');
  const complaints = await noteComplaints(staff);
  await staff.keys('j', 'k');
  await workThrough(staff, 100, ['a', 'Enter', 'Enter']);
  await staff.sees('30 listings, 60 tickets');
  expect(await complaints()).toEqual([]);
  const states = (await colleague.listings('q=Ferncastle&perPage=1000')).map(({ state }) => state);
  expect(states.filter((state) => state === 'live')).toHaveLength(100);
  await staff.rows(30);
});

test('an approval changes rows, totals, tab and sidebar from its own answer, without reading the list again', async ({
  app,
  staff,
}) => {
  await consignorWith(app, 'Ambrose Tillinghast', sectionsOf(8, { state: 'submitted', priceAmount: 12_000 }));
  await staff.go('/to-approve?q=Tillinghast', 'To approve');
  await staff.rows(8);
  await staff.sees('8 listings, 16 tickets');
  const reads: string[] = [];
  staff.page.on('request', (request: HTTPRequest) => {
    if (request.method() === 'GET' && /\/api\/admin\/listings\?/.test(request.url()))
      reads.push(request.url());
  });
  await staff.keys('j', 'k', 'a');
  await staff.perform();
  await staff.rows(7);
  await staff.sees('7 listings, 14 tickets');
  expect(reads).toEqual([]);
  await staff.keys('Enter');
  await staff.gone('aside.side');
});

test('when a whole view was approved, its rows and counts are right as soon as the run has ended', async ({
  app,
  staff,
}) => {
  await consignorWith(
    app,
    'Leopoldine Ashgrove',
    sectionsOf(140, { state: 'submitted', priceAmount: 12_000 }),
  );
  await staff.go('/to-approve?q=Ashgrove', 'To approve');
  await staff.rows();
  await staff.sees('140 listings');
  await staff.keys('Control+a', 'a');
  await staff.sees(/Go live now 140/);
  await staff.ready();
  await staff.keys('Control+Enter');
  await staff.sees(/Approve: 140 done/);
  // The panel with the report is still open.
  await staff.sees('No listings match these filters.');
  await staff.sees('0 listings');
});
