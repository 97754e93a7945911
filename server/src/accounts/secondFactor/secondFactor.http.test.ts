/** The second factor, over HTTP. */
import type { OwnSecondFactor, RecoveryCodes, SecondFactorSecret, Session } from '@holdfast/shared/accounts';
import { expect } from 'vitest';
import { appCode } from '../../../test/appCode.ts';
import { Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { newestToken } from '../../../test/invitationLinks.ts';
import { somebody } from '../../../test/people.ts';
import { whileHeld } from '../../../test/rowLocks.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { inTransaction, query } from '../../platform/db/index.ts';
import { resealSecondFactors } from './ownSecondFactor.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});
const password = 'a long enough one';
const proof = { currentPassword: password };
interface Refused {
  code: string;
  errors?: Array<{ field: string }>;
}

async function member(roles: Parameters<typeof somebody>[1] = ['support']) {
  const { who, id } = await somebody(app, roles);
  const { email } = await app.context.db('people').where({ id }).first();
  return { who, id, email: email as string };
}
/** Codes of three steps are taken around now, each once and in order: -1, 0, 1. Turning it on takes the first. */
async function enrolled(roles?: Parameters<typeof somebody>[1]) {
  const person = await member(roles);
  const { secret } = (await person.who.ask<SecondFactorSecret>('POST', '/account/second-factor', proof)).body;
  const confirmed = await person.who.ask<RecoveryCodes>('POST', '/account/second-factor/confirm', {
    code: appCode(secret, -1),
  });
  expect(confirmed.status).toBe(200);
  return { ...person, secret, codes: confirmed.body.recoveryCodes };
}
const signIn = (email: string, code?: string, who = new Fan(app)) =>
  who.ask<Session & Refused>('POST', '/session', { email, password, ...(code ? { code } : {}) });
const forget = (id: string) =>
  app.context.db('second_factors').where({ person_id: id }).update({ last_step: 0 });

it('is set up by a code of the app, and then asked for at each sign-in', async () => {
  const { who, id, email } = await member();
  const elsewhere = new Fan(app);
  await signIn(email, undefined, elsewhere);
  expect((await who.ask('POST', '/account/second-factor', { currentPassword: 'wrong' })).status).toBe(422);
  const begun = await who.ask<SecondFactorSecret>('POST', '/account/second-factor', proof);
  expect(begun.body).toMatchObject({
    secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
    uri: expect.stringContaining('otpauth://totp/Holdfast:'),
    qr: expect.stringMatching(/^data:image\/svg\+xml,/),
  });
  // Not yet: nobody is locked out by a picture that wasn't scanned.
  expect((await signIn(email)).status).toBe(200);
  const { secret } = begun.body;
  expect((await who.ask('POST', '/account/second-factor/confirm', { code: '000000' })).status).toBe(422);
  const on = await who.ask<RecoveryCodes>('POST', '/account/second-factor/confirm', {
    code: appCode(secret, -1),
  });
  expect(new Set(on.body.recoveryCodes).size).toBe(10);
  expect((await elsewhere.ask<Session>('GET', '/session')).body.person).toBeNull();
  expect((await who.ask<OwnSecondFactor>('GET', '/account/second-factor')).body).toMatchObject({
    since: expect.any(String),
    recoveryCodesLeft: 10,
    isRequired: false,
  });
  expect(await signIn(email)).toMatchObject({ status: 401, body: { code: 'second_factor_required' } });
  expect(await signIn(email, appCode(secret))).toMatchObject({ status: 200, body: { person: { id } } });
  const rows = JSON.stringify([
    await app.context.db('second_factors').where({ person_id: id }),
    await app.context.db('recovery_codes').where({ person_id: id }),
    await app.context.db('audit_entries').where({ subject: id }),
  ]);
  for (const kept of [secret, ...on.body.recoveryCodes]) expect(rows).not.toContain(kept);
  expect(await app.context.db('audit_entries').where({ subject: id })).toMatchObject([
    { what: 'person.turnOnSecondFactor' },
  ]);
});

it('takes no code twice, not even at the same moment, and none after a later one', async () => {
  const { id, email, secret } = await enrolled();
  const later = appCode(secret, 1);
  const now = appCode(secret);
  const hold = (trx: Parameters<typeof query>[0]) =>
    query(trx, 'SELECT 1 FROM second_factors WHERE person_id = $1 FOR UPDATE', [id]);
  const both = await whileHeld(app, hold, () => [signIn(email, later), signIn(email, later)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
  expect(await signIn(email, now)).toMatchObject({ status: 422, body: { errors: [{ field: 'code' }] } });
});

it('is passed by a recovery code, once each', async () => {
  const { who, email, codes, secret } = await enrolled();
  const typed = (codes[0] as string).toLowerCase().replaceAll('-', ' ');
  expect((await signIn(email, typed)).status).toBe(200);
  expect((await signIn(email, codes[0])).status).toBe(422);
  const renewed = await who.ask<RecoveryCodes>('POST', '/account/recovery-codes', {
    ...proof,
    code: appCode(secret),
  });
  expect(renewed.body.recoveryCodes).toHaveLength(10);
  expect((await signIn(email, codes[1])).status).toBe(422);
  expect((await signIn(email, renewed.body.recoveryCodes[0])).status).toBe(200);
  const told = () => app.context.db('emails').where({ to_address: email }).orderBy('id').pluck('subject');
  const used = 'A recovery code was used';
  await expect
    .poll(async () => (await told()).toSorted())
    .toEqual([used, used, 'You have new recovery codes', 'Your second factor is on']);
});

it('can’t be guessed: ten wrong codes in a quarter of an hour, though the password is right each time', async () => {
  const { id, email, secret } = await enrolled();
  for (let n = 0; n < 10; n++) {
    expect((await signIn(email)).body.code).toBe('second_factor_required');
    expect((await signIn(email, '000000')).status).toBe(422);
  }
  await forget(id);
  expect((await signIn(email, appCode(secret))).status).toBe(429);
});

it('isn’t passed over by an invitation’s page', async () => {
  const { email, secret } = await enrolled(['fan']);
  const { who: admin } = await somebody(app, ['admin']);
  await admin.ask('POST', '/admin/invitations', { email, roles: ['support'] });
  const token = await newestToken(app, email);
  const accept = (code?: string) =>
    new Fan(app).ask<Refused>('POST', '/invitations/accept', { token, password, ...(code ? { code } : {}) });
  expect((await accept()).body.code).toBe('second_factor_required');
  expect((await accept('000000')).body.errors).toMatchObject([{ field: 'code' }]);
  expect((await accept(appCode(secret))).status).toBe(200);
});

it('can’t be guessed on an invitation’s page either: its tries are those of the sign-in', async () => {
  const { email, secret } = await enrolled(['fan']);
  const { who: admin } = await somebody(app, ['admin']);
  await admin.ask('POST', '/admin/invitations', { email, roles: ['support'] });
  const token = await newestToken(app, email);
  for (let n = 0; n < 10; n++) expect((await signIn(email, '000000')).status).toBe(422);
  const code = appCode(secret);
  expect((await new Fan(app).ask('POST', '/invitations/accept', { token, password, code })).status).toBe(429);
});

it('a new password by an email’s link leaves it on', async () => {
  const { email } = await enrolled();
  await new Fan(app).ask('POST', '/password-resets', { email });
  const token = await newestToken(app, email, { kind: 'passwordReset' });
  await new Fan(app).ask('POST', '/password-resets/use', { token, newPassword: password });
  expect((await signIn(email)).body.code).toBe('second_factor_required');
});

it('is turned off with password and code, and then isn’t asked for', async () => {
  const { who, email, secret } = await enrolled();
  const off = (more: object) => who.ask('POST', '/account/second-factor/turn-off', { ...proof, ...more });
  expect((await off({ code: '000000' })).status).toBe(422);
  expect((await off({ currentPassword: 'wrong', code: appCode(secret) })).status).toBe(422);
  expect((await off({ code: appCode(secret) })).status).toBe(204);
  expect((await signIn(email)).status).toBe(200);
});

it('is reset by another administrator for who lost it: sessions end, the person is told, the log says why', async () => {
  const { who, id, email } = await enrolled();
  const { who: admin, id: adminId } = await somebody(app, ['admin']);
  const path = (of: string) => `/admin/staff/${of}/reset-second-factor`;
  const reason = 'Her phone was stolen';
  expect((await admin.ask('POST', path(adminId), { reason })).body.code).toBe('four_eyes');
  expect((await who.ask('POST', path(adminId), { reason })).status).toBe(403);
  expect((await admin.ask('POST', path(id), { reason })).body).toMatchObject({ secondFactor: false });
  expect((await admin.ask('POST', path(id), { reason })).body.code).toBe('nothing_to_do');
  expect((await who.ask<Session>('GET', '/session')).body.person).toBeNull();
  expect((await signIn(email)).status).toBe(200);
  const entry = await app.context.db('audit_entries').where({ what: 'person.resetSecondFactor' }).first();
  expect(entry).toMatchObject({ subject: id, by: adminId, reason });
});

it('is required of the staff when administrators say so, from the next request on, and of nobody else', async () => {
  const { who: admin, secret } = await enrolled(['admin']);
  const { who: plainAdmin } = await somebody(app, ['admin']);
  const { who: support } = await member();
  const { who: fan } = await member(['fan']);
  const require = (who: Fan, requiresSecondFactor: boolean) =>
    who.ask('PUT', '/admin/staff-rules', { requiresSecondFactor, reason: 'Our insurance asks for it' });
  expect((await require(plainAdmin, true)).status).toBe(403);
  expect((await require(support, true)).status).toBe(403);
  expect((await require(admin, true)).body).toEqual({ requiresSecondFactor: true });
  try {
    expect(await support.ask('GET', '/admin/emails')).toMatchObject({
      status: 403,
      body: { code: 'second_factor_missing' },
    });
    expect((await support.ask<Session>('GET', '/session')).body.lacksSecondFactor).toBe(true);
    expect((await fan.ask<Session>('GET', '/session')).body.lacksSecondFactor).toBe(false);
    expect((await admin.ask('GET', '/admin/emails')).status).toBe(200);
    const off = { ...proof, code: appCode(secret) };
    expect((await admin.ask('POST', '/account/second-factor/turn-off', off)).status).toBe(403);
    const begun = await support.ask<SecondFactorSecret>('POST', '/account/second-factor', proof);
    await support.ask('POST', '/account/second-factor/confirm', { code: appCode(begun.body.secret) });
    expect((await support.ask('GET', '/admin/emails')).status).toBe(200);
  } finally {
    expect((await require(admin, false)).status).toBe(200);
  }
  expect((await plainAdmin.ask('GET', '/admin/emails')).status).toBe(200);
});

it('is sealed anew after the marketplace’s secret was changed', async () => {
  const { id } = await enrolled();
  const current = 'another secret of at least thirty-two characters';
  const { secret: earlier, db } = app.context;
  const reseal = (from: string, to: string) =>
    inTransaction(db, (trx) => resealSecondFactors(trx, { earlier: from, current: to }));
  const keyOf = async () => (await db('second_factors').where({ person_id: id }).first()).key_id;
  const before = await keyOf();
  const count = await reseal(earlier, current);
  expect(count).toBeGreaterThan(0);
  expect(await keyOf()).not.toBe(before);
  expect(await reseal(current, earlier)).toBe(count);
  expect(await keyOf()).toBe(before);
});
