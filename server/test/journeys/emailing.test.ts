/** Emails through a real mail server: what leaves, what is tried again and when, and what a person does about the rest. */
import type { Role } from '@holdfast/shared/accounts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handoverOf } from '../../src/notifications/mailServer.ts';
import { pausesMinutes } from '../../src/notifications/sendEmail.ts';
import { lockReservation } from '../../src/reservations/index.ts';
import { buildListing } from '../factories/listings.ts';
import { eventually, Fan } from '../fan.ts';
import { signedIn, somebody } from '../people.ts';
import { whileHeld } from '../rowLocks.ts';
import { startTestApp, type TestApp } from '../runningApp.ts';
import { startTestMailServer, type TestMailServer } from '../testMailServer.ts';
import { travel } from '../travel.ts';

let mail: TestMailServer;
let app: TestApp;
let support: Fan;
beforeAll(async () => {
  mail = await startTestMailServer();
  app = await startTestApp({ SMTP_URL: mail.url, MAIL_FROM: 'Reno Tickets <tickets@reno.example>' });
  ({ who: support } = await somebody(app, ['support']));
});
afterAll(async () => {
  await app?.verify();
  await app?.close();
  await mail?.close();
});

interface OrderEmail {
  id: string;
  state: string;
  error: string | null;
  attempts: number;
  next_at: Date | null;
}

/** Buys with an address and waits until the first attempt at its email is over. */
async function buyTo(address: string) {
  const fan = new Fan(app);
  const { id: listingId } = await buildListing(app.context, { seats: [1, 2] });
  const items = [{ listingId, quantity: 2 }];
  const { body: held } = await fan.ask<{ id: string }>('POST', '/reservations', { items, email: address });
  await fan.pay(held.id);
  const { id } = await fan.until(held.id, ({ state }) => state === 'paid');
  const email = await emailTo(address, ({ state, next_at }) => state !== 'queued' || next_at !== null);
  return { fan, id, email };
}

/** The order email to an address, once it is as wanted. */
async function emailTo(address: string, wanted: (email: OrderEmail) => boolean): Promise<OrderEmail> {
  let email: OrderEmail | undefined;
  await eventually(`the email to ${address} is as wanted`, async () => {
    email = await app.context
      .db('emails')
      .where({ to_address: address, kind: 'order' })
      .orderBy('id', 'desc')
      .first();
    return email !== undefined && wanted(email);
  });
  return email as OrderEmail;
}

const receivedBy = (address: string) => mail.received.filter(({ to }) => to === address);

describe('the tickets of an order', () => {
  it('leave from the marketplace’s address, and only then the order says so', async () => {
    const { fan, id, email } = await buyTo('ann@example.com');
    expect(email).toMatchObject({ state: 'sent', attempts: 1, next_at: null });
    expect(receivedBy('ann@example.com')).toMatchObject([
      {
        from: 'Reno Tickets <tickets@reno.example>',
        messageId: `<${email.id}@holdfast>`,
        subject: expect.stringMatching(/^Your tickets: /),
      },
    ]);
    expect((await fan.read(id)).emailedAt).not.toBeNull();
  });

  it.each([
    [{ rcpt: 550 }, 'no-mailbox@example.com'],
    [{ data: 554 }, 'refused@example.com'],
  ])(
    'that the mail server refuses for good (%o) are given up at once, as a case',
    async (answer, address) => {
      mail.answers.set(address, answer);
      const { fan, id, email } = await buyTo(address);
      expect(email).toMatchObject({
        state: 'failed',
        attempts: 1,
        next_at: null,
        error: expect.stringMatching(/refused by the test with 55/),
      });
      expect((await fan.read(id)).emailedAt).toBeNull();
      const { body } = await support.ask<{ data: { id: string }[] }>(
        'GET',
        '/admin/emails?state=failed&perPage=100',
      );
      expect(body.data.map((row) => row.id)).toContain(email.id);
    },
  );

  it('that the mail server postpones are tried again after growing pauses, and then given up', async () => {
    const address = 'greylisted@example.com';
    mail.answers.set(address, { rcpt: 451 });
    let { email } = await buyTo(address);
    let passedMs = 0;
    const pauses: number[] = [];
    while (email.next_at !== null) {
      expect(email.state).toBe('queued');
      const { attempts } = email;
      const waitMs = email.next_at.getTime() - Date.now();
      pauses.push(Math.round(waitMs / 60_000));
      passedMs += waitMs + 1_000;
      await travel(app.context.db, passedMs);
      email = await emailTo(
        address,
        (now) => now.attempts > attempts && (now.next_at !== null || now.state !== 'queued'),
      );
    }
    expect(pauses).toEqual([...pausesMinutes]);
    expect(email).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/451.*\(after 10 attempts\)/),
    });
  });

  it('that are postponed once leave with the next attempt', async () => {
    const address = 'later@example.com';
    mail.answers.set(address, { data: 452 });
    await buyTo(address);
    mail.answers.delete(address);
    await travel(app.context.db, 61_000);
    expect(await emailTo(address, ({ state }) => state === 'sent')).toMatchObject({
      attempts: 2,
      error: null,
    });
  });

  it('that were handed over without an answer are handed over once more, and no further', async () => {
    const address = 'silent@example.com';
    mail.answers.set(address, 'hangUp');
    const { email } = await buyTo(address);
    expect(email).toMatchObject({ state: 'queued', attempts: 1 });
    await travel(app.context.db, 16 * 60_000);
    expect(await emailTo(address, ({ state }) => state === 'failed')).toMatchObject({
      attempts: 2,
      error: expect.stringMatching(/may have arrived/),
    });
    await travel(app.context.db, 4 * 24 * 3_600_000);
    await eventually('no job is left', async () => {
      const jobs = await app.context.db('graphile_worker.jobs').where('key', `sendEmail ${email.id}`);
      return jobs.length === 0;
    });
    const copies = receivedBy(address);
    expect(copies).toHaveLength(2);
    expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
  });
});

describe('an order’s email in the outbox', () => {
  it('shows codes and the order’s link to support and administrators alone', async () => {
    const { fan, id, email } = await buyTo('fay@example.com');
    const codes = (await fan.read(id)).items.flatMap(({ tickets }) =>
      tickets.map(({ code }) => code as string),
    );
    expect(codes).toHaveLength(2);
    const seenBy = async (role: Role) => {
      const who = await signedIn(app, role);
      const paths = [`/admin/emails/${email.id}`, '/admin/emails?q=fay@', `/admin/reservations/${id}`];
      const answers = await Promise.all(paths.map((path) => who.ask('GET', path)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      return answers.map(({ body }) => JSON.stringify(body));
    };
    for (const role of ['support', 'admin'] as const)
      for (const shown of await seenBy(role)) for (const code of codes) expect(shown).toContain(code);
    expect((await seenBy('support'))[0]).toMatch(/\/open\/[\w-]{32}.*data:image\/png/);
    for (const role of ['staff', 'finance'] as const)
      for (const shown of await seenBy(role)) {
        for (const code of codes) expect(shown).not.toContain(code);
        expect(shown).not.toMatch(/\/open\/[\w-]{32}|data:image|cid:/);
      }
  });

  it('is sent to another address by support alone, who may read it', async () => {
    const { email } = await buyTo('gus@example.com');
    const staff = await signedIn(app, 'staff');
    const send = (to: string) =>
      staff.ask('POST', `/admin/emails/${email.id}/send-again`, { to, reason: 'They asked for it' });
    expect(await send('staff@example.com')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await send('gus@example.com')).status).toBe(200);
  });
});

describe('a wrong address', () => {
  it('is corrected by support: the email goes there, and the fan finds the order by it', async () => {
    mail.answers.set('anne@exmaple.com', { rcpt: 550 });
    const { fan, id, email } = await buyTo('anne@exmaple.com');
    const path = `/admin/emails/${email.id}`;
    const empty = await support.ask('POST', `${path}/send-again`, { to: 'anne@', reason: '' });
    expect(empty.body).toMatchObject({
      code: 'validation_failed',
      errors: [
        { field: 'to', message: 'Give an email address, such as ann@example.com.' },
        { field: 'reason', message: 'Say why it is sent again.' },
      ],
    });
    const again = await support.ask<{ id: string }>('POST', `${path}/send-again`, {
      to: 'anne@example.com',
      reason: 'She called: a typo',
    });
    expect(again.status).toBe(200);
    await emailTo('anne@example.com', ({ state }) => state === 'sent');
    expect(receivedBy('anne@example.com')).toHaveLength(1);
    const order = await fan.read(id);
    expect(order).toMatchObject({ email: 'anne@example.com', emailedAt: expect.any(String) });
    const found = await new Fan(app).ask('POST', '/reservations/find', {
      code: order.code,
      email: 'anne@example.com',
    });
    expect(found.status).toBe(200);
    const shown = await support.ask<{ againId: string }>('GET', path);
    expect(shown.body).toMatchObject({ againId: again.body.id, settledAt: expect.any(String) });
    const failed = await support.ask<{ data: { id: string }[] }>(
      'GET',
      '/admin/emails?state=failed&perPage=100',
    );
    expect(failed.body.data.map((row) => row.id)).not.toContain(email.id);
  });

  it('of a closed account doesn’t stay where the farewell is refused, and the farewell waits for nobody', async () => {
    const address = 'leaving@example.com';
    mail.answers.set(address, { rcpt: 550 });
    const { who, id } = await somebody(app, ['fan']);
    await app.context.db('people').where({ id }).update({ email: address });
    expect((await who.ask('POST', '/account/close', { currentPassword: 'a long enough one' })).status).toBe(
      204,
    );
    const farewell = () => app.context.db('emails').where({ kind: 'accountClosed' }).first();
    await eventually('it was tried', async () => (await farewell())?.state === 'failed');
    expect(await farewell()).toMatchObject({ to_address: '', text_body: '', settled_at: expect.any(Date) });
    expect(JSON.stringify(await farewell())).not.toContain(address);
    const again = { to: 'somebody@example.com', reason: 'They asked for it' };
    expect(
      await support.ask('POST', `/admin/emails/${(await farewell()).id}/send-again`, again),
    ).toMatchObject({ status: 409, body: { code: 'nothing_to_do' } });
  });

  it('that nobody can correct is set aside with a reason, once', async () => {
    mail.answers.set('gone@example.com', { rcpt: 550 });
    const { email } = await buyTo('gone@example.com');
    const aside = () =>
      support.ask('POST', `/admin/emails/${email.id}/set-aside`, { reason: 'No phone number' });
    expect((await aside()).status).toBe(204);
    expect(await aside()).toMatchObject({ status: 409, body: { code: 'nothing_to_do' } });
  });

  it('is corrected by the fan after payment: the tickets leave anew, and the former address is told', async () => {
    const { fan, id } = await buyTo('bea@example.com');
    const change = (email: string) => fan.ask('PUT', `/reservations/${id}/email`, { email });
    expect(await change('bea.new@example.com')).toMatchObject({
      status: 200,
      body: { email: 'bea.new@example.com', emailedAt: null },
    });
    await eventually('it left', async () => (await fan.read(id)).emailedAt !== null);
    expect(receivedBy('bea.new@example.com')).toMatchObject([
      { subject: expect.stringMatching(/^Your tickets: /) },
    ]);
    await eventually('the former address is told', async () => receivedBy('bea@example.com').length === 2);
    expect(receivedBy('bea@example.com')[1]?.subject).toMatch(/^Your tickets go to another address: /);
    for (const at of [2, 3, 4, 5]) expect((await change(`bea${at}@example.com`)).status).toBe(200);
    expect(await change('bea6@example.com')).toMatchObject({
      status: 409,
      body: { code: 'transition_refused', detail: expect.stringMatching(/Write to us/) },
    });
  });

  it('that is given once more sends the tickets again and tells nobody that they moved', async () => {
    const { fan, id } = await buyTo('cleo@example.com');
    const again = await fan.ask('PUT', `/reservations/${id}/email`, { email: 'cleo@example.com' });
    expect(again).toMatchObject({ status: 200, body: { email: 'cleo@example.com' } });
    await eventually('they left again', async () => receivedBy('cleo@example.com').length === 2);
    await eventually('no job is left', async () => {
      const jobs = await app.context.db('graphile_worker.jobs').where('key', 'like', `%${id}%`);
      return jobs.length === 0;
    });
    expect(receivedBy('cleo@example.com').map(({ subject }) => subject.slice(0, 14))).toEqual(
      Array(2).fill('Your tickets: '),
    );
  });

  it('changed twice at once tells each former address', async () => {
    const { fan, id } = await buyTo('dee@example.com');
    const change = (email: string) => fan.ask('PUT', `/reservations/${id}/email`, { email });
    const answers = await whileHeld(
      app,
      (trx) => lockReservation(trx, id),
      () => [change('dee1@example.com'), change('dee2@example.com')],
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const told = () =>
      app.context.db('emails').where({ reservation_id: id, kind: 'addressChanged' }).orderBy('created_at');
    await eventually('both are told', async () => (await told()).length === 2);
    const last = (await fan.read(id)).email;
    const between = last === 'dee1@example.com' ? 'dee2@example.com' : 'dee1@example.com';
    expect((await told()).map(({ to_address }) => to_address).sort()).toEqual(
      ['dee@example.com', between].sort(),
    );
  });

  it('of an old email doesn’t come back: it is sent again to the order’s address of today alone', async () => {
    const { fan, id, email } = await buyTo('eli@exmaple.com');
    await fan.ask('PUT', `/reservations/${id}/email`, { email: 'eli@example.com' });
    await eventually('it left', async () => (await fan.read(id)).emailedAt !== null);
    const send = (to: string) =>
      support.ask('POST', `/admin/emails/${email.id}/send-again`, { to, reason: 'He asked for it' });
    for (const to of ['eli@exmaple.com', 'thief@example.com'])
      expect(await send(to)).toMatchObject({
        status: 422,
        body: {
          errors: [{ field: 'to', message: 'This order’s emails go to eli@example.com now. Send it there.' }],
        },
      });
    expect((await fan.read(id)).email).toBe('eli@example.com');
    expect((await send('eli@example.com')).status).toBe(200);
    await eventually('it left', async () => receivedBy('eli@example.com').length === 2);
  });

  it('is changed by nobody but the fan', async () => {
    const { id } = await buyTo('cid@example.com');
    const stranger = await new Fan(app).ask('PUT', `/reservations/${id}/email`, { email: 'eve@example.com' });
    expect(stranger.status).toBe(404);
  });
});

describe('an error of the mail server', () => {
  const of = (facts: object, isHandedOver = false) =>
    handoverOf(Object.assign(new Error('it said so'), facts), isHandedOver).kind;

  it('is about the message only where it answers a command of the message', () => {
    expect(of({ command: 'RCPT TO', responseCode: 550 })).toBe('refused');
    expect(of({ command: 'DATA', responseCode: 552 }, true)).toBe('refused');
    expect(of({ command: 'AUTH PLAIN', responseCode: 535, code: 'EAUTH' })).toBe('postponed');
    expect(of({ command: 'CONN', responseCode: 554 })).toBe('postponed');
  });

  it('without an answer is a message that may have arrived only after all of it was handed over', () => {
    expect(of({ command: 'CONN', code: 'ETIMEDOUT' })).toBe('postponed');
    expect(of({ command: 'CONN', code: 'ETIMEDOUT' }, true)).toBe('unanswered');
    expect(of({ code: 'EENVELOPE' })).toBe('refused');
  });
});
