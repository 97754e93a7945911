/**
 * The second game of the season with forty sold orders: moved on its page, then called off there, and the process is killed
 * between two refunds. What its fan and staff see then.
 */
import { orderLink } from '@holdfast/server/orders/index';
import { type Survivor, survives } from '@holdfast/server/test/journeys/calledOffCrashes';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { Browser } from 'puppeteer';
import { expect } from 'vitest';
import type { StaffPage } from '../admin/staffPage.ts';
import { heading, open } from '../fan/journey.ts';
import { visitor, widths } from '../fan/watch.ts';
import { sees } from '../page.ts';

const point = 'event change: an order had its turn, not committed';

/** @param office an administrator's page, which outlives the processes that it talks to */
export async function callOffAcrossKill(
  empty: TestApp & { end(): Promise<void> },
  browser: Browser,
  office: StaffPage,
): Promise<void> {
  const { id: listingId, event_id: eventId } = await empty.context
    .db('listings as l')
    .join('events as e', 'e.id', 'l.event_id')
    .where({ 'l.row': 'D', 'e.slug': 'gulls-at-erie-otters-2038-06-03' })
    .first('l.id', 'l.event_id');
  await empty.end();
  await survives(point, 40, 16, {
    market: { url: empty.url, databaseUrl: empty.databaseUrl, eventId, listingId },
    isMoved: true,
    move: () => move(office, eventId),
    async callOff() {
      await office.go(`/events/${eventId}/show`, /./);
      await office.click('input[type=radio][value=cancel]');
      await office.sees(/39 .*refund/);
      await office.fill('Reason, goes into the log', 'The roof leaks');
      await office.press('Change the event');
    },
    async look(survivor) {
      await fanSees(browser, survivor);
      await staffSee(office, survivor);
    },
  });
}

/** To a day a week later, on the game's page. */
async function move(office: StaffPage, eventId: string): Promise<void> {
  await office.go(`/events/${eventId}/show`, /./);
  await office.click('input[type=radio][value=move]');
  await office.typeInto('New start, in the venue’s time', '06102038');
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

async function staffSee(office: StaffPage, { changeId }: Survivor): Promise<void> {
  await office.go(`/event-changes/${changeId}`, /^Canceled: /);
  // The fortieth had the money back by choice, before.
  await office.sees('39 orders had their turn.');
  await office.sees(/Refunded\s*39/);
}
