/** Invitations that can’t be accepted any more say why and what to do, over HTTP. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { buildConsignor } from '../../../test/factories/consignors.ts';
import { dayMs } from '../../../test/factories/times.ts';
import { Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { newestToken } from '../../../test/invitationLinks.ts';
import { somebody } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';

let app: TestApp;
let admin: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  admin = (await somebody(app, ['admin'], { name: 'Ruth Adeyemi' })).who;
});
interface Refused {
  id: string;
  detail: string;
  errors: Array<{ message: string }>;
}
const newEmail = () => `${randomUUID()}@example.com`;
const invite = (email: string, at = '/admin/invitations') =>
  admin.ask<Refused>('POST', at, at === '/admin/invitations' ? { email, roles: ['support'] } : { email });
const read = (token: string) => new Fan(app).ask<Refused>('POST', '/invitations/read', { token });
const why = async (token: string) => {
  const { status, body } = await read(token);
  expect(status).toBe(410);
  return body.detail;
};
const expire = (id: string) =>
  app.context
    .db('invitations')
    .where({ id })
    .update({ expires_at: new Date(Date.now() - dayMs) });

it('an expired link names whom to ask, and inviting the address anew replaces it', async () => {
  const email = newEmail();
  const { id } = (await invite(email)).body;
  const token = await newestToken(app, email);
  await expire(id);
  expect(await why(token)).toBe('Its seven days are over. Ask Ruth Adeyemi to send it again.');
  expect((await invite(email)).status).toBe(201);
  expect((await invite(email)).body.errors[0]?.message).toContain('Press “Send again”');
  expect((await read(await newestToken(app, email, { count: 2 }))).status).toBe(200);
  const log = await app.context.db('audit_entries').where({ subject: id }).orderBy('id');
  expect(log.map(({ what }) => what)).toEqual(['invitation.create', 'invitation.withdraw']);
});

it('one that was accepted, withdrawn or replaced says so', async () => {
  const email = newEmail();
  const { id } = (await invite(email)).body;
  const first = await newestToken(app, email);
  await admin.ask('POST', `/admin/invitations/${id}/resend`);
  expect(await why(first)).toContain('isn’t the newest');
  const second = await newestToken(app, email, { count: 2 });
  const accepted = { token: second, name: 'Noor', password: 'long enough for anybody' };
  expect((await new Fan(app).ask('POST', '/invitations/accept', accepted)).status).toBe(200);
  expect(await why(second)).toContain('Sign in with your email address');
  const other = newEmail();
  const withdrawn = (await invite(other)).body.id;
  const token = await newestToken(app, other);
  await admin.ask('POST', `/admin/invitations/${withdrawn}/withdraw`);
  expect(await why(token)).toContain('was withdrawn');
});

it('an account that became unfit meanwhile is told before it gives its password; staff are told at “Send again”', async () => {
  const consignorId = await buildConsignor(app.context);
  const { id } = await somebody(app, ['fan']);
  const { email } = await app.context.db('people').where({ id }).first();
  const at = `/admin/consignors/${consignorId}`;
  const invitation = (await invite(email, `${at}/sign-ins`)).body.id;
  const token = await newestToken(app, email);
  const become = (columns: object) => app.context.db('people').where({ id }).update(columns);
  await become({ roles: ['support'] });
  expect(await why(token)).toContain('Ask Ruth Adeyemi to invite another address of yours');
  const resend = () => admin.ask<Refused>('POST', `${at}/invitations/${invitation}/resend`);
  expect((await resend()).body.errors[0]?.message).toContain('Use another address');
  await become({ roles: ['fan'], deactivated_at: new Date() });
  expect(await why(token)).toContain('Ask Ruth Adeyemi to reactivate it');
  expect((await resend()).body.errors[0]?.message).toContain('Reactivate it');
});

it('an address that is invited elsewhere says where', async () => {
  const email = newEmail();
  await invite(email);
  const consignorId = await buildConsignor(app.context);
  const { body } = await invite(email, `/admin/consignors/${consignorId}/sign-ins`);
  expect(body.errors[0]?.message).toContain('invited already, to the staff');
});
