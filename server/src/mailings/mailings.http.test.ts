/** Messages to many over HTTP: counted, previewed, confirmed; each email once, also when a worker dies; stopped, and sent again. */
import type { MailingDetail, MailingPreview, NewMailing } from '@holdfast/shared/mailings';
import { expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { mailingJobs } from './sendMailings.ts';

let app: TestApp;
let support: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  support = await signedIn(app, 'support', 'Sam');
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});

const at = '/admin/mailings';
const words = {
  subject: 'About {{event}}',
  text: 'Your order {{order}}: {{tickets}}.\n\n[Open it]({{orderLink}})',
};
const preview = (body: object) => support.ask<MailingPreview>('POST', `${at}/preview`, { ...words, ...body });
const send = (body: NewMailing) =>
  support.ask<MailingDetail & { code: string; errors: Array<{ field: string; message: string }> }>(
    'POST',
    at,
    body,
  );
const read = async (id: string) => (await support.ask<MailingDetail>('GET', `${at}/${id}`)).body;
const emailsOf = (id: string) =>
  app.context.db('emails').where('cause', 'like', `mailing/${id}/%`).orderBy('cause');
/** A turn of the job, as a worker takes one. */
const turn = (id: string) => mailingJobs(app.context)['mailings.send']?.({ mailingId: id });

/** An event with orders of these addresses. */
async function soldEvent(addresses: readonly string[]): Promise<{ eventId: string; orders: string[] }> {
  const { eventId } = await buildGame(app.context, {});
  const { id: listingId } = await buildListing(app.context, {
    eventId,
    state: 'live',
    quantity: 20,
  } as never);
  const orders: string[] = [];
  for (const email of addresses) {
    const { id } = await new Fan(app).buy(listingId, 1);
    await app.context
      .db('reservations')
      .where({ id })
      .update({ email: email || null });
    orders.push(id);
  }
  return { eventId, orders };
}

it('counts whom it reaches, says who is left out and why, and shows it to three of them without their links', async () => {
  const { eventId } = await soldEvent(['ann@example.com', 'Ben@example.com', 'ben@example.com', '']);
  const { body } = await preview({ audience: { to: 'buyers', eventId } });
  expect(body).toMatchObject({
    count: 2,
    leftOut: [
      { reason: 'noAddress', count: 1 },
      { reason: 'sameAddress', count: 1 },
    ],
    problems: [],
  });
  expect(body.examples.map(({ to }) => to.toLowerCase()).sort()).toEqual([
    'ann@example.com',
    'ben@example.com',
  ]);
  expect(JSON.stringify(body.examples)).not.toContain('/open/');
  expect((await preview({ audience: { to: 'buyers', eventId, sections: ['Nowhere'] } })).body.count).toBe(0);
  const [line] = await app.context.db('listings').where({ event_id: eventId }).select('id');
  const reached = async (part: object) =>
    (await preview({ audience: { to: 'buyers', eventId, ...part } })).body.count;
  expect(await reached({ listingIds: [line.id] })).toBe(2);
  const { id: other } = await buildListing(app.context, { eventId, state: 'live' });
  expect(await reached({ listingIds: [other] })).toBe(0);
  // Their seller hasn't sent them yet; once they are on their way nobody is left.
  await eventually('deliveries are due', async () => (await reached({ deliveryDue: true })) === 2);
  await app.context.db('deliveries').where({ event_id: eventId }).update({ state: 'sent' });
  expect(await reached({ deliveryDue: true })).toBe(0);
  await app.context.db('deliveries').where({ event_id: eventId }).update({ state: 'due' });
  const wrong = await preview({ audience: { to: 'buyers', eventId }, text: 'Hello {{name}}' });
  expect(wrong.body.problems[0]?.message).toMatch(/no \{\{name\}\} here\. There are \{\{event\}\}/);
  expect(wrong.body.examples).toEqual([]);
});

it('is sent to whom was confirmed, each once, and says so', async () => {
  const { eventId, orders } = await soldEvent(['cleo@example.com', 'dan@example.com']);
  const audience = { to: 'buyers', eventId } as const;
  const refused = await send({ ...words, audience, count: 3 });
  expect(refused.body.errors).toMatchObject([
    { field: 'count', message: expect.stringMatching(/reach 2 by now, not 3/) },
  ]);
  const { body, status } = await send({ ...words, audience, count: 2 });
  expect([status, body.counts.all]).toEqual([201, 2]);
  await eventually('both are sent', async () => (await read(body.id)).state === 'sent');
  await Promise.all([turn(body.id), turn(body.id)]);
  const emails = await emailsOf(body.id);
  expect(emails.map(({ to_address }) => to_address).sort()).toEqual(['cleo@example.com', 'dan@example.com']);
  expect(emails.map(({ reservation_id }) => reservation_id).sort()).toEqual(orders.toSorted());
  expect(emails[0].text_body).toMatch(/Open it: http\S+\/open\//);
  expect(await read(body.id)).toMatchObject({
    by: 'Sam',
    counts: { sent: 2, failed: 0, waiting: 0 },
    failures: [],
  });
});

it('writes once although two workers take turns, leaves out whose address was erased, and is stopped', async () => {
  const { eventId, orders } = await soldEvent(['eve@example.com', 'fay@example.com', 'gil@example.com']);
  const { db } = app.context;
  const id = 'mlg_01jd00000000000000000000st';
  await db('mailings').insert({
    id,
    ...words,
    audience: { to: 'buyers', eventId, sections: [], listingIds: [], deliveryDue: false },
    event_id: eventId,
    by: 'system',
    created_at: new Date(),
  });
  await db('mailing_recipients').insert(
    orders.map((recipient_id) => ({ mailing_id: id, recipient_id, state: 'waiting' })),
  );
  await db('reservations').where({ id: orders[1] }).update({ email: null });
  await Promise.all([turn(id), turn(id)]);
  await eventually('everybody had their turn', async () => (await read(id)).counts.waiting === 0);
  expect((await emailsOf(id)).map(({ to_address }) => to_address).sort()).toEqual([
    'eve@example.com',
    'gil@example.com',
  ]);
  expect((await read(id)).counts).toMatchObject({ all: 3, leftOut: 1 });
  expect((await support.ask('POST', `${at}/${id}/stop`)).body).toMatchObject({ code: 'nothing_to_do' });
  await db('mailing_recipients')
    .where({ mailing_id: id, recipient_id: orders[1] })
    .update({ state: 'waiting' });
  const { body } = await support.ask<MailingDetail>('POST', `${at}/${id}/stop`);
  expect(body.counts).toMatchObject({ stopped: 1, waiting: 0 });
  await turn(id);
  expect(await emailsOf(id)).toHaveLength(2);
});

it('writes once more to those alone whose email failed', async () => {
  const { eventId } = await soldEvent(['hal@example.com', 'ida@example.com']);
  const { body } = await send({ ...words, audience: { to: 'buyers', eventId }, count: 2 });
  await eventually('both are sent', async () => (await read(body.id)).state === 'sent');
  expect((await support.ask('POST', `${at}/${body.id}/resend`)).body).toMatchObject({
    code: 'nothing_to_do',
  });
  const failing = { state: 'failed', error: '550 No such mailbox' };
  await app.context
    .db('emails')
    .where({ to_address: 'ida@example.com' })
    .where('cause', 'like', `mailing/${body.id}/%`)
    .update(failing);
  expect(await read(body.id)).toMatchObject({
    counts: { sent: 1, failed: 1 },
    failures: [{ to: 'ida@example.com', reason: '550 No such mailbox' }],
  });
  await support.ask('POST', `${at}/${body.id}/resend`);
  await eventually('it is sent again', async () => (await read(body.id)).counts.sent === 2);
  const emails = await emailsOf(body.id);
  expect(emails).toHaveLength(3);
  expect(emails.find(({ state }) => state === 'failed')?.settled_at).not.toBeNull();
});

it('writes to consignors with listings of an event, but not to those that are deactivated', async () => {
  const { eventId } = await buildGame(app.context, {});
  const [active, gone] = [await buildConsignor(app.context), await buildConsignor(app.context)];
  for (const consignorId of [active, gone])
    await buildListing(app.context, { eventId, consignorId, state: 'rejected' });
  await app.context.db('consignors').where({ id: gone }).update({ deactivated_at: new Date() });
  const text = 'Hello {{name}}, {{#event}}about {{event}}{{/event}}.';
  const { body } = await preview({ audience: { to: 'consignors', eventId }, subject: 'Hi', text });
  expect(body).toMatchObject({ count: 1, leftOut: [{ reason: 'deactivated', count: 1 }] });
  expect(body.examples[0]?.to).toBe(`${active}@example.com`);
  const all = await preview({ audience: { to: 'consignors' }, subject: 'Hi', text });
  expect(all.body.count).toBeGreaterThan(1);
});
