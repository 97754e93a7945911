/** A deed is asked for before its preview is here: nothing is done unseen, and nothing is passed over in silence. */
import { Fan } from '@holdfast/server/test/fan';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { Season } from '@holdfast/shared/catalog';
import type { Consignor, SeasonPackage } from '@holdfast/shared/consignment';
import type { HTTPRequest } from 'puppeteer';
import { expect, test } from 'vitest';
import { atTheDesk } from './office/atTheDesk.ts';
import { type Desk, widths } from './office/desk.ts';

let house: TestedHouse;
let desk: Desk;
atTheDesk({
  demo: { history: false },
  house: (started) => {
    house = started;
  },
  desk: (opened) => {
    desk = opened;
  },
});

interface Held {
  /** Lets the previews go that wait, and all that follow. */
  release(): void;
  /** Every deed that the browser asked for: what isn't a preview. */
  asked: string[];
  /** Every preview. */
  previews: string[];
}

/** The server is slow with its previews: they wait until they are let go. */
async function holdPreviews(path: RegExp): Promise<Held> {
  const waiting: HTTPRequest[] = [];
  const held: Held = {
    asked: [],
    previews: [],
    release() {
      isHeld = false;
      for (const request of waiting.splice(0)) void request.continue();
    },
  };
  let isHeld = true;
  await desk.page.setRequestInterception(true);
  desk.page.on('request', (request) => {
    const body = request.method() === 'POST' && path.test(request.url()) ? request.postData() : undefined;
    const isPreview = body !== undefined && JSON.parse(body).preview === true;
    if (body !== undefined) held[isPreview ? 'previews' : 'asked'].push(body);
    if (isPreview && isHeld) waiting.push(request);
    else void request.continue();
  });
  return held;
}

/** What is read out at the button. */
const said = () => desk.page.$eval('aside [role="status"]', (line) => line.textContent);
const screens = [widths.desk, widths.laptop];

test('a listing is approved only once its preview was seen, and Enter before it says so', async () => {
  await desk.signIn('staff');
  await desk.title(/\w+day, /);
  await desk.go('/to-approve', 'To approve');
  await desk.rows();
  const held = await holdPreviews(/\/listings\/actions$/);
  await desk.keys('j', 'a');
  await desk.sees('Nothing has happened yet.');
  expect(await said()).toBe('');
  await desk.keys('Enter');
  await desk.sees('The preview is still being read. Press Enter again when it is here.');
  expect(await desk.inspect('deed-too-early', screens)).toEqual([]);
  await desk.keys('Enter', 'Enter');
  expect(held.asked).toEqual([]);
  held.release();
  await desk.sees('The preview is here. Look at it, then press Enter.');
  await desk.ready();
  expect(held.asked).toEqual([]);
  await desk.keys('Enter');
  await desk.sees('This is what happened.');
  expect(held.asked).toHaveLength(1);
});

test('a reason that is typed asks for no other preview, and one that is missing is named', async () => {
  await desk.signIn('staff');
  await desk.title(/\w+day, /);
  await desk.go('/to-approve', 'To approve');
  await desk.rows();
  const held = await holdPreviews(/\/listings\/actions$/);
  held.release();
  await desk.keys('j', 'r');
  await desk.sees('What happens to them');
  await desk.keys('Control+Enter');
  await desk.sees('Say why first, in a few words.');
  const before = held.previews.length;
  await desk.page.keyboard.type('These seats are obstructed');
  await desk.keys('Control+Enter');
  await desk.sees('This is what happened.');
  expect(held.previews).toHaveLength(before);
  expect(held.asked).toHaveLength(1);
});

test('games are consigned only once their preview was seen', async () => {
  const staff = new Fan(house);
  await staff.signIn('staff@demo.holdfast.example', 'demo-staff-2026');
  const read = async <T>(path: string) => (await staff.ask<T>('GET', path)).body;
  const [season] = (await read<{ data: Season[] }>('/office/seasons?q=Steelers')).data;
  const [consignor] = (await read<{ data: Consignor[] }>('/office/consignors?perPage=1')).data;
  const made = await staff.ask<SeasonPackage>('POST', '/office/packages', {
    consignorId: consignor?.id,
    seasonId: season?.id,
    section: '778',
    row: 'C',
    seats: '9–12',
    price: { by: 'set', amount: 10_000 },
    confirm: true,
  });
  expect(made.status).toBe(201);
  await desk.signIn('staff');
  await desk.title(/\w+day, /);
  await desk.go(`/packages/${made.body.id}/show`, '778 / C / 9–12');
  const held = await holdPreviews(/\/packages\/\w+\/games$/);
  await desk.keys('j', 'x');
  await desk.sees('1 game chosen');
  await desk.keys('c');
  await desk.sees('Nothing has happened yet.');
  await desk.keys('Control+Enter');
  await desk.sees('The preview is still being read. Press Ctrl Enter again when it is here.');
  expect(held.asked).toEqual([]);
  held.release();
  await desk.sees('The preview is here. Look at it, then press Ctrl Enter.');
  await desk.keys('Control+Enter');
  await desk.sees('1 listing with 4 tickets');
  expect(held.asked).toHaveLength(1);
});
