/** What is removed after the days of the settings: what Stripe told, and the texts of emails. What waits, and what anybody needs later, stays. */
import type { MarketplaceSettings } from '@holdfast/shared/marketplace';
import { expect } from 'vitest';
import { removeOldTexts } from '../../src/notifications/index.ts';
import { removeOldEvents } from '../../src/payments/inbox/removeOldEvents.ts';
import { bankDoes } from '../bank.ts';
import { buildListing } from '../factories/listings.ts';
import { dayMs } from '../factories/times.ts';
import { eventually, Fan } from '../fan.ts';
import { it } from '../fixtures.ts';
import { signedIn } from '../people.ts';
import type { TestApp } from '../runningApp.ts';

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

it('the texts of emails go after two years; that they were sent stays, and so does what somebody waits for', async () => {
  const { db } = app.context;
  const fan = new Fan(app);
  const order = await fan.buy((await buildListing(app.context)).id, 1);
  const disputed = await fan.buy((await buildListing(app.context)).id, 1);
  const { stripe_id: paymentIntent } = await db('payments').where({ reservation_id: disputed.id }).first();
  const dispute = await bankDoes(app, 'disputes', { paymentIntent });
  const disputeOf = () => db('payments_disputes').where({ reservation_id: disputed.id }).first();
  await eventually('it is disputed', async () => (await disputeOf()) !== undefined);
  const email = (id: string, days: number, more: object = {}) => ({
    id,
    cause: id,
    kind: 'order',
    to_address: 'fan@example.com',
    subject: 'Your tickets',
    text_body: 'text',
    html_body: '<p>text</p>',
    state: 'sent',
    reservation_id: order.id,
    created_at: daysAgo(days),
    ...more,
  });
  const withText = async () =>
    (await db('emails').where('id', 'like', 'eml_old%').whereNot({ text_body: '' }).orderBy('id')).map(
      ({ id }) => id,
    );
  await db('emails').insert([
    email('eml_old1', 731),
    email('eml_old2', 729),
    email('eml_old3', 731, { state: 'failed' }),
    email('eml_old4', 731, { state: 'failed', settled_at: new Date() }),
    email('eml_old5', 731, { state: 'queued', next_at: new Date(Date.now() + dayMs) }),
    email('eml_old6', 731, { reservation_id: disputed.id }),
    email('eml_old7', 731, { reservation_id: null }),
  ]);
  expect(await removeOldTexts(app.context)).toBe(3);
  expect(await withText()).toEqual(['eml_old2', 'eml_old3', 'eml_old5', 'eml_old6']);
  expect(await db('emails').where({ id: 'eml_old1' }).first()).toMatchObject({
    to_address: 'fan@example.com',
    subject: 'Your tickets',
    html_body: '',
  });
  await bankDoes(app, `disputes/${dispute.id}`, { status: 'won' });
  await eventually('the bank decided', async () => (await disputeOf()).state === 'won');
  await removeOldTexts(app.context);
  expect(await withText()).toEqual(['eml_old2', 'eml_old3', 'eml_old5']);
  await db('emails').where('id', 'like', 'eml_old%').delete();
});
