/** A game with forty sold orders is moved, then called off, and the process is killed between: what its fan and staff see then. */
import { addPerson } from '@holdfast/server/accounts/index';
import { orderLink } from '@holdfast/server/orders/index';
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
  await survives(point, 40, 16, {
    isMoved: true,
    prepare: ({ db }) =>
      addPerson(db, { ...staffAccount, name: 'Marta Silva', roles: ['admin'], consignorId: null }),
    async look(survivor) {
      await fanSees(browser, survivor);
      await staffSee(browser, survivor);
    },
  });
});

async function fanSees(browser: Browser, { app, orderId }: Survivor): Promise<void> {
  const { page, close, complaints } = await visitor(browser, widths.phone);
  await open(page, orderLink(app, orderId));
  expect(await heading(page)).toBe('Your refund is on its way');
  await sees(page, 'Refunded to the card:');
  await close();
  expect(complaints).toEqual([]);
}

async function staffSee(browser: Browser, { url, changeId }: Survivor): Promise<void> {
  const { page, context } = await newPage(browser);
  const staff = await StaffPage.open(page, url);
  await page.goto(`${url}/admin/`);
  await staff.fill('Email', staffAccount.email);
  await staff.fill('Password', staffAccount.password);
  await page.keyboard.press('Enter');
  await staff.sees('Marta Silva');
  await staff.go(`/event-changes/${changeId}`, /^Canceled: /);
  // The fortieth had the money back by choice, before.
  await staff.sees('39 orders had their turn.');
  await staff.sees(/Refunded\s*39/);
  await context.close();
}
