/** People change their own account, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { Session } from '@holdfast/shared/accounts';
import { expect } from 'vitest';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});
const password = 'long enough for anybody';

const auditOf = (what: string) => app.context.db('audit_entries').where({ what });

async function somebody() {
  const email = `${randomUUID()}@example.com`;
  const fan = new Fan(app);
  await fan.ask('POST', '/people', { name: 'Helen', email, password });
  return { fan, email };
}

it('name and email change with the right password only, and not to another account’s address', async () => {
  const { fan } = await somebody();
  const other = await somebody();
  const email = `${randomUUID()}@example.com`;
  const change = (more: object) =>
    fan.ask<Session & { errors: Array<{ field: string }> }>('PUT', '/account', {
      name: 'Helen M',
      email,
      currentPassword: password,
      ...more,
    });
  expect(await change({ currentPassword: 'wrong' })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'currentPassword' }] },
  });
  expect((await change({ email: other.email })).body.errors).toMatchObject([{ field: 'email' }]);
  expect((await change({})).body.person).toMatchObject({ name: 'Helen M', email });
  expect((await new Fan(app).signIn(email, password)).status).toBe(200);
  expect(await auditOf('person.correct')).toMatchObject([
    { before: { name: 'Helen' }, after: { name: 'Helen M', email } },
  ]);
  expect((await new Fan(app).ask('PUT', '/account', { name: 'x', email, currentPassword: 'x' })).status).toBe(
    401,
  );
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
  // The log says that it changed, and neither password.
  expect(await auditOf('person.changePassword')).toMatchObject([{ before: null, after: null }]);
});
