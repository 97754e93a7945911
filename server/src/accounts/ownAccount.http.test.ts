/** People change their own account, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { OwnAccount, Session } from '@holdfast/shared/accounts';
import { expect } from 'vitest';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { newestToken } from '../../test/invitationLinks.ts';
import { somebody as member } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { signUp } from '../../test/signUp.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});
const password = 'long enough for anybody';

const auditOf = (what: string) => app.context.db('audit_entries').where({ what });

async function somebody() {
  const email = `${randomUUID()}@example.com`;
  const fan = new Fan(app);
  await signUp(app, fan, { name: 'Helen', email, password });
  return { fan, email };
}

const change = (fan: Fan, email: string, more: object = {}) =>
  fan.ask<Session & { errors: Array<{ field: string }> }>('PUT', '/account', {
    name: 'Helen M',
    email,
    currentPassword: password,
    ...more,
  });
const own = async (fan: Fan) => (await fan.ask<OwnAccount>('GET', '/account')).body;
const kind = 'emailConfirmation';
const confirm = (token: string) => new Fan(app).ask('POST', '/email-confirmations/confirm', { token });
const subjectsTo = async (email: string) => {
  await allMailed();
  const emails = await app.context.db('emails').where({ to_address: email }).orderBy('created_at');
  return emails.map(({ subject }) => subject);
};
const allMailed = () =>
  eventually('every email is written', async () => {
    const waiting = await app.context.db('graphile_worker.jobs').where('task_identifier', 'like', '%.mail%');
    return waiting.length === 0;
  });

it('the name changes with the right password; another address when its link is opened, and the former one is told', async () => {
  const { fan, email } = await somebody();
  const next = `${randomUUID()}@example.com`;
  expect(await change(fan, next, { currentPassword: 'wrong' })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'currentPassword' }] },
  });
  expect((await change(fan, next)).body.person).toMatchObject({ name: 'Helen M', email });
  expect(await own(fan)).toEqual({ phone: null, isEmailVerified: true, pendingEmail: next });
  expect(await subjectsTo(email)).toContain('Another email address for your account');
  expect((await new Fan(app).signIn(next, password)).status).toBe(401);
  const token = await newestToken(app, next, { kind });
  const shown = await new Fan(app).ask('POST', '/email-confirmations/read', { token });
  expect(shown.body).toEqual({ email: next, isNew: false });
  expect(await confirm(token)).toMatchObject({ status: 200, body: { email: next } });
  expect((await confirm(token)).status).toBe(410);
  expect(await own(fan)).toEqual({ phone: null, isEmailVerified: true, pendingEmail: null });
  expect((await new Fan(app).signIn(next, password)).status).toBe(200);
  expect((await new Fan(app).signIn(email, password)).status).toBe(401);
  expect(await subjectsTo(email)).toContain('Your account has another email address');
  expect(await auditOf('person.confirmEmail')).toMatchObject([
    { before: { email: `${email[0]}•••@example.com` }, after: { email: `${next[0]}•••@example.com` } },
  ]);
  const signedOut = { name: 'x', email, currentPassword: 'x' };
  expect((await new Fan(app).ask('PUT', '/account', signedOut)).status).toBe(401);
});

it('an address that has an account gets no link, and the answer doesn’t tell', async () => {
  const { fan, email } = await somebody();
  const other = await somebody();
  const free = `${randomUUID()}@example.com`;
  const answers = [await change(fan, other.email), await change(fan, free)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers[0]?.body).toEqual(answers[1]?.body);
  expect(await subjectsTo(other.email)).toEqual(['Finish your account', 'You have an account already']);
  expect((await new Fan(app).signIn(email, password)).status).toBe(200);
});

it('a link ends after 24 hours, by a newer one, by keeping the address and by another password', async () => {
  const { fan } = await somebody();
  const ask = async () => {
    const next = `${randomUUID()}@example.com`;
    await change(fan, next);
    return { next, token: await newestToken(app, next, { kind }) };
  };
  const first = await ask();
  const second = await ask();
  expect((await confirm(first.token)).status).toBe(410);
  expect((await fan.ask('POST', '/account/email-confirmation')).status).toBe(204);
  const third = await newestToken(app, second.next, { kind, count: 2 });
  expect(third).not.toBe(second.token);
  expect((await confirm(second.token)).status).toBe(410);
  expect((await fan.ask('DELETE', '/account/email-confirmation')).body).toMatchObject({ pendingEmail: null });
  expect((await confirm(third)).status).toBe(410);
  expect((await fan.ask('POST', '/account/email-confirmation')).body).toMatchObject({
    code: 'nothing_to_do',
  });
  const fourth = await ask();
  const newPassword = 'another long password';
  await fan.ask('PUT', '/account/password', { currentPassword: password, newPassword });
  expect((await confirm(fourth.token)).status).toBe(410);
  const next = `${randomUUID()}@example.com`;
  await change(fan, next, { currentPassword: newPassword });
  const last = await newestToken(app, next, { kind });
  await app.context
    .db('email_confirmations')
    .where({ email: next })
    .update({ expires_at: new Date(Date.now() - 1_000) });
  expect((await confirm(last)).status).toBe(410);
});

it('an account of before confirms its own address when it likes', async () => {
  const { who, id } = await member(app, ['fan']);
  const { email } = await app.context.db('people').where({ id }).first();
  expect(await own(who)).toEqual({ phone: null, isEmailVerified: false, pendingEmail: null });
  expect((await who.ask('POST', '/account/email-confirmation')).status).toBe(204);
  expect(await own(who)).toEqual({ phone: null, isEmailVerified: false, pendingEmail: null });
  expect((await confirm(await newestToken(app, email, { kind }))).status).toBe(200);
  expect(await own(who)).toMatchObject({ isEmailVerified: true });
  expect((await who.ask('POST', '/account/email-confirmation')).status).toBe(409);
});

it('a new password signs every other browser out, and the old one no longer opens', async () => {
  const { fan, email } = await somebody();
  const other = new Fan(app);
  await other.signIn(email, password);
  const newPassword = 'another long password';
  expect((await fan.ask('PUT', '/account/password', { currentPassword: password, newPassword })).status).toBe(
    204,
  );
  const person = async (who: Fan) => (await who.ask<Session>('GET', '/session')).body.person;
  expect(await person(other)).toBeNull();
  expect(await person(fan)).toMatchObject({ email });
  expect((await new Fan(app).signIn(email, password)).status).toBe(401);
  expect((await new Fan(app).signIn(email, newPassword)).status).toBe(200);
  expect(await subjectsTo(email)).toContain('Your password was changed');
  // The log says that it changed, and neither password.
  expect((await auditOf('person.changePassword')).at(-1)).toMatchObject({ before: null, after: null });
});
