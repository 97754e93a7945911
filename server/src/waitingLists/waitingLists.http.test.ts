/** Waiting lists over HTTP: who is served, in which order, and what becomes of an offer. */

import { listingMachine } from '@holdfast/shared/listings/machines';
import type { WaitingEntryShown, WaitingList } from '@holdfast/shared/waitingLists';
import { expect } from 'vitest';
import { passTime } from '../../test/clock.ts';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing, listingCounts } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { emailsTo, inLine, join, member, tokenIn } from '../../test/waitingClient.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { lookAtWaitingLists } from './index.ts';
import { serveEvent } from './serve.ts';

let app: TestApp;
let support: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_000 });
  support = await signedIn(app, 'support');
});

const minuteMs = 60_000;
const line = async (eventId: string) =>
  (await support.ask<WaitingList>('GET', `/admin/waiting-lists/${eventId}`)).body;
/** Tickets come up: two seats at $110.00 each with all fees, unless told otherwise. */
const comesUp = (eventId: string, seats = [1, 2], priceAmount = 10_000) =>
  buildListing(app.context, { eventId, seats, priceAmount });

it('serves the first in line whom the tickets fit; the email’s link opens the checkout in another browser', async () => {
  const eventId = await buildEvent(app.context);
  const four = await inLine(app, eventId, 4);
  const poor = await inLine(app, eventId, 2, 10_999);
  const gets = await inLine(app, eventId, 2, 11_000);
  const next = await inLine(app, eventId, 2);
  expect(await gets.now()).toMatchObject({
    place: 3,
    state: 'waiting',
    limit: { amount: 11_000, currency: 'USD' },
  });
  const [joined] = await emailsTo(app, gets.email, 1);
  expect(joined?.subject).toMatch(/^You are 3rd in line for 2 tickets: Game /);
  expect(joined?.text_body).toContain('2 tickets together at $110.00 or less each');

  const { id: listingId } = await comesUp(eventId);
  const { offer } = await gets.until('offered');
  expect(offer).toMatchObject({
    total: { amount: 22_000 },
    items: [{ seats: [1, 2], price: { amount: 11_000 } }],
  });
  expect(offer?.why).toBe(
    'You were 3rd in line, and these fit what you wait for: 2 tickets together at $110.00 or less each. Of those ahead of you, 1 waits for a number of tickets that there isn’t together; 1 waits for a lower price.',
  );
  for (const other of [four, poor, next])
    expect(await other.now()).toMatchObject({ state: 'waiting', offer: null });
  expect(await listingCounts(app.context, listingId)).toMatchObject({ available: 0, held: 2 });
  expect(await line(eventId)).toMatchObject({
    waiting: 3,
    offered: 1,
    tickets: 10,
    entries: [{ place: 1 }, { place: 2 }, { place: 3, state: 'offered', email: gets.email }, { place: 4 }],
    offersMade: [
      {
        entryId: gets.entryId,
        place: 3,
        candidates: 1,
        outcome: null,
        passed: [
          { why: 'size', count: 1 },
          { why: 'price', count: 1 },
        ],
      },
    ],
  });

  const [, email] = await emailsTo(app, gets.email, 2);
  expect(email?.subject).toMatch(/^2 tickets are held for you until \d+:\d\d [AP]M E[DS]T: /);
  for (const part of [
    'Section 101, row',
    'seats 1–2: $110.00 each, $220.00 in all',
    'let them go',
    'Leave the list',
  ])
    expect(email?.text_body).toContain(part);
  const phone = new Fan(app);
  const token = tokenIn(email?.text_body ?? '');
  const taken = await phone.ask<{ reservationId: string }>('POST', '/waiting-list/take', {
    token,
    offerId: offer?.id,
  });
  expect(taken.status).toBe(200);
  const { reservationId } = taken.body;
  expect(await phone.read(reservationId)).toMatchObject({ state: 'pending.holding', email: gets.email });
  await phone.pay(reservationId);
  await phone.until(reservationId, ({ state }) => state === 'paid');
  expect(await gets.until('bought')).toMatchObject({ place: null, offer: null, lastOffer: 'bought' });
  // Nobody was emailed twice, and what comes up next is another's.
  expect((await emailsTo(app, gets.email, 3)).map(({ kind }) => kind)).toEqual([
    'waitingInLine',
    'waitingOffer',
    'order',
  ]);
  await comesUp(eventId, [7, 8], 9_000);
  await poor.until('offered');
});

it('a guest confirms the address by its link; who asks for another’s learns nothing', async () => {
  const eventId = await buildEvent(app.context);
  const email = 'wanda.waits@example.com';
  const guest = new Fan(app);
  expect((await join(guest, eventId, { size: 2 })).body).toMatchObject({ errors: [{ field: 'email' }] });
  const asked = await join(guest, eventId, { size: 2, email });
  expect(asked).toMatchObject({ status: 201, body: { entry: null, windowMinutes: 30 } });
  await comesUp(eventId);
  await lookAtWaitingLists(app.context);
  const [confirm] = await emailsTo(app, email, 1);
  const token = tokenIn(confirm?.text_body ?? '');
  const open = (verb: string) =>
    new Fan(app).ask<WaitingEntryShown>('POST', `/waiting-list/${verb}`, { token });
  expect((await open('open')).body).toMatchObject({
    state: 'unconfirmed',
    place: null,
    email: 'w•••@example.com',
  });
  // A stranger gets the same answer, and the address another email.
  expect((await join(new Fan(app), eventId, { size: 5, email: 'WANDA.waits@example.com' })).body).toEqual(
    asked.body,
  );
  await emailsTo(app, email, 2);
  expect((await open('confirm')).body).toMatchObject({ size: 2, place: 1 });
  expect((await open('confirm')).status).toBe(200);
  await eventually('it is served', async () => {
    await lookAtWaitingLists(app.context);
    return (await open('open')).body.state === 'offered';
  });
  expect((await join(new Fan(app), eventId, { size: 1, email })).body).toEqual(asked.body);
  const forged = `${token.slice(0, -3)}abc`;
  expect((await new Fan(app).ask('POST', '/waiting-list/open', { token: forged })).status).toBe(410);
  expect((await new Fan(app).ask('GET', '/waiting-list')).status).toBe(401);
  const other = await member(app);
  expect((await other.fan.ask('GET', '/waiting-list')).body).toEqual({ data: [] });
  const staff = await signedIn(app, 'staff');
  const { body } = await staff.ask<WaitingList>('GET', `/admin/waiting-lists/${eventId}`);
  expect(JSON.stringify(body)).not.toContain('wanda');
  expect((await line(eventId)).entries[0]).toMatchObject({ email, hasAccount: false });
});

it('an offer that is declined goes to the next, and the fan keeps the place', async () => {
  const eventId = await buildEvent(app.context);
  const first = await inLine(app, eventId, 2);
  const second = await inLine(app, eventId, 2);
  await comesUp(eventId);
  const { offer } = await first.until('offered');
  expect((await first.says('change', { size: 1, limitAmount: null })).body.code).toBe('transition_refused');
  const { body } = await first.says('decline', { offerId: offer?.id });
  expect(body).toMatchObject({ state: 'resting', place: 1, offer: null, lastOffer: 'declined' });
  expect((await first.says('decline', { offerId: offer?.id })).status).toBe(200);
  expect((await first.says('take', { offerId: offer?.id })).body.code).toBe('hold_expired');
  const { offer: passedOn } = await second.until('offered');
  expect(passedOn?.why).toContain('1 let one go a moment ago, or missed it');
  // Whoever says so is offered others at once, but not these again.
  expect((await first.says('stay')).body).toMatchObject({ state: 'waiting', place: 1 });
  expect((await second.says('leave')).body).toMatchObject({ state: 'left', place: null });
  await lookAtWaitingLists(app.context);
  expect((await first.now()).state).toBe('waiting');
  expect((await first.says('change', { size: 6, limitAmount: null })).body).toMatchObject({
    errors: [{ field: 'size' }],
  });
  expect((await first.says('change', { size: 1, limitAmount: 20_000 })).body).toMatchObject({
    size: 1,
    place: 1,
  });
  const { id } = await comesUp(eventId, [5]);
  expect((await first.until('offered')).offer?.items).toMatchObject([{ listingId: id }]);
});

it('an offer without an answer keeps the place once, then ends it', async () => {
  const eventId = await buildEvent(app.context);
  const entry = await inLine(app, eventId, 2);
  await comesUp(eventId);
  await entry.until('offered');
  await passTime(app.context, 31 * minuteMs);
  expect(await entry.until('resting')).toMatchObject({ place: 1, lastOffer: 'lapsed' });
  await comesUp(eventId, [7, 8], 9_000);
  await lookAtWaitingLists(app.context);
  expect((await entry.now()).state).toBe('resting');
  await passTime(app.context, 61 * minuteMs);
  await entry.until('offered');
  await passTime(app.context, 31 * minuteMs);
  expect(await entry.until('lapsed')).toMatchObject({ place: null });
  const subjects = (await emailsTo(app, entry.email, 5)).map(({ subject }) => subject.split(':')[0]);
  expect(subjects.filter((subject) => !subject?.includes('held for you'))).toEqual([
    'You are 1st in line for 2 tickets',
    'Your offer is over',
    'Your place in line has ended',
  ]);
  expect((await entry.says('stay')).body).toMatchObject({ code: 'transition_refused' });
  expect((await join(entry.fan, eventId, { size: 2 })).body.entry).toMatchObject({ place: 1 });
});

it('two workers at once hold each seat once', async () => {
  const eventId = await buildEvent(app.context);
  const entries = [];
  for (let i = 0; i < 6; i++) entries.push(await inLine(app, eventId, 2));
  const { id: row } = await comesUp(eventId, [1, 2, 3, 4, 5, 6, 7, 8]);
  await Promise.all([
    serveEvent(app.context, eventId),
    serveEvent(app.context, eventId),
    lookAtWaitingLists(app.context),
    lookAtWaitingLists(app.context),
  ]);
  await eventually('four have an offer', async () => {
    await lookAtWaitingLists(app.context);
    return (await line(eventId)).offered === 4;
  });
  const { offersMade } = await line(eventId);
  expect(offersMade.map(({ place }) => place)).toEqual([4, 3, 2, 1]);
  expect(new Set(offersMade.map(({ tickets }) => tickets)).size).toBe(4);
  expect(await listingCounts(app.context, row)).toMatchObject({ available: 0, held: 8 });
});

it('what is repriced below a limit, or let go by another fan, is offered too', async () => {
  const eventId = await buildEvent(app.context);
  const { id } = await comesUp(eventId);
  const entry = await inLine(app, eventId, 2, 8_000);
  await lookAtWaitingLists(app.context);
  expect((await entry.now()).state).toBe('waiting');
  const holder = new Fan(app);
  const { body: held } = await holder.hold(id, 2);
  await inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [
      messageTo(listingMachine, id, { type: 'reprice', priceAmount: 7_000 } as never, { by: 'system' }),
    ]),
  );
  await lookAtWaitingLists(app.context);
  expect((await entry.now()).state).toBe('waiting');
  expect((await holder.ask('DELETE', `/reservations/${held.id}`)).status).toBe(200);
  expect((await entry.until('offered')).offer?.items).toMatchObject([{ price: { amount: 7_700 } }]);
});
