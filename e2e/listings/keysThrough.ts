/** A queue that somebody works through as fast as they press keys. */
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { KeyInput } from 'puppeteer';
import { expect } from 'vitest';
import { consignorWith, sectionsOf } from '../admin/data.ts';
import type { StaffPage } from '../admin/staffPage.ts';
import { Colleague } from './colleague.ts';

/** Milliseconds from one key to the next. */
const keyMs = 120;

/**
 * Acts on one listing after the other with the same keys, at a steady pace. Only on a machine that is slower it waits: with the
 * second key for the preview, because a page that reads one for longer than a second says so instead of keeping the key; and
 * two listings behind, because pages forget keys that come much too early.
 */
async function workThrough({ page }: StaffPage, listings: number, keys: readonly KeyInput[]): Promise<void> {
  let [previewed, done] = [0, 0];
  page.on('response', (response) => {
    if (!/\/listings\/actions$/.test(response.url())) return;
    if (JSON.parse(response.request().postData() ?? '').preview === false) done++;
    else previewed++;
  });
  let last = Number.NEGATIVE_INFINITY;
  for (let listing = 0; listing < listings; listing++) {
    await expect.poll(() => listing - done, { interval: 5 }).toBeLessThanOrEqual(2);
    for (const [nth, key] of keys.entries()) {
      if (nth === 1) await expect.poll(() => previewed, { interval: 5 }).toBeGreaterThan(listing);
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

/**
 * Presses a, Enter, Enter every 120 ms until so many listings are approved, and expects that the page never complains about
 * the own last action.
 */
export async function approveByKeys(app: TestApp, staff: StaffPage, listings: number): Promise<void> {
  const rest = 30;
  await consignorWith(
    app,
    'Wilhelmina Ferncastle',
    sectionsOf(listings + rest, { state: 'submitted', priceAmount: 12_000 }),
  );
  const colleague = await Colleague.of(app);
  await staff.go('/to-approve?q=Ferncastle', 'To approve');
  await staff.rows();
  await staff.sees(`${listings + rest} listings`);
  const complaints = await noteComplaints(staff);
  await staff.keys('j', 'k');
  await workThrough(staff, listings, ['a', 'Enter', 'Enter']);
  await staff.sees(`${rest} listings, ${rest * 2} tickets`);
  expect(await complaints()).toEqual([]);
  const states = (await colleague.listings('q=Ferncastle&perPage=1000')).map(({ state }) => state);
  expect(states.filter((state) => state === 'live')).toHaveLength(listings);
  await staff.rows(rest);
}
