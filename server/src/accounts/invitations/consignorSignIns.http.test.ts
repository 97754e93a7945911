/** Staff invite people to sign in for a consignor, and deactivate them, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { ConsignorSignIns } from '@holdfast/shared/accounts';
import { expect } from 'vitest';
import { buildConsignor, buildPercentages } from '../../../test/factories/consignors.ts';
import { Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { newestToken } from '../../../test/invitationLinks.ts';
import { somebody } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';

let app: TestApp;
let staff: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  staff = (await somebody(app, ['staff'])).who;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});

const newEmail = () => `${randomUUID()}@example.com`;
const password = 'long enough for anybody';
const invite = (consignorId: string, email: string, who = staff) =>
  who.ask<{ id: string; code: string }>('POST', `/admin/consignors/${consignorId}/sign-ins`, { email });
const signIns = async (consignorId: string) =>
  (await staff.ask<ConsignorSignIns>('GET', `/admin/consignors/${consignorId}/sign-ins`)).body;
async function accepted(email: string): Promise<Fan> {
  const who = new Fan(app);
  const token = await newestToken(app, email);
  expect((await who.ask('POST', '/invitations/accept', { token, name: 'Ben Abara', password })).status).toBe(
    200,
  );
  return who;
}

it('several people sign in for one consignor, each by an invitation, and see its listings alone', async () => {
  const consignorId = await buildConsignor(app.context, { name: 'Abara and sons' });
  const [one, two] = [newEmail(), newEmail()];
  await invite(consignorId, one);
  await invite(consignorId, two);
  expect((await signIns(consignorId)).invitations).toHaveLength(2);
  const ben = await accepted(one);
  await accepted(two);
  expect((await ben.ask('GET', '/selling')).body).toMatchObject({ consignor: { name: 'Abara and sons' } });
  expect((await ben.ask('GET', '/admin/consignors')).status).toBe(403);
  const shown = await signIns(consignorId);
  expect(shown.invitations).toEqual([]);
  expect(shown.people.map(({ email }) => email).sort()).toEqual([one, two].sort());
  const mail = await app.context.db('emails').where({ to_address: one }).first();
  expect(mail.subject).toBe('Your sign-in for Abara and sons');
  const log = await app.context.db('audit_entries').where({ subject: consignorId }).orderBy('id');
  expect(log.map(({ what }) => what)).toEqual([
    'consignor.inviteSignIn',
    'consignor.inviteSignIn',
    'consignor.addSignIn',
    'consignor.addSignIn',
  ]);
});

it('a deactivated sign-in is out at once, and comes back with its password', async () => {
  const consignorId = await buildConsignor(app.context);
  const email = newEmail();
  await invite(consignorId, email);
  const ben = await accepted(email);
  const [person] = (await signIns(consignorId)).people;
  const at = `/admin/consignors/${consignorId}/sign-ins/${person?.id}`;
  expect((await staff.ask('POST', `${at}/deactivate`)).status).toBe(204);
  expect((await ben.ask('GET', '/selling')).status).toBe(401);
  expect((await new Fan(app).signIn(email, password)).status).toBe(401);
  expect((await staff.ask('POST', `${at}/reactivate`)).status).toBe(204);
  expect((await new Fan(app).signIn(email, password)).status).toBe(200);
  await expect
    .poll(() => app.context.db('emails').where({ to_address: email, kind: 'accountNotice' }).pluck('subject'))
    .toEqual(expect.arrayContaining(['Your account is deactivated', 'You can sign in again']));
});

it('another consignor’s sign-in, one of the staff, and unknown consignors are refused', async () => {
  const consignorId = await buildConsignor(app.context);
  const other = await somebody(app, ['consignor'], { consignorId: await buildConsignor(app.context) });
  const both = await somebody(app, ['consignor', 'admin'], { consignorId });
  const emailOf = async (id: string) => (await app.context.db('people').where({ id }).first()).email;
  for (const id of [other.id, both.id])
    expect((await invite(consignorId, await emailOf(id))).body).toMatchObject({
      errors: [{ code: 'taken' }],
    });
  const at = (id: string) => `/admin/consignors/${consignorId}/sign-ins/${id}/deactivate`;
  expect((await staff.ask('POST', at(other.id))).status).toBe(404);
  expect((await staff.ask('POST', at(both.id))).status).toBe(403);
  expect(
    (
      await invite(
        consignorId.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
        newEmail(),
      )
    ).status,
  ).toBe(404);
  const finance = await somebody(app, ['finance']);
  expect((await invite(consignorId, newEmail(), finance.who)).status).toBe(403);
});

it('an invitation is sent again and withdrawn at its own consignor only', async () => {
  const consignorId = await buildConsignor(app.context);
  const stranger = await buildConsignor(app.context);
  const email = newEmail();
  const { id } = (await invite(consignorId, email)).body;
  const first = await newestToken(app, email);
  const send = (owner: string, verb: string) =>
    staff.ask('POST', `/admin/consignors/${owner}/invitations/${id}/${verb}`);
  expect((await send(stranger, 'withdraw')).status).toBe(404);
  expect((await send(consignorId, 'resend')).status).toBe(204);
  const second = await newestToken(app, email, { count: 2 });
  expect(second).not.toBe(first);
  expect((await send(consignorId, 'withdraw')).status).toBe(204);
  const opened = await new Fan(app).ask('POST', '/invitations/read', { token: second });
  expect(opened.status).toBe(410);
  const admin = await somebody(app, ['admin']);
  expect((await admin.who.ask('POST', `/admin/invitations/${id}/resend`)).status).toBe(404);
});
