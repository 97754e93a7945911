/**
 * An action that is requested before its preview has arrived: it isn't done without a preview, and the screen
 * says why.
 */
import type { HTTPRequest } from 'puppeteer';
import { expect } from 'vitest';
import { newPackage } from './admin/package.ts';
import { type StaffPage, widths } from './admin/staffPage.ts';
import { test } from './fixtures.ts';

interface Held {
  /** Releases the waiting previews and all later ones. */
  release(): void;
  /** Every action that the browser asked for: what isn't a preview. */
  requests: string[];
  /** Every preview request. */
  previews: string[];
}

/** Delays previews until they are released, like a slow server. */
async function holdPreviews({ page }: StaffPage, path: RegExp): Promise<Held> {
  const waiting: HTTPRequest[] = [];
  const held: Held = {
    requests: [],
    previews: [],
    release() {
      isHeld = false;
      for (const request of waiting.splice(0)) void request.continue();
    },
  };
  let isHeld = true;
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const body = request.method() === 'POST' && path.test(request.url()) ? request.postData() : undefined;
    const isPreview = body !== undefined && JSON.parse(body).preview === true;
    if (body !== undefined) held[isPreview ? 'previews' : 'requests'].push(body);
    if (isPreview && isHeld) waiting.push(request);
    else void request.continue();
  });
  return held;
}

/** The text that screen readers get at the button. */
const announcedText = ({ page }: StaffPage) =>
  page.$eval('aside [role="status"]', (line) => line.textContent);
const screens = [widths.desktop, widths.laptop];

test('a listing is approved only after its preview is shown, and Enter before that shows a hint', async ({
  staff,
}) => {
  await staff.go('/to-approve', 'To approve');
  await staff.rows();
  const held = await holdPreviews(staff, /\/listings\/actions$/);
  await staff.keys('j', 'a');
  await staff.sees('Nothing has happened yet.');
  expect(await announcedText(staff)).toBe('');
  await staff.keys('Enter');
  await staff.sees('The preview is still being read. Press Enter again when it is here.');
  expect(await staff.inspect('action-too-early', screens)).toEqual([]);
  await staff.keys('Enter', 'Enter');
  expect(held.requests).toEqual([]);
  held.release();
  await staff.sees('The preview is here. Look at it, then press Enter.');
  await staff.ready();
  expect(held.requests).toEqual([]);
  await staff.keys('Enter');
  await staff.sees('This is what happened.');
  expect(held.requests).toHaveLength(1);
});

test('typing a reason requests no other preview, and a missing reason is named', async ({ staff }) => {
  await staff.go('/to-approve', 'To approve');
  await staff.rows();
  const held = await holdPreviews(staff, /\/listings\/actions$/);
  held.release();
  await staff.keys('j', 'r');
  await staff.sees('What happens to them');
  await staff.keys('Control+Enter');
  await staff.sees('Say why first, in a few words.');
  const before = held.previews.length;
  await staff.page.keyboard.type('These seats are obstructed');
  await staff.keys('Control+Enter');
  await staff.sees('This is what happened.');
  expect(held.previews).toHaveLength(before);
  expect(held.requests).toHaveLength(1);
});

test('games are consigned only after their preview is shown', async ({ app, staff }) => {
  const { id, title } = await newPackage(app);
  await staff.go(`/packages/${id}/show`, title);
  const held = await holdPreviews(staff, /\/packages\/\w+\/games$/);
  await staff.keys('j', 'x');
  await staff.sees('1 game chosen');
  await staff.keys('c');
  await staff.sees('Nothing has happened yet.');
  await staff.keys('Control+Enter');
  await staff.sees('The preview is still being read. Press Ctrl Enter again when it is here.');
  expect(held.requests).toEqual([]);
  held.release();
  await staff.sees('The preview is here. Look at it, then press Ctrl Enter.');
  await staff.keys('Control+Enter');
  await staff.sees('1 listing with 4 tickets');
  expect(held.requests).toHaveLength(1);
});
