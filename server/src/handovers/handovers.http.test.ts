/** Tickets sent to a friend, over HTTP: new codes from the acceptance on, the old ones dead at the gate, and every way that it ends. */
import type { Scanned } from '@holdfast/shared/gate';
import type { Handover } from '@holdfast/shared/handovers';
import type { SupportCase } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { passTime } from '../../test/clock.ts';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow, hourMs } from '../../test/factories/times.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { friendOf, withTickets } from '../../test/handoverClient.ts';
import { namedWhenBroken } from '../../test/namedWhenBroken.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { emailsTo, member } from '../../test/waitingClient.ts';
import type { Trx } from '../platform/db/index.ts';
import { lookAtHandovers } from './index.ts';

let app: TestApp;
let [gate, support, staff] = [] as unknown as [Fan, Fan, Fan];
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_000 });
  gate = await signedIn(app, 'gate');
  support = await signedIn(app, 'support');
  staff = await signedIn(app, 'staff');
});

const scan = async (eventId: string, code: string | null | undefined) =>
  (await gate.ask<Scanned>('POST', `/gate/events/${eventId}/scans`, { code, gate: 'North' })).body;
const caseOf = async (orderId: string) =>
  (await support.ask<SupportCase>('GET', `/admin/reservations/${orderId}`)).body;
const codesOf = ({ tickets }: Handover) => tickets.map(({ code }) => code);
/** Looks, as the worker does, until the handover is as wanted. */
async function until(now: () => Promise<Handover>, state: Handover['state']): Promise<Handover> {
  await eventually(`the handover is ${state}`, async () => {
    await lookAtHandovers(app.context);
    return (await now()).state === state;
  });
  return now();
}
async function endBySupport(
  orderId: string,
  handoverId: string | undefined,
  reason = 'The account was stolen',
) {
  const { actors } = await caseOf(orderId);
  const actor = actors.find(({ id }) => id === handoverId);
  return support.ask<SupportCase>('POST', `/admin/reservations/${orderId}/actions`, {
    actorId: handoverId,
    message: 'end',
    version: actor?.version ?? 0,
    reason,
  });
}

it('the friend accepts: a new code, the old one dead with a reason, and the sender’s other ticket as before', async () => {
  const bea = await withTickets(app);
  const [sentId = '', keptId] = bea.ticketIds;
  const sent = await bea.send('ana@example.com', { ticketIds: [sentId] });
  expect(sent.status).toBe(200);
  expect(sent.body).toMatchObject({
    sent: [{ state: 'sent', toName: 'Ana', toEmail: 'a•••@example.com', ticketIds: [sentId] }],
    fromName: 'Bea',
  });
  const [mail] = await emailsTo(app, 'ana@example.com', 1, 'handoverSent');
  expect(mail?.subject).toMatch(/^Bea sent you a ticket: /);
  expect(mail?.text_body).not.toContain(bea.codes[0]);
  const ana = await friendOf(app, 'ana@example.com');
  // Until the acceptance nobody but the sender has a code.
  expect(await ana.now()).toMatchObject({
    state: 'sent',
    tickets: [{ state: 'offered', code: null, qr: null }],
  });
  expect((await bea.fan.read(bea.order.id)).items[0]?.tickets.every(({ code }) => code !== null)).toBe(true);

  const { body: accepted } = await ana.says('accept');
  const [code] = codesOf(accepted);
  expect(accepted).toMatchObject({
    state: 'accepted',
    tickets: [{ state: 'yours', qr: expect.stringContaining('<svg') }],
  });
  expect(bea.codes).not.toContain(code);
  // Tapped twice.
  expect(codesOf((await ana.says('accept')).body)).toEqual([code]);
  const [brought] = await emailsTo(app, 'ana@example.com', 1, 'handoverAccepted');
  expect(brought?.text_body).toContain(code);
  expect(brought?.html_body).toContain(`cid:${code}`);

  // The sender sees neither the new code nor a picture of the old one.
  const order = await bea.fan.read(bea.order.id);
  const tickets = order.items.flatMap((item) => item.tickets);
  expect(tickets.find(({ id }) => id === sentId)).toMatchObject({ code: null, isSentOn: true });
  expect(tickets.find(({ id }) => id === keptId)?.code).toBe(bea.codes[1]);
  for (const dead of [bea.codes[0], code])
    expect((await bea.fan.ask('GET', `/tickets/${dead}/qr.svg`)).status).toBe(404);
  expect((await bea.sending()).tickets).toMatchObject([{ id: keptId, obstacle: null }]);

  expect(await scan(bea.eventId, bea.codes[0])).toMatchObject({
    result: 'sentOn',
    text: expect.stringMatching(/^Its ticket was sent on to somebody else on .* This code is dead/),
  });
  expect((await scan(bea.eventId, code)).result).toBe('admitted');
  expect((await scan(bea.eventId, bea.codes[1])).result).toBe('admitted');
  expect((await ana.now()).tickets[0]?.admittedAt).not.toBeNull();
  // What was used at the gate is sent to nobody.
  const again = await bea.send('late@example.com', { ticketIds: [keptId] });
  expect(again.body.errors).toMatchObject([
    { field: 'ticketIds', message: expect.stringContaining('was used at the gate') },
  ]);
  // Support sees it, and finds the order by the dead code.
  const { timeline, actors } = await caseOf(bea.order.id);
  expect(timeline.filter(({ actorType }) => actorType === 'handover').map(({ text }) => text)).toEqual([
    'Accepted by Ana (ana@example.com). New codes; the sender’s are dead.',
    'Sent 1 ticket to Ana (ana@example.com).',
  ]);
  expect(actors.find(({ type }) => type === 'handover')).toMatchObject({
    state: 'accepted',
    actions: [{ message: 'end' }],
  });
  const found = await support.ask<{ data: object[] }>('GET', `/admin/reservations?q=${bea.codes[0]}`);
  expect(found.body.data).toMatchObject([{ id: bea.order.id }]);
  const named = (breakIt: (trx: Trx) => Promise<unknown>) => namedWhenBroken(app.context, breakIt);
  const ticket = (trx: Trx) => trx('tickets').where({ id: sentId });
  expect(await named((trx) => ticket(trx).update({ code: bea.codes[0] }))).toEqual([`15.codes ${sentId}`]);
  expect(await named((trx) => ticket(trx).update({ holder_id: null }))).toEqual([
    `15.holders ${accepted.id}`,
  ]);
  expect(
    await named((trx) => trx('handovers').where({ id: accepted.id }).update({ starts_at: new Date() })),
  ).toEqual([`15.rows ${accepted.id}`]);
  expect(
    await named((trx) =>
      trx('handover_tickets').where({ handover_id: accepted.id }).update({ is_open: true }),
    ),
  ).toEqual([`15.open ${accepted.id}`, `15.open ${accepted.id}`]);
});

it('is taken back or declined before, and of acceptance and take-back at one instant one holds', async () => {
  const bea = await withTickets(app);
  const { body } = await bea.send('tina@example.com');
  const tina = await friendOf(app, 'tina@example.com');
  expect((await bea.send('other@example.com')).body.errors).toMatchObject([{ field: 'ticketIds' }]);
  expect((await bea.takeBack(body.sent[0]?.id)).body.sent).toMatchObject([{ state: 'takenBack' }]);
  expect((await tina.says('accept')).body).toMatchObject({
    code: 'transition_refused',
    detail: 'The tickets were taken back.',
  });
  expect((await emailsTo(app, 'tina@example.com', 1, 'handoverOver'))[0]?.subject).toMatch(
    /^Bea took tickets back/,
  );

  await bea.send('dan@example.com');
  const dan = await friendOf(app, 'dan@example.com');
  expect((await dan.says('decline')).body).toMatchObject({
    state: 'declined',
    tickets: [{ state: 'gone' }, { state: 'gone' }],
  });
  expect((await dan.says('decline')).status).toBe(200);

  const third = await bea.send('race@example.com');
  const race = await friendOf(app, 'race@example.com');
  const answers = await Promise.all([
    race.says('accept'),
    bea.takeBack(third.body.sent[0]?.id),
    race.says('accept'),
  ]);
  const statuses = answers.map(({ status }) => status);
  const won = (await race.now()).state;
  expect(statuses).toEqual(won === 'accepted' ? [200, 409, 200] : [409, 200, 409]);
  // Somebody else takes nothing back.
  const stranger = await withTickets(app);
  expect((await stranger.takeBack(third.body.sent[0]?.id)).status).toBe(404);
});

it('a friend with an account finds it there, sends it on, and support ends it with a reason', async () => {
  const bea = await withTickets(app, { quantity: 2 });
  const ana = await member(app, 'Ana');
  await bea.send(ana.email);
  const waiting = await ana.fan.ask<{ data: Handover[] }>('GET', '/handovers');
  expect(waiting.body.data).toMatchObject([{ state: 'sent', fromName: 'Bea' }]);
  const link = await friendOf(app, ana.email, ana.fan);
  const { body: accepted } = await link.says('accept');
  const [first = '', second] = bea.ticketIds;
  const on = { toName: 'Bob', toEmail: 'bob@example.com', fromName: 'Ana' };
  expect((await link.says('send', { ...on, ticketIds: [first] })).body.sending).toMatchObject({
    sent: [{ toName: 'Bob', state: 'sent' }],
  });
  const bob = await friendOf(app, 'bob@example.com');
  const code = codesOf((await bob.says('accept')).body)[0];
  expect((await link.now()).tickets.map(({ state }) => state).toSorted()).toEqual(['sentOn', 'yours']);
  // A second one waits for its friend when support ends the first: it ends, too, and what Bob has stays his.
  await link.says('send', { ...on, toName: 'Cid', toEmail: 'cid@example.com', ticketIds: [second] });
  const cid = await friendOf(app, 'cid@example.com');
  const ended = await endBySupport(bea.order.id, accepted.id);
  expect(ended.status).toBe(200);
  expect((await link.now()).tickets.map(({ state, code: left }) => [state, left])).toEqual([
    ['gone', null],
    ['gone', null],
  ]);
  expect((await cid.now()).state).toBe('ended');
  expect(codesOf(await bob.now())).toEqual([code]);
  const own = (await bea.fan.read(bea.order.id)).items.flatMap((item) => item.tickets);
  const back = own.find(({ id }) => id === second);
  expect(back?.code).toBeTruthy();
  expect(bea.codes).not.toContain(back?.code);
  expect(
    (
      await scan(
        bea.eventId,
        codesOf(accepted).find((each) => each !== null),
      )
    ).result,
  ).toBe('sentOn');
  expect((await scan(bea.eventId, back?.code)).result).toBe('admitted');
  expect((await scan(bea.eventId, code)).result).toBe('admitted');
  const exported = await ana.fan.ask('GET', '/account/export');
  expect(exported.body.handovers).toMatchObject([
    { direction: 'received', name: 'Bea', tickets: 2 },
    { direction: 'sent', name: 'Bob' },
    { direction: 'sent', name: 'Cid' },
  ]);
  expect((await ana.fan.ask('POST', '/account/close', { currentPassword: 'a long enough one' })).status).toBe(
    204,
  );
  expect(await app.context.db('handovers').whereRaw('? IN (to_email, from_name)', [ana.email])).toEqual([]);
});

it('a refund goes to the buyer’s card: the friend is told, and their code dies', async () => {
  const bea = await withTickets(app);
  await bea.send('rick@example.com');
  const rick = await friendOf(app, 'rick@example.com');
  const [code, other] = codesOf((await rick.says('accept')).body);
  const { actors } = await caseOf(bea.order.id);
  const payment = actors.find(({ type }) => type === 'payment');
  const [first] = (await rick.now()).tickets;
  await support.ask('POST', `/admin/reservations/${bea.order.id}/actions`, {
    actorId: payment?.id,
    message: 'refund',
    version: payment?.version,
    reason: 'One can’t come',
    ticketIds: [first?.id],
  });
  await eventually('one is void', async () => {
    await lookAtHandovers(app.context);
    return (await rick.now()).tickets[0]?.state === 'void';
  });
  expect(await rick.now()).toMatchObject({ state: 'accepted', tickets: [{ code: null }, { code: other }] });
  const [told] = await emailsTo(app, 'rick@example.com', 1, 'handoverVoided');
  expect(told?.text_body).toContain('The money goes back to the card that paid for it, not to you');
  expect((await scan(bea.eventId, code)).result).toBe('refunded');
});

it('follows its event: moved, postponed, called off, begun', async () => {
  const startsAt = fromNow(2 * dayMs);
  const bea = await withTickets(app, { startsAt, quantity: 3 });
  const [open, accepted, late] = bea.ticketIds.map((id) => ({ ticketIds: [id] }));
  await bea.send('open@example.com', open);
  await bea.send('has@example.com', accepted);
  const [waits, has] = [await friendOf(app, 'open@example.com'), await friendOf(app, 'has@example.com')];
  await has.says('accept');
  const change = async (body: object) => {
    const { body: event } = await staff.ask<{ status: string; startsAt: string }>(
      'GET',
      `/admin/events/${bea.eventId}`,
    );
    const seen = { status: event.status, startsAt: event.startsAt };
    expect(
      (await staff.ask('POST', `/admin/events/${bea.eventId}/changes`, { seen, reason: 'Snow', ...body }))
        .status,
    ).toBe(201);
  };
  await change({ kind: 'postpone' });
  expect((await until(waits.now, 'undated')).event.status).toBe('postponed');
  await passTime(app.context, 3 * dayMs);
  expect((await waits.now()).state).toBe('undated');
  await change({ kind: 'move', localStart: `${fromNow(20 * dayMs).slice(0, 10)}T19:30` });
  await until(waits.now, 'sent');
  expect(
    (await emailsTo(app, 'has@example.com', 2, 'handoverEvent')).map(({ subject }) => subject.split(':')[0]),
  ).toEqual(['Your event is postponed', 'Your event has a new date']);
  // The timer of the new date.
  await passTime(app.context, 21 * dayMs);
  expect((await waits.now()).state).toBe('lapsed');
  expect((await waits.says('accept')).body.detail).toBe('The event began before the tickets were accepted.');
  await bea.send('never@example.com', late);
  const never = await friendOf(app, 'never@example.com');
  await change({ kind: 'cancel' });
  await until(never.now, 'ended');
  expect((await never.says('accept')).body.detail).toBe('The tickets can’t be accepted any more.');
  expect((await bea.send('x@example.com', open)).body.code).toBe('not_on_sale');
  await until(has.now, 'ended');
});

it('asks for what is missing, refuses what isn’t sendable, and limits how often', async () => {
  const bea = await withTickets(app, { startsAt: fromNow(5 * hourMs) });
  const { body } = await bea.send('', { ticketIds: [], toName: ' ', fromName: 'www.cheap.example' });
  expect(body.errors.map(({ field }) => field).toSorted()).toEqual([
    'fromName',
    'ticketIds',
    'toEmail',
    'toName',
  ]);
  expect((await bea.send('fan@example.com')).body.errors).toMatchObject([{ field: 'toEmail' }]);
  const other = await withTickets(app);
  expect((await bea.send('ok@example.com', { ticketIds: other.ticketIds })).body.errors).toMatchObject([
    { field: 'ticketIds', message: expect.stringContaining('You don’t have one of these tickets') },
  ]);
  expect((await new Fan(app).ask('POST', bea.path, {})).status).not.toBe(200);
  // Tickets of a team's gate have no code of ours.
  const { eventId } = await buildGame(app.context, { startsAt: fromNow(3 * dayMs) });
  const fan = new Fan(app);
  const game = await fan.buy((await buildListing(app.context, { eventId })).id, 1);
  expect((await fan.ask('GET', `/reservations/${game.id}/handovers`)).body).toMatchObject({ tickets: [] });
  expect((await new Fan(app).ask('POST', '/handovers/open', { token: 'hnd_x.y' })).body.code).toBe(
    'link_ended',
  );
  const answers = [];
  for (let i = 0; i < 12; i++) {
    const { status, body: sent } = await bea.send('often@example.com');
    answers.push(status);
    if (status === 200) await bea.takeBack(sent.sent[0]?.id);
  }
  expect(answers.filter((status) => status === 429).length).toBeGreaterThan(0);
});
