/** A fan sends one of two tickets to a friend, whose phone has a new code; the gate knows which one is dead. In real browsers. */

import { buildEvent } from '@holdfast/server/test/factories/catalog';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { fromNow, hourMs } from '@holdfast/server/test/factories/times';
import type { Fan } from '@holdfast/server/test/fan';
import { signedIn } from '@holdfast/server/test/people';
import { emailsTo } from '@holdfast/server/test/waitingClient';
import type { Scanned } from '@holdfast/shared/gate';
import type { Page } from 'puppeteer';
import { expect } from 'vitest';
import { widths as desk } from './admin/staffPage.ts';
import { fill, fillCard, heading, holdFirst, open, press, seesTickets } from './fan/journey.ts';
import { inspectWidths, visitor, widths } from './fan/watch.ts';
import { test } from './fixtures.ts';
import { patience, sees } from './page.ts';

const email = 'ana.friend@example.com';
/** The codes that a page shows, as the gate reads them. */
const codesOn = (page: Page): Promise<string[]> =>
  page.$$eval('.ticket .id', (ids) => ids.map((id) => (id.textContent ?? '').replaceAll(' ', '')));

test('two bought, one sent, accepted on a phone; the old code is refused at the gate, the new one lets in', async ({
  app,
  browser,
  visit,
  support,
}) => {
  const eventId = await buildEvent(app.context, { startsAt: fromNow(3 * hourMs) });
  await buildListing(app.context, { eventId, seats: [5, 6] });
  const { slug } = await app.context.db('events').where({ id: eventId }).first('slug');
  const { page } = visit;
  await holdFirst(page, `${app.url}/games/${slug}`);
  await fillCard(page, '4242 4242 4242 4242');
  await press(page, /^Pay \$/);
  await seesTickets(page, 2);
  const before = await codesOn(page);

  await press(page, 'Send tickets to a friend');
  await press(page, 'Send', '.send-tickets form');
  await sees(page, 'Choose a ticket.');
  await page.click('.send-tickets input[type=checkbox]');
  await fill(page, 'input[name=toName]', 'Ana');
  await fill(page, 'input[name=toEmail]', email);
  await fill(page, 'input[name=fromName]', 'Dana');
  expect(await inspectWidths(page, 'send-tickets')).toEqual([]);
  await press(page, 'Send', '.send-tickets form');
  await sees(page, 'and not accepted yet. Your code stays good until then.');
  expect(await codesOn(page)).toEqual(before);

  const [mail] = await emailsTo(app, email, 1, 'handoverSent');
  const phone = await visitor(browser, widths.phone);
  await open(phone.page, /(\S+\/tickets#\S+)/.exec(mail?.text_body ?? '')?.[1] ?? 'no link');
  expect(await heading(phone.page)).toBe('Dana sent you 1 ticket');
  expect(await inspectWidths(phone.page, 'tickets-offered')).toEqual([]);
  await press(phone.page, 'Accept');
  await seesTicketOf(phone.page);
  expect(await heading(phone.page)).toBe('Your ticket');
  expect(await inspectWidths(phone.page, 'tickets-accepted')).toEqual([]);
  const [code = ''] = await codesOn(phone.page);

  // The page that is open follows by itself.
  await sees(page, 'Your code no longer opens the gate.');
  await seesTickets(page, 1);
  const after = await codesOn(page);
  expect(await inspectWidths(page, 'order-sent')).toEqual([]);
  const dead = before.find((each) => !after.includes(each)) ?? '';
  const gate: Fan = await signedIn(app, 'gate');
  const scan = async (scanned: string) =>
    (await gate.ask<Scanned>('POST', `/gate/events/${eventId}/scans`, { code: scanned, gate: 'North' })).body
      .result;
  expect([await scan(dead), await scan(code), await scan(code)]).toEqual([
    'sentOn',
    'admitted',
    'alreadyAdmitted',
  ]);
  expect(phone.complaints).toEqual([]);
  await phone.close();

  const orderId = page.url().split('/').at(-1);
  await support.go(`/reservations/${orderId}/show`, /HF-/);
  await support.sees(`Accepted by Ana (${email}).`);
  expect(await support.inspect('case-handover', [desk.desktop, desk.phone])).toEqual([]);
});

async function seesTicketOf(page: Page): Promise<void> {
  await page.waitForFunction(
    () => (document.querySelector<HTMLImageElement>('.qr img')?.naturalWidth ?? 0) > 0,
    patience,
  );
}
