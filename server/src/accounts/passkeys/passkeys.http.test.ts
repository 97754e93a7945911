/** Passkeys over HTTP, with an authenticator of the test's own. */
import type { Passkey, PasskeyOptions, Session } from '@holdfast/shared/accounts';
import { expect } from 'vitest';
import { appCode } from '../../../test/appCode.ts';
import { createAuthenticator } from '../../../test/authenticator.ts';
import { Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { somebody } from '../../../test/people.ts';
import { startTestApp, type TestApp } from '../../../test/runningApp.ts';
import { testPort } from '../../../test/testPort.ts';

const password = 'a long enough one';
const proof = { currentPassword: password };

/** Passkeys need a name, not a number. */
let app: TestApp;
let site = '';
it.beforeAll(async () => {
  const port = await testPort();
  site = `http://localhost:${port}`;
  app = await startTestApp({ PORT: String(port), PUBLIC_URL: site });
});
it.afterAll(() => app.close());

type Options = PasskeyOptions & { challenge: string };

async function withPasskey(roles: Parameters<typeof somebody>[1] = ['fan']) {
  const person = await somebody(app, roles);
  const key = createAuthenticator(site);
  const { body } = await person.who.ask<Options>('POST', '/account/passkeys/options', proof);
  const credential = key.register(body);
  const added = await person.who.ask<Passkey>('POST', '/account/passkeys', { name: 'My phone', credential });
  expect(added).toMatchObject({ status: 200, body: { name: 'My phone', lastUsedAt: null } });
  return { ...person, key, credential, passkey: added.body };
}
const optionsOf = async (who: Fan) => (await who.ask<Options>('POST', '/session/passkey-options')).body;
async function signIn(key: ReturnType<typeof createAuthenticator>, who = new Fan(app), how = {}) {
  const credential = key.sign(await optionsOf(who), how);
  return who.ask<Session & { code: string }>('POST', '/session/passkey', { credential });
}

it('signs in without a password, and counts as the second factor that the staff needs', async () => {
  const { id, key, who } = await withPasskey(['support']);
  const admin = await somebody(app, ['admin']);
  const { email } = await app.context.db('people').where({ id }).first();
  const administrator = await withPasskey(['admin']);
  const bySignIn = new Fan(app);
  await signIn(administrator.key, bySignIn);
  const rules = { requiresSecondFactor: true, reason: 'Our insurance asks for it' };
  expect((await admin.who.ask('PUT', '/admin/staff-rules', rules)).status).toBe(403);
  // A passkey is enough to require one of everybody.
  expect(await bySignIn.ask('PUT', '/admin/staff-rules', rules)).toMatchObject({ status: 200 });
  const byPassword = new Fan(app);
  expect((await byPassword.signIn(email, password)).status).toBe(200);
  expect((await byPassword.ask('GET', '/admin/emails')).body).toMatchObject({
    code: 'second_factor_missing',
  });
  const byKey = new Fan(app);
  expect(await signIn(key, byKey)).toMatchObject({ status: 200, body: { person: { id } } });
  expect((await byKey.ask('GET', '/admin/emails')).status).toBe(200);
  expect((await who.ask<{ data: Passkey[] }>('GET', '/account/passkeys')).body.data).toMatchObject([
    { name: 'My phone', lastUsedAt: expect.any(String) },
  ]);
  await app.context.db('staff_rules').update({ requires_second_factor: false });
  expect(
    (await admin.who.ask('POST', `/admin/staff/${id}/reset-second-factor`, { reason: 'lost' })).status,
  ).toBe(200);
  expect((await signIn(key)).body.code).toBe('sign_in_failed');
});

it('is refused with a used or a foreign challenge, without its owner’s finger, and from another site', async () => {
  const { key } = await withPasskey();
  const who = new Fan(app);
  const options = await optionsOf(who);
  const send = (credential: object) => who.ask<{ code: string }>('POST', '/session/passkey', { credential });
  expect((await send(key.sign(options))).status).toBe(200);
  expect((await send(key.sign(options))).body.code).toBe('sign_in_failed');
  expect((await send(key.sign({ challenge: 'bm90IG91cnM' }))).body.code).toBe('sign_in_failed');
  expect((await signIn(key, new Fan(app), { isVerified: false })).body.code).toBe('sign_in_failed');
  expect((await signIn(createAuthenticator(site))).body.code).toBe('sign_in_failed');
  const tampered = key.sign(await optionsOf(who));
  tampered.response.signature = key.sign(await optionsOf(who)).response.signature;
  expect((await send(tampered)).body.code).toBe('sign_in_failed');
});

it('is added by its owner alone, once, and removed with the password; both are told and audited', async () => {
  const { who, id, key, credential, passkey } = await withPasskey();
  expect((await who.ask('POST', '/account/passkeys', { name: 'Again', credential })).status).toBe(422);
  expect((await who.ask('POST', '/account/passkeys/options', { currentPassword: 'wrong' })).status).toBe(422);
  const other = await somebody(app, ['fan']);
  const foreign = await other.who.ask<Options>('POST', '/account/passkeys/options', proof);
  const stolen = { name: 'Mine', credential: createAuthenticator(site).register(foreign.body) };
  expect((await who.ask('POST', '/account/passkeys', stolen)).status).toBe(422);
  const removal = `/account/passkeys/${passkey.id}/remove`;
  expect((await other.who.ask('POST', removal, proof)).status).toBe(404);
  expect((await who.ask('POST', removal, proof)).status).toBe(204);
  expect((await signIn(key)).body.code).toBe('sign_in_failed');
  const entries = await app.context.db('audit_entries').where({ subject: id }).orderBy('id').pluck('what');
  expect(entries).toEqual(['person.addPasskey', 'person.removePasskey']);
});

it('asks for the code where there is a second factor, and opens no closed or deactivated account', async () => {
  const { who, id, key } = await withPasskey(['fan']);
  const { body: begun } = await who.ask<{ secret: string }>('POST', '/account/second-factor', proof);
  await who.ask('POST', '/account/second-factor/confirm', { code: appCode(begun.secret, -1) });
  expect((await who.ask('POST', '/account/passkeys/options', proof)).body).toMatchObject({
    code: 'second_factor_required',
  });
  expect((await signIn(key)).status).toBe(200);
  const code = appCode(begun.secret);
  expect((await who.ask('POST', '/account/close', { ...proof, code })).status).toBe(204);
  expect((await signIn(key)).body.code).toBe('sign_in_failed');
  expect(await app.context.db('passkeys').where({ person_id: id })).toEqual([]);

  const left = await withPasskey(['fan']);
  await app.context.db('people').where({ id: left.id }).update({ deactivated_at: new Date() });
  expect((await signIn(left.key)).body.code).toBe('sign_in_failed');
});

it('is a fresh proof of its owner, and of nobody else', async () => {
  const { who, id, key } = await withPasskey();
  const stranger = await withPasskey();
  const longAgo = new Date(Date.now() - 24 * 60 * 60 * 1000);
  await app.context.db('sessions').where({ person_id: id }).update({ proven_at: longAgo });
  const prove = async (by: typeof key) =>
    who.ask('POST', '/account/proof/passkey', { credential: by.sign(await optionsOf(who)) });
  const provenAt = async () =>
    (await app.context.db('sessions').where({ person_id: id }).first('proven_at')).proven_at.getTime();
  expect((await prove(stranger.key)).status).toBe(401);
  expect(await provenAt()).toBe(longAgo.getTime());
  expect((await prove(key)).status).toBe(204);
  expect(await provenAt()).toBeGreaterThan(longAgo.getTime());
});
