/** A deactivation or another password that comes while somebody signs in or changes their own, over HTTP. */
import type { Session } from '@holdfast/shared/accounts';
import { expect } from 'vitest';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { somebody } from '../../test/people.ts';
import { whileHeld } from '../../test/rowLocks.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { query, type Trx } from '../platform/db/index.ts';
import { hashPassword } from './password.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});
const password = 'a long enough one';
const newPassword = 'vier Häuser am Fluss';

async function member() {
  const { who, id } = await somebody(app, ['support']);
  const { email } = await app.context.db('people').where({ id }).first();
  return { who, id, email: email as string };
}

const deactivate = (id: string) => (trx: Trx) =>
  query(trx, 'UPDATE people SET deactivated_at = now() WHERE id = $1', [id]);
const reset = (id: string) => async (trx: Trx) =>
  query(trx, 'UPDATE people SET password_hash = $2 WHERE id = $1', [id, await hashPassword(newPassword)]);

it.each([
  ['a deactivation', deactivate],
  ['another password', reset],
])('a sign-in whose password was compared before %s opens no session', async (_, change) => {
  const { id, email } = await member();
  const [answer] = await whileHeld(app, change(id), () => [new Fan(app).signIn(email, password)]);
  expect(answer).toMatchObject({ status: 401, body: { code: 'sign_in_failed' } });
  expect(await app.context.db('sessions').where({ person_id: id })).toHaveLength(1);
});

it('a password isn’t changed by the former one when it was reset meanwhile', async () => {
  const { who, id, email } = await member();
  const [answer] = await whileHeld(app, reset(id), () => [
    who.ask('PUT', '/account/password', { currentPassword: password, newPassword: 'the thief’s own words' }),
  ]);
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'currentPassword' }] } });
  expect((await new Fan(app).signIn(email, newPassword)).status).toBe(200);
});

it('name and address aren’t changed by somebody who was deactivated meanwhile', async () => {
  const { who, id, email } = await member();
  const [answer] = await whileHeld(app, deactivate(id), () => [
    who.ask('PUT', '/account', { name: 'Another', email, currentPassword: password }),
  ]);
  expect(answer).toMatchObject({ status: 422 });
  expect(await app.context.db('people').where({ id }).first()).toMatchObject({ name: 'Some support' });
  expect((await who.ask<Session>('GET', '/session')).body.person).toBeNull();
});
