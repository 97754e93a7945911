/** Messages from fans over HTTP: the form with and without JavaScript, the thread, the answer by email. */
import type { CaseShown, caseList, MessageThread } from '@holdfast/shared/cases';
import { expect } from 'vitest';
import type { z } from 'zod';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let support: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  support = await signedIn(app, 'support', 'Sam Support');
});

const message = (email: string, more: object = {}) => ({
  email,
  topic: 'tickets',
  text: 'Where do I pick my tickets up?',
  ...more,
});
const casesOf = async () =>
  (
    await support.ask<z.output<typeof caseList>>(
      'GET',
      '/admin/cases?kind=message&view=all&sort=since&order=desc',
    )
  ).body.data;
const show = async (id: string) => (await support.ask<CaseShown>('GET', `/admin/cases/${id}`)).body;
/** The secret of the newest link that an address got. */
async function tokenOf(email: string): Promise<string> {
  const found = async () =>
    (await app.context.db('emails').where({ to_address: email }).orderBy('created_at', 'desc').first())
      ?.text_body;
  await eventually('the email is written', async () => (await found()) !== undefined);
  return /\/messages#(\S+)/.exec(await found())?.[1] ?? '';
}
const open = (token: string) => new Fan(app).ask<MessageThread>('POST', '/messages/open', { token });
const add = (token: string, text: string) =>
  new Fan(app).ask<MessageThread>('POST', '/messages/answers', { token, text });

it('a message about an own order is a case; the answer goes by email, and the fan’s opens it again', async () => {
  const fan = new Fan(app);
  const order = await fan.buy((await buildListing(app.context)).id, 1);
  const email = 'asks@example.com';
  expect((await fan.ask('POST', '/contact', message(email, { reservationId: order.id }))).status).toBe(201);
  const [row] = await casesOf();
  const id = row?.id ?? '';
  expect(await show(id)).toMatchObject({
    state: 'waiting',
    order: { id: order.id, code: order.code },
    contact: { email, topic: 'tickets' },
    entries: expect.arrayContaining([
      expect.objectContaining({ what: 'fromFan', by: 'the fan', text: 'Where do I pick my tickets up?' }),
    ]),
  });
  const token = await tokenOf(email);
  const received = await app.context.db('emails').where({ to_address: email }).first();
  expect(received).toMatchObject({ kind: 'messageReceived' });
  expect(received.text_body).not.toContain('pick my tickets');
  expect((await open(token)).body).toMatchObject({
    order: { code: order.code },
    isClosed: false,
    messages: [{ from: 'you' }],
  });

  const answered = await support.ask<CaseShown>('POST', `/admin/cases/${id}/answer`, {
    text: 'At will call,\nfrom six o’clock.',
  });
  expect(answered.body.entries.at(-1)).toMatchObject({ what: 'toFan', by: 'Sam Support' });
  const mailed = async () => app.context.db('emails').where({ to_address: email, kind: 'messageAnswer' });
  await eventually('it is written', async () => (await mailed()).length === 1);
  expect((await mailed())[0].html_body).toContain('At will call,<br>from six o’clock.');
  const close = { reason: 'Answered', version: answered.body.version };
  expect((await support.ask('POST', `/admin/cases/${id}/close`, close)).status).toBe(200);
  expect((await open(token)).body).toMatchObject({
    isClosed: true,
    messages: [{ from: 'you' }, { from: 'us' }],
  });

  expect((await add(token, 'Thank you. Which door?')).body).toMatchObject({ isClosed: false });
  expect(await show(id)).toMatchObject({ state: 'waiting', times: 2 });
  // A look leaves it: nothing but a person ends it.
  expect((await add(token, 'And is there parking?')).body.messages).toHaveLength(4);
  expect(await show(id)).toMatchObject({ state: 'waiting', times: 2 });
});

it('works without JavaScript: a form is answered with a page', async () => {
  const send = (fields: Record<string, string>, headers = {}) =>
    fetch(`${app.url}/api/contact`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers },
      body: new URLSearchParams(fields),
    });
  const before = (await casesOf()).length;
  const sent = await send({ ...message('plain@example.com'), reservationId: '' } as never);
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/contact?sent=yes']);
  expect(await (await fetch(`${app.url}/contact?sent=yes`)).text()).toContain('We got your message');
  expect(await (await fetch(`${app.url}/contact`)).text()).toContain('action="/api/contact"');
  expect(await casesOf()).toHaveLength(before + 1);
  // What is refused is said in words too, not as data.
  const wrong = await send({ ...message('not an address'), reservationId: '' } as never);
  expect([wrong.status, wrong.headers.get('content-type')]).toEqual([422, 'text/html; charset=utf-8']);
  expect(await wrong.text()).toContain('Give the email address that we answer to.');
  expect((await send(message('a@example.com') as never, { origin: 'https://evil.example' })).status).toBe(
    403,
  );
});

it('takes no card number, nobody else’s order, and no flood', async () => {
  const fan = new Fan(app);
  const other = await new Fan(app).buy((await buildListing(app.context)).id, 1);
  const write = (more: object) => fan.ask('POST', '/contact', message('flood@example.com', more));
  expect(await write({ text: 'Refund 4242 4242 4242 4242 please' })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'text' }] },
  });
  expect((await write({ topic: 'weather' })).status).toBe(422);
  expect((await write({ reservationId: other.id })).status).toBe(404);
  const statuses: number[] = [];
  for (let n = 0; n < 7; n += 1) statuses.push((await write({})).status);
  expect(statuses.at(-1)).toBe(429);
});

it('a thread opens by its own link alone', async () => {
  const [row] = await casesOf();
  for (const token of ['', 'x', `${row?.id}.`, `${row?.id}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`])
    expect((await open(token)).status, token).toBeGreaterThanOrEqual(410);
  const staff = await signedIn(app, 'staff');
  expect(
    (await staff.ask('POST', `/admin/cases/${row?.id}/answer`, { text: 'Not mine to answer' })).status,
  ).toBe(403);
});
