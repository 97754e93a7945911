/**
 * An action that is requested before its preview has arrived: it isn't done without a preview, and the screen
 * says why.
 */
import { Fan } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Season } from '@holdfast/shared/catalog';
import type { Consignor } from '@holdfast/shared/consignors';
import type { SeasonPackage } from '@holdfast/shared/packages';
import type { HTTPRequest } from 'puppeteer';
import { expect, test } from 'vitest';
import { useStaffPage } from './admin/staffFixture.ts';
import { type StaffPage, widths } from './admin/staffPage.ts';

let app: TestApp;
let staffPage: StaffPage;
useStaffPage({
  demo: { history: false },
  app: (started) => {
    app = started;
  },
  staffPage: (opened) => {
    staffPage = opened;
  },
});

interface Held {
  /** Releases the waiting previews and all later ones. */
  release(): void;
  /** Every action that the browser asked for: what isn't a preview. */
  requests: string[];
  /** Every preview request. */
  previews: string[];
}

/** Delays previews until they are released, like a slow server. */
async function holdPreviews(path: RegExp): Promise<Held> {
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
  await staffPage.page.setRequestInterception(true);
  staffPage.page.on('request', (request) => {
    const body = request.method() === 'POST' && path.test(request.url()) ? request.postData() : undefined;
    const isPreview = body !== undefined && JSON.parse(body).preview === true;
    if (body !== undefined) held[isPreview ? 'previews' : 'requests'].push(body);
    if (isPreview && isHeld) waiting.push(request);
    else void request.continue();
  });
  return held;
}

/** The text that screen readers get at the button. */
const announcedText = () => staffPage.page.$eval('aside [role="status"]', (line) => line.textContent);
const screens = [widths.desktop, widths.laptop];

test('a listing is approved only after its preview is shown, and Enter before that shows a hint', async () => {
  await staffPage.signIn('staff');
  await staffPage.title(/\w+day, /);
  await staffPage.go('/to-approve', 'To approve');
  await staffPage.rows();
  const held = await holdPreviews(/\/listings\/actions$/);
  await staffPage.keys('j', 'a');
  await staffPage.sees('Nothing has happened yet.');
  expect(await announcedText()).toBe('');
  await staffPage.keys('Enter');
  await staffPage.sees('The preview is still being read. Press Enter again when it is here.');
  expect(await staffPage.inspect('action-too-early', screens)).toEqual([]);
  await staffPage.keys('Enter', 'Enter');
  expect(held.requests).toEqual([]);
  held.release();
  await staffPage.sees('The preview is here. Look at it, then press Enter.');
  await staffPage.ready();
  expect(held.requests).toEqual([]);
  await staffPage.keys('Enter');
  await staffPage.sees('This is what happened.');
  expect(held.requests).toHaveLength(1);
});

test('typing a reason requests no other preview, and a missing reason is named', async () => {
  await staffPage.signIn('staff');
  await staffPage.title(/\w+day, /);
  await staffPage.go('/to-approve', 'To approve');
  await staffPage.rows();
  const held = await holdPreviews(/\/listings\/actions$/);
  held.release();
  await staffPage.keys('j', 'r');
  await staffPage.sees('What happens to them');
  await staffPage.keys('Control+Enter');
  await staffPage.sees('Say why first, in a few words.');
  const before = held.previews.length;
  await staffPage.page.keyboard.type('These seats are obstructed');
  await staffPage.keys('Control+Enter');
  await staffPage.sees('This is what happened.');
  expect(held.previews).toHaveLength(before);
  expect(held.requests).toHaveLength(1);
});

test('games are consigned only after their preview is shown', async () => {
  const staff = new Fan(app);
  await staff.signIn('staff@demo.holdfast.example', 'demo-staff-2026');
  const read = async <T>(path: string) => (await staff.ask<T>('GET', path)).body;
  const [season] = (await read<{ data: Season[] }>('/admin/seasons?q=Steelers')).data;
  const [consignor] = (await read<{ data: Consignor[] }>('/admin/consignors?perPage=1')).data;
  const made = await staff.ask<SeasonPackage>('POST', '/admin/packages', {
    consignorId: consignor?.id,
    seasonId: season?.id,
    section: '778',
    row: 'C',
    seats: '9–12',
    price: { by: 'set', amount: 10_000 },
    confirm: true,
  });
  expect(made.status).toBe(201);
  await staffPage.signIn('staff');
  await staffPage.title(/\w+day, /);
  await staffPage.go(`/packages/${made.body.id}/show`, '778 / C / 9–12');
  const held = await holdPreviews(/\/packages\/\w+\/games$/);
  await staffPage.keys('j', 'x');
  await staffPage.sees('1 game chosen');
  await staffPage.keys('c');
  await staffPage.sees('Nothing has happened yet.');
  await staffPage.keys('Control+Enter');
  await staffPage.sees('The preview is still being read. Press Ctrl Enter again when it is here.');
  expect(held.requests).toEqual([]);
  held.release();
  await staffPage.sees('The preview is here. Look at it, then press Ctrl Enter.');
  await staffPage.keys('Control+Enter');
  await staffPage.sees('1 listing with 4 tickets');
  expect(held.requests).toHaveLength(1);
});
