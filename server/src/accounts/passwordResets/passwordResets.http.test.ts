/** A forgotten password, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { Session } from '@holdfast/shared/accounts';
import { expect } from 'vitest';
import { hourMs } from '../../../test/factories/times.ts';
import { eventually, Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { newestToken } from '../../../test/invitationLinks.ts';
import { somebody } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { travel } from '../../../test/travel.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});

const newPassword = 'another long password';
const kind = 'passwordReset';
async function member() {
  const { who, id } = await somebody(app, ['support']);
  const { email } = await app.context.db('people').where({ id }).first();
  return { who, id, email: email as string };
}
const askFor = (email: string) => new Fan(app).ask('POST', '/password-resets', { email });
const use = (token: string, password = newPassword) =>
  new Fan(app).ask('POST', '/password-resets/use', { token, newPassword: password });

it('is set by an email’s link, once; every session and every other link ends', async () => {
  const { who, id, email } = await member();
  await askFor(email.toUpperCase());
  const other = await newestToken(app, email, { kind });
  await askFor(email);
  const token = await newestToken(app, email, { kind, count: 2 });
  const shown = await new Fan(app).ask('POST', '/password-resets/read', { token });
  expect(shown.body).toEqual({ email });
  for (const weak of ['short', 'Some support'])
    expect(await use(token, weak)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'newPassword' }] },
    });
  expect((await use(token)).status).toBe(204);
  for (const used of [token, other]) expect((await use(used)).status).toBe(410);
  expect((await who.ask<Session>('GET', '/session')).body.person).toBeNull();
  expect((await new Fan(app).signIn(email, 'a long enough one')).status).toBe(401);
  expect((await new Fan(app).signIn(email, newPassword)).status).toBe(200);
  const log = await app.context.db('audit_entries').where({ subject: id });
  expect(log).toMatchObject([{ what: 'person.resetPassword', by: id, before: null, after: null }]);
  expect(JSON.stringify(await app.context.db('password_resets').where({ email }))).not.toContain(token);
});

it('answers the same for an address without an account and for a deactivated one, and writes to neither', async () => {
  const known = await member();
  const gone = await member();
  await app.context.db('people').where({ id: gone.id }).update({ deactivated_at: new Date() });
  const stranger = `${randomUUID()}@example.com`;
  for (const email of [stranger, gone.email, known.email]) {
    const { status, body } = await askFor(email);
    expect([status, body]).toEqual([204, '']);
  }
  await newestToken(app, known.email, { kind });
  await eventually('every job is done', async () => {
    const waiting = await app.context
      .db('graphile_worker.jobs')
      .where('task_identifier', 'like', '%PasswordReset');
    return waiting.length === 0;
  });
  const written = await app.context.db('emails').whereIn('to_address', [stranger, gone.email]);
  expect(written).toEqual([]);
  expect((await app.context.db('password_resets').where({ email: stranger })).length).toBe(1);
});

it('can be asked for five times an hour per account', async () => {
  const email = `${randomUUID()}@example.com`;
  for (let n = 0; n < 5; n++) expect((await askFor(email)).status).toBe(204);
  expect((await askFor(email)).status).toBe(429);
});

it('is masked in the outbox for everybody', async () => {
  const { email } = await member();
  await askFor(email);
  const token = await newestToken(app, email, { kind });
  const { who: admin } = await somebody(app, ['admin']);
  const { body } = await admin.ask('GET', `/admin/emails?q=${email}`);
  expect(JSON.stringify(body)).toContain('/reset-password#••••••');
  expect(JSON.stringify(body)).not.toContain(token);
});

it('ends after an hour', async () => {
  const { email } = await member();
  await askFor(email);
  const token = await newestToken(app, email, { kind });
  await travel(app.context.db, hourMs + 1_000);
  expect((await use(token)).status).toBe(410);
});
