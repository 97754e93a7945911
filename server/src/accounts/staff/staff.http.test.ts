/** Administrators invite, change and deactivate staff, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { InvitationShown, StaffMember, StaffMemberShown } from '@holdfast/shared/accounts';
import { describe, expect } from 'vitest';
import { dayMs } from '../../../test/factories/times.ts';
import { Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { newestToken } from '../../../test/invitationLinks.ts';
import { somebody } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { travel } from '../../../test/travel.ts';

let app: TestApp;
let admin: Fan;
let adminId: string;
it.beforeAll(async ({ running }) => {
  app = running;
  const made = await somebody(app, ['admin'], { name: 'Ruth Adeyemi' });
  admin = made.who;
  adminId = made.id;
});

const password = 'long enough for anybody';
const reason = 'Works elsewhere now';
const newEmail = () => `${randomUUID()}@example.com`;
const invite = (email: string, roles: string[], who = admin) =>
  who.ask<{ id: string; errors: Array<{ field: string; message: string }> }>('POST', '/admin/invitations', {
    email,
    roles,
  });
const accept = (who: Fan, token: string, more: object = {}) =>
  who.ask<{ code: string; person: { roles: string[] } }>('POST', '/invitations/accept', {
    token,
    name: 'Ann Keller',
    password,
    ...more,
  });
const read = (token: string) =>
  new Fan(app).ask<InvitationShown & { code: string }>('POST', '/invitations/read', { token });
const auditOf = (subject: string) => app.context.db('audit_entries').where({ subject }).orderBy('id');
const shown = async (id: string) => (await admin.ask<StaffMemberShown>('GET', `/admin/staff/${id}`)).body;

describe('an invitation', () => {
  it('leads to an account with its roles, once', async () => {
    const email = newEmail();
    const { body } = await invite(email.toUpperCase(), ['accessData', 'staff']);
    const token = await newestToken(app, email);
    expect((await read(token)).body).toEqual({
      email,
      roles: ['staff', 'accessData'],
      invitedBy: 'Ruth Adeyemi',
      hasAccount: false,
    });
    const ann = new Fan(app);
    expect((await accept(ann, token, { password: 'short' })).status).toBe(422);
    expect((await accept(ann, token)).body.person.roles).toEqual(['staff', 'accessData']);
    expect((await ann.ask('GET', '/admin/consignors')).status).toBe(200);
    expect((await accept(new Fan(app), token)).body.code).toBe('link_ended');
    expect((await new Fan(app).signIn(email, password)).status).toBe(200);
    expect(await auditOf(body.id)).toMatchObject([
      { what: 'invitation.create', by: adminId },
      { what: 'invitation.accept', after: { email } },
    ]);
    const stored = await app.context.db('invitations').where({ id: body.id });
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('is for the staff to give: other roles are refused, and so are unknown ones and access data alone', async () => {
    const { who: staff } = await somebody(app, ['staff', 'finance', 'support']);
    expect((await invite(newEmail(), ['admin'], staff)).status).toBe(403);
    expect((await staff.ask('GET', '/admin/staff')).status).toBe(403);
    for (const roles of [['fan'], ['accessData'], []])
      expect((await invite(newEmail(), roles)).status, roles.join()).toBe(422);
  });

  it('sent again has another link; the one before opens nothing, nor does a withdrawn one', async () => {
    const email = newEmail();
    const { id } = (await invite(email, ['finance'])).body;
    const first = await newestToken(app, email);
    expect((await invite(email, ['finance'])).body.errors[0]?.message).toContain('invited already');
    expect((await admin.ask('POST', `/admin/invitations/${id}/resend`)).status).toBe(204);
    const second = await newestToken(app, email, { count: 2 });
    expect((await read(first)).body.code).toBe('link_ended');
    expect((await read(second)).status).toBe(200);
    expect((await admin.ask('POST', `/admin/invitations/${id}/withdraw`)).status).toBe(204);
    expect((await accept(new Fan(app), second)).body.code).toBe('link_ended');
    expect((await admin.ask('POST', `/admin/invitations/${id}/resend`)).status).toBe(409);
    expect((await invite(email, ['support'])).status).toBe(201);
  });

  it('asks an address that has an account for its password, and adds the roles to it', async () => {
    const email = newEmail();
    await app.context
      .db('people')
      .where({ id: (await somebody(app, ['fan'])).id })
      .update({ email });
    await invite(email, ['support']);
    const token = await newestToken(app, email);
    expect((await read(token)).body.hasAccount).toBe(true);
    expect((await accept(new Fan(app), token)).status).toBe(422);
    const joined = await accept(new Fan(app), token, { password: 'a long enough one' });
    expect(joined.body.person.roles).toEqual(['fan', 'support']);
    expect((await invite(email, ['finance'])).body.errors[0]?.message).toContain('of the staff already');
  });

  it('is masked in the outbox for everybody but an administrator without a mail server, and isn’t sent from there', async () => {
    const email = newEmail();
    await invite(email, ['staff']);
    const token = await newestToken(app, email);
    const { who: support } = await somebody(app, ['support']);
    const of = async (who: Fan) =>
      (
        await who.ask<{ data: Array<{ id: string; text: string; html: string }> }>(
          'GET',
          `/admin/emails?q=${email}`,
        )
      ).body.data[0];
    const seen = await of(support);
    expect(seen?.text).toContain('/invitation#••••••');
    expect(JSON.stringify(seen)).not.toContain(token);
    expect(JSON.stringify(await of(admin))).toContain(token);
    await app.context.db('emails').where({ id: seen?.id }).update({ state: 'sent' });
    expect(JSON.stringify(await of(admin))).not.toContain(token);
    const again = { to: 'thief@example.com', reason };
    expect((await support.ask('POST', `/admin/emails/${seen?.id}/send-again`, again)).status).toBe(409);
  });
});

describe('roles', () => {
  it('hold from the next request on, and keep what isn’t of the staff', async () => {
    const { who, id } = await somebody(app, ['fan', 'staff']);
    expect((await who.ask('GET', '/admin/price-caps')).status).toBe(200);
    const changed = await admin.ask('PUT', `/admin/staff/${id}/roles`, { roles: ['support'], reason });
    expect(changed.body).toMatchObject({ roles: ['fan', 'support'] });
    expect((await who.ask('GET', '/admin/price-caps')).status).toBe(403);
    expect(await auditOf(id)).toMatchObject([
      { what: 'person.changeRoles', reason, before: { roles: ['fan', 'staff'] } },
    ]);
  });

  it('are never one’s own to change, nor is being active', async () => {
    const roles = { roles: ['admin', 'finance'], reason };
    expect((await admin.ask('PUT', `/admin/staff/${adminId}/roles`, roles)).body.code).toBe('four_eyes');
    const end = { handOverTo: null, reason };
    expect((await admin.ask('POST', `/admin/staff/${adminId}/deactivate`, end)).body.code).toBe('four_eyes');
  });

  it('leave one administrator, also when two remove each other at once', async () => {
    for (let round = 0; round < 5; round++) {
      const other = await somebody(app, ['admin']);
      const end = { handOverTo: null, reason };
      const [one, two] = await Promise.all([
        admin.ask('POST', `/admin/staff/${other.id}/deactivate`, end),
        other.who.ask('PUT', `/admin/staff/${adminId}/roles`, { roles: ['staff'], reason }),
      ]);
      expect([one.status, two.status].filter((status) => status === 200)).toHaveLength(1);
      const left = await app.context
        .db('people')
        .whereRaw(`'admin' = ANY (roles) AND deactivated_at IS NULL`);
      expect(left).toHaveLength(1);
      await app.context
        .db('people')
        .where({ id: adminId })
        .update({ roles: ['admin'] });
      await app.context
        .db('people')
        .where({ id: other.id })
        .update({ roles: ['staff'] });
    }
  });
});

describe('deactivation', () => {
  it('ends every session at once, refuses the password, and is taken back', async () => {
    const { who, id } = await somebody(app, ['support'], { name: 'Luis Ferreira' });
    const [{ email }] = await app.context.db('people').where({ id });
    const signIn = () => new Fan(app).signIn(email, 'a long enough one');
    expect((await who.ask('GET', '/admin/emails')).status).toBe(200);
    const end = { handOverTo: null, reason };
    const ended = await admin.ask<StaffMemberShown>('POST', `/admin/staff/${id}/deactivate`, end);
    expect(ended.body).toMatchObject({ sessions: 0, openSessions: [] });
    expect((await who.ask('GET', '/admin/emails')).status).toBe(401);
    expect((await signIn()).body.code).toBe('sign_in_failed');
    expect((await invite(email, ['staff'])).body.errors[0]?.message).toContain('deactivated');
    expect((await admin.ask('POST', `/admin/staff/${id}/reactivate`, { reason })).status).toBe(200);
    expect((await signIn()).status).toBe(200);
    expect((await auditOf(id)).map(({ what }) => what)).toEqual(['person.deactivate', 'person.reactivate']);
    expect((await admin.ask('PUT', `/admin/staff/${id}/roles`, { roles: ['staff'], reason })).status).toBe(
      200,
    );
    await expect
      .poll(() => app.context.db('emails').where({ to_address: email }).pluck('subject'))
      .toEqual(
        expect.arrayContaining([
          'Your account is deactivated',
          'You can sign in again',
          'Your roles were changed',
        ]),
      );
  });

  it('is among the filters of the list, which is ordered by last sign-in too', async () => {
    const { id } = await somebody(app, ['finance'], { name: 'Zelda Quist' });
    await admin.ask('POST', `/admin/staff/${id}/deactivate`, { handOverTo: null, reason });
    const listed = async (query: string) =>
      (await admin.ask<{ data: StaffMember[] }>('GET', `/admin/staff?${query}`)).body.data;
    expect((await listed('q=zelda&state=active')).length).toBe(0);
    expect(await listed('q=zelda&state=deactivated')).toMatchObject([
      { id, lastSignInAt: expect.any(String) },
    ]);
    const order = await listed('sort=lastSignInAt&order=desc&perPage=1000');
    expect(order.map(({ lastSignInAt }) => lastSignInAt)).toEqual(
      order
        .map(({ lastSignInAt }) => lastSignInAt)
        .sort()
        .reverse(),
    );
    const fan = await somebody(app, ['fan']);
    expect((await admin.ask('GET', `/admin/staff/${fan.id}`)).status).toBe(404);
  });
});

it('sessions are listed, and ended one by one or all at once', async () => {
  const { who, id } = await somebody(app, ['support']);
  const [{ email }] = await app.context.db('people').where({ id });
  const second = new Fan(app);
  await second.signIn(email, 'a long enough one');
  const { openSessions } = await shown(id);
  expect(openSessions).toHaveLength(2);
  const newest = `/admin/staff/${id}/sessions/${openSessions[0]?.id}`;
  expect((await admin.ask('DELETE', newest)).status).toBe(204);
  expect((await admin.ask('DELETE', newest)).status).toBe(404);
  expect((await second.ask('GET', '/admin/emails')).status).toBe(401);
  expect((await who.ask('GET', '/admin/emails')).status).toBe(200);
  expect((await admin.ask('DELETE', `/admin/staff/${id}/sessions`)).status).toBe(204);
  expect((await who.ask('GET', '/admin/emails')).status).toBe(401);
});

it('an invitation’s link ends after seven days, until it is sent again', async () => {
  const email = newEmail();
  const { id } = (await invite(email, ['finance'])).body;
  const token = await newestToken(app, email);
  await travel(app.context.db, 7 * dayMs + 1_000);
  expect((await read(token)).body.code).toBe('link_ended');
  const { body } = await admin.ask<{ data: object[] }>('GET', '/admin/invitations');
  expect(body.data).toContainEqual(expect.objectContaining({ id, isExpired: true }));
  expect((await accept(new Fan(app), token)).status).toBe(410);
  await admin.ask('POST', `/admin/invitations/${id}/resend`);
  expect((await accept(new Fan(app), await newestToken(app, email, { count: 2 }))).status).toBe(200);
});
