/**
 * A game with forty sold orders is moved, then called off on its page, and the process is killed between: what its fan and staff
 * see then.
 */
import { addPerson } from '@holdfast/server/accounts/index';
import { orderLink } from '@holdfast/server/orders/index';
import { dayMs, fromNow } from '@holdfast/server/test/factories/times';
import { type Survivor, survives } from '@holdfast/server/test/journeys/calledOffCrashes';
import type { Browser } from 'puppeteer';
import { expect } from 'vitest';
import { StaffPage } from './admin/staffPage.ts';
import { heading, open } from './fan/journey.ts';
import { visitor, widths } from './fan/watch.ts';
import { test } from './fixtures.ts';
import { newPage, sees } from './page.ts';

const staffAccount = { email: 'marta@example.com', password: 'a long enough one' };
const point = 'event change: an order had its turn, not committed';

test('forty orders of a moved game are refunded once, through a kill, and both pages say so', async ({
  browser,
}) => {
  let office: StaffPage | null = null;
  await survives(point, 40, 16, {
    isMoved: true,
    async move({ url, eventId }) {
      office = await signIn(browser, url);
      await move(office, eventId);
    },
    async callOff({ eventId }) {
      if (!office) throw new Error('nobody moved the game');
      await office.go(`/events/${eventId}/show`, /./);
      await office.click('input[type=radio][value=cancel]');
      await office.sees(/39 .*refund/);
      await office.fill('Reason, goes into the log', 'The roof leaks');
      await office.press('Change the event');
    },
    prepare: ({ db }) =>
      addPerson(db, { ...staffAccount, name: 'Marta Silva', roles: ['admin'], consignorId: null }),
    async look(survivor) {
      await fanSees(browser, survivor);
      await staffSee(office, survivor);
    },
  });
});

/** To another day three weeks from now, on the game's page. */
async function move(office: StaffPage, eventId: string): Promise<void> {
  await office.go(`/events/${eventId}/show`, /./);
  await office.click('input[type=radio][value=move]');
  const day = fromNow(21 * dayMs);
  await office.typeInto(
    'New start, in the venue’s time',
    `${day.slice(5, 7)}${day.slice(8, 10)}${day.slice(0, 4)}`,
  );
  await office.sees(
    /40 paid orders get one email each\. Each fan may keep the tickets or have the money back/,
  );
  await office.fill('Reason, goes into the log', 'The rink is taken');
  await office.press('Change the event');
  await office.sees('“The rink is taken”');
  await office.sees('40 orders had their turn.');
}

async function fanSees(browser: Browser, { app, orderId }: Survivor): Promise<void> {
  const { page, close, complaints } = await visitor(browser, widths.phone);
  await open(page, orderLink(app, orderId));
  expect(await heading(page)).toBe('Your refund is on its way');
  await sees(page, 'Refunded to the card:');
  await close();
  expect(complaints).toEqual([]);
}

/** An administrator's page. It is closed with the browser. */
async function signIn(browser: Browser, url: string): Promise<StaffPage> {
  const { page } = await newPage(browser);
  const staff = await StaffPage.open(page, url);
  await page.goto(`${url}/admin/`);
  await staff.fill('Email', staffAccount.email);
  await staff.fill('Password', staffAccount.password);
  await page.keyboard.press('Enter');
  await staff.sees('Marta Silva');
  return staff;
}

/** The page outlives the process that it talked to. */
async function staffSee(office: StaffPage | null, { changeId }: Survivor): Promise<void> {
  if (!office) throw new Error('nobody called the game off');
  await office.go(`/event-changes/${changeId}`, /^Canceled: /);
  // The fortieth had the money back by choice, before.
  await office.sees('39 orders had their turn.');
  await office.sees(/Refunded\s*39/);
  await office.close();
}
