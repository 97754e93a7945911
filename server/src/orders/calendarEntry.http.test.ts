/** The event of an order in the fan's calendar, over HTTP. */
import ICAL from 'ical.js';
import { expect } from 'vitest';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { setEventStatus } from '../catalog/index.ts';
import { inTransaction } from '../platform/db/index.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});

/** An order of two tickets, and its entry as calendars read it. */
async function bought(event: Parameters<typeof buildEvent>[1], timeTbd = false) {
  const eventId = await buildEvent(app.context, event);
  await app.context.db('events').where({ id: eventId }).update({ time_tbd: timeTbd });
  const listing = await buildListing(app.context, { eventId });
  const fan = new Fan(app);
  const { id, code } = await fan.buy(listing.id, 2);
  const entry = async () => {
    const text = (await fan.file(`/reservations/${id}/calendar.ics`)).toString();
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
    const [read, ...others] = calendar.getAllSubcomponents('vevent');
    expect(others).toEqual([]);
    return (name: string) => String(read?.getFirstPropertyValue(name) ?? '');
  };
  const become = (status: 'postponed' | 'cancelled') =>
    inTransaction(app.context.db, (trx) => setEventStatus(trx, eventId, status));
  return { id, code, entry, become };
}

it('says when and where, and leads to the order', async () => {
  const startsAt = '2038-01-15T18:30:00.000Z';
  const { id, code, entry } = await bought({ startsAt });
  const said = await entry();
  expect(said('uid')).toBe(`${id}@holdfast`);
  expect(said('dtstart')).toBe('2038-01-15T18:30:00Z');
  expect(said('status')).toBe('CONFIRMED');
  expect(said('description')).toContain(`Order ${code}, 2 tickets.`);
  expect(said('url')).toMatch(new RegExp(`/orders/${id}$`));
});

it('is the whole day while nobody knows the time', async () => {
  // Half past seven in the evening at the venue, and the next day in UTC.
  const { entry } = await bought({ startsAt: '2038-01-16T00:30:00.000Z' }, true);
  expect((await entry())('dtstart')).toBe('2038-01-15');
});

it('is tentative while the event is postponed, and canceled with it', async () => {
  const { entry, become } = await bought({});
  await become('postponed');
  const postponed = await entry();
  expect([postponed('status'), postponed('summary')]).toEqual([
    'TENTATIVE',
    expect.stringMatching(/^Postponed: /),
  ]);
  await become('cancelled');
  const canceled = await entry();
  expect(canceled('status')).toBe('CANCELLED');
  expect(Number(canceled('sequence'))).toBeGreaterThanOrEqual(Number(postponed('sequence')));
});

it('is nobody else’s', async () => {
  const { id } = await bought({});
  expect((await new Fan(app).ask('GET', `/reservations/${id}/calendar.ics`)).status).toBe(404);
});
