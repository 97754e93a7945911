/** What Stripe told is removed after the days of the settings; what waits, what it did, and where the reconciliation goes on stay. */
import type { MarketplaceSettings } from '@holdfast/shared/marketplace';
import { expect } from 'vitest';
import { buildListing } from '../../../test/factories/listings.ts';
import { dayMs } from '../../../test/factories/times.ts';
import { Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { signedIn } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { removeOldEvents } from './removeOldEvents.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});

const daysAgo = (days: number) => new Date(Date.now() - days * dayMs);
const event = (id: string, days: number, outcome = 'applied') => ({
  id,
  type: 'payment_intent.succeeded',
  outcome,
  received_at: daysAgo(days),
});
const idsOf = async () =>
  (await app.context.db('stripe_events').where('id', 'like', 'evt_old%').orderBy('id')).map(({ id }) => id);

it('keeps them two years unless the settings say otherwise, and what waits in any case', async () => {
  const admin = await signedIn(app, 'admin');
  const { db } = app.context;
  await new Fan(app).buy((await buildListing(app.context)).id, 1);
  await db('stripe_events').insert([
    event('evt_old1', 731),
    event('evt_old2', 731, 'failed'),
    event('evt_old3', 731, 'early'),
    event('evt_old4', 729, 'notOurs'),
    event('evt_old5', 59),
  ]);
  await removeOldEvents(app.context);
  expect(await idsOf()).toEqual(['evt_old2', 'evt_old3', 'evt_old4', 'evt_old5']);

  const { body: found } = await admin.ask<MarketplaceSettings>('GET', '/admin/settings/marketplace');
  expect(found.stripeEventDays).toBe(730);
  const { name, contactEmail, postalAddress, timeZone, currency, mailFromName, mailFromAddress, version } =
    found;
  const settings = {
    name,
    contactEmail,
    postalAddress,
    timeZone,
    currency,
    mailFromName,
    mailFromAddress,
    version,
  };
  const put = (stripeEventDays: number) =>
    admin.ask<MarketplaceSettings>('PUT', '/admin/settings/marketplace', { ...settings, stripeEventDays });
  // Stripe may still tell of them, or they are taken in again.
  expect(await put(59)).toMatchObject({ status: 422, body: { errors: [{ field: 'stripeEventDays' }] } });
  expect((await put(60)).body.stripeEventDays).toBe(60);
  await removeOldEvents(app.context);
  expect(await idsOf()).toEqual(['evt_old2', 'evt_old3', 'evt_old5']);
  const { body: list } = await admin.ask<{ keptFrom: string }>('GET', '/admin/stripe-events');
  expect(Math.round((Date.now() - Date.parse(list.keptFrom)) / dayMs)).toBe(60);
  // The order's page, its past and the books don't read them.
  await db('stripe_events').where('id', 'like', 'evt_old%').delete();
  await app.verify();
});

it('the newest run of the reconciliation stays, however old: the next one goes on from there', async () => {
  const { db } = app.context;
  await db('stripe_reconciliations').delete();
  await db('stripe_reconciliations').insert(
    [900, 800].map((days) => ({
      at: daysAgo(days),
      events: 0,
      taken_in: 0,
      newest_event_at: 2_000_000 - days,
    })),
  );
  expect(await removeOldEvents(app.context)).toBe(1);
  expect(await db('stripe_reconciliations').select('newest_event_at')).toMatchObject([
    { newest_event_at: 2_000_000 - 800 },
  ]);
});
