/** Making an account by an email's link, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { Session } from '@holdfast/shared/accounts';
import { expect } from 'vitest';
import { eventually, Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { newestToken } from '../../../test/invitationLinks.ts';
import { somebody } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});
const password = 'long enough for anybody';
const kind = 'emailConfirmation';
const newEmail = () => `${randomUUID()}@example.com`;
const ask = (email: string) => new Fan(app).ask('POST', '/sign-ups', { email });
const complete = (token: string, who = new Fan(app)) =>
  who.ask<Session>('POST', '/email-confirmations/sign-up', { token, name: 'Helen', password });
const emailsTo = (email: string) => app.context.db('emails').where({ to_address: email });

it('answers and does the same for an address with an account, without one, and for a deactivated one', async () => {
  const known = await somebody(app, ['fan']);
  const gone = await somebody(app, ['fan']);
  const people = app.context.db('people');
  await people.clone().where({ id: gone.id }).update({ deactivated_at: new Date() });
  const emailOf = async (id: string) => (await people.clone().where({ id }).first()).email as string;
  const addresses = [newEmail(), await emailOf(known.id), await emailOf(gone.id)];
  for (const email of addresses) {
    const { status, body } = await ask(email);
    expect([status, body]).toEqual([204, '']);
  }
  const kept = await app.context.db('email_confirmations').whereIn('email', addresses);
  expect(kept.map(({ person_id }) => person_id)).toEqual([null, null, null]);
  await eventually('every job is done', async () => {
    const jobs = await app.context
      .db('graphile_worker.jobs')
      .where('task_identifier', 'like', '%Confirmation');
    return jobs.length === 0;
  });
  const written = await Promise.all(addresses.map((email) => emailsTo(email).select('kind', 'subject')));
  expect(written).toEqual([
    [{ kind, subject: 'Finish your account' }],
    [{ kind: 'accountExists', subject: 'You have an account already' }],
    [],
  ]);
  expect((await emailsTo(addresses[1] as string).first()).text_body).not.toContain('#');
});

it('makes the account with the chosen password, once, with its address proven, and signs in', async () => {
  const email = newEmail();
  await ask(email.toUpperCase());
  const token = await newestToken(app, email, { kind });
  expect(await app.context.db('people').where({ email })).toEqual([]);
  const fan = new Fan(app);
  const made = await complete(token, fan);
  expect(made).toMatchObject({ status: 201, body: { person: { name: 'Helen', email, roles: ['fan'] } } });
  expect((await fan.ask('GET', '/account')).body).toEqual({
    phone: null,
    isEmailVerified: true,
    pendingEmail: null,
  });
  expect((await complete(token)).status).toBe(410);
  expect((await new Fan(app).signIn(email, password)).status).toBe(200);
  expect(await app.context.db('audit_entries').where({ subject: made.body.person?.id })).toMatchObject([
    { what: 'person.signUp', after: { email: `${email[0]}•••@example.com` } },
  ]);
});

it('of two links for one address, used at once, one makes the account', async () => {
  const email = newEmail();
  await ask(email);
  const first = await newestToken(app, email, { kind });
  await ask(email);
  const second = await newestToken(app, email, { kind, count: 2 });
  const both = await Promise.all([complete(first), complete(second)]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 410]);
  expect(await app.context.db('people').where({ email })).toHaveLength(1);
});

it('is asked for five times an hour per address', async () => {
  const email = newEmail();
  for (let n = 0; n < 5; n++) expect((await ask(email)).status).toBe(204);
  expect((await ask(email)).status).toBe(429);
});

it('its link ends after 24 hours, confirms nothing else, and is masked in the outbox once it was sent', async () => {
  const email = newEmail();
  await ask(email);
  const token = await newestToken(app, email, { kind });
  expect((await new Fan(app).ask('POST', '/email-confirmations/confirm', { token })).status).toBe(410);
  const { who: admin } = await somebody(app, ['admin']);
  const outbox = async (who: Fan) => JSON.stringify((await who.ask('GET', `/admin/emails?q=${email}`)).body);
  // Without a mail server an administrator passes it on by hand.
  expect(await outbox(admin)).toContain(token);
  const { who: support } = await somebody(app, ['support']);
  expect(await outbox(support)).toContain('/confirm-email#••••••');
  await emailsTo(email).update({ state: 'sent' });
  expect(await outbox(admin)).not.toContain(token);
  await app.context
    .db('email_confirmations')
    .where({ email })
    .update({ expires_at: new Date(Date.now() - 1_000) });
  expect((await complete(token)).status).toBe(410);
});
