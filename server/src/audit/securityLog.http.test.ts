/** Refusals for safety leave a trace that administrators read, and a flood of them stays small. */
import type { SecurityEvent, SecurityList } from '@holdfast/shared/audit';
import { describe, expect } from 'vitest';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { newestToken } from '../../test/invitationLinks.ts';
import { signedIn, somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
let admin: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  admin = await signedIn(app, 'admin');
});

const read = async (what: string): Promise<SecurityEvent[]> =>
  (await admin.ask<SecurityList>('GET', `/admin/security-log?what=${what}`)).body.data;
const timesOf = async (what: string) => (await read(what)).reduce((sum, { times }) => sum + times, 0);
const recorded = (what: string, times: number) =>
  eventually(`${times} × ${what}`, async () => (await timesOf(what)) === times);

describe('the security log', () => {
  it('shows failed sign-ins with the account, gathered per minute and address', async () => {
    for (let count = 0; count < 6; count++)
      await new Fan(app).signIn('ruth@example.com', `wrong guess ${count}`);
    await new Fan(app).ask('POST', '/session', { email: 'x', password: 'typed into the wrong field' });
    await recorded('sign_in_failed', 6);
    const events = await read('sign_in_failed');
    // A minute may have turned meanwhile.
    expect(events.length).toBeLessThanOrEqual(2);
    expect(events[0]).toMatchObject({
      account: 'ruth@example.com',
      address: '127.0.0.1',
      by: null,
      request: 'POST /api/session',
    });
    expect(JSON.stringify(events)).not.toContain('guess');
  });

  it('shows what a role was refused, with the person', async () => {
    const { who, id } = await somebody(app, ['support'], { name: 'Luis Ferreira' });
    await who.ask('GET', '/admin/percentages?a=secret');
    await recorded('forbidden', 1);
    expect(await read('forbidden')).toMatchObject([
      { by: { id, name: 'Luis Ferreira' }, request: 'GET /api/admin/percentages' },
    ]);
  });

  it('shows forged webhooks and requests from other sites, and guesses at one’s own password', async () => {
    for (let count = 0; count < 3; count++)
      await fetch(`${app.url}/api/webhooks/stripe`, {
        method: 'POST',
        body: '{}',
        headers: { 'stripe-signature': 't=1,v1=00' },
      });
    await recorded('webhook_signature_invalid', 3);
    await fetch(`${app.url}/api/session`, { method: 'DELETE', headers: { origin: 'https://evil.example' } });
    await recorded('forged_request', 1);
    const fan = await signedIn(app, 'fan');
    await fan.ask('PUT', '/account/password', {
      currentPassword: 'not mine at all',
      newPassword: 'vier Häuser am Fluss',
    });
    await recorded('password_wrong', 1);
  });

  it('shows guesses at a second factor, at an invitation’s password, at links and at orders', async () => {
    const fan = new Fan(app);
    const token = 'x'.repeat(43);
    for (const path of ['/invitations/read', '/password-resets/read']) await fan.ask('POST', path, { token });
    await recorded('link_ended', 2);
    await fan.ask('POST', '/reservations/find', { code: 'HF-AAAA1111', email: 'ann@example.com' });
    await recorded('order_not_found', 1);
    expect(await read('order_not_found')).toMatchObject([{ account: 'ann@example.com' }]);
    const { who: member } = await somebody(app, ['fan']);
    await member.ask('POST', '/account/second-factor', { currentPassword: 'a long enough one' });
    await member.ask('POST', '/account/second-factor/confirm', { code: '000000' });
    await recorded('code_wrong', 1);
    const before = await timesOf('password_wrong');
    const { id } = await somebody(app, ['fan']);
    const { email } = await app.context.db('people').where({ id }).first();
    await admin.ask('POST', '/admin/invitations', { email, roles: ['support'] });
    const link = await newestToken(app, email);
    const guess = () => fan.ask('POST', '/invitations/accept', { token: link, password: 'a wrong guess' });
    for (let count = 0; count < 10; count++) expect((await guess()).status).toBe(422);
    expect((await guess()).status).toBe(429);
    expect((await fan.signIn(email, 'a long enough one')).status).toBe(429);
    await recorded('password_wrong', before + 10);
  });

  it('is for administrators alone', async () => {
    for (const role of ['staff', 'finance', 'support', 'consignor', 'fan', 'accessData'] as const)
      expect((await (await signedIn(app, role)).ask('GET', '/admin/security-log')).status, role).toBe(403);
    expect((await new Fan(app).ask('GET', '/admin/security-log')).status).toBe(401);
  });

  it('keeps a flood small', async () => {
    const before = await timesOf('forged_request');
    await Promise.all(
      Array.from({ length: 300 }, () =>
        fetch(`${app.url}/api/session`, { method: 'DELETE', headers: { origin: 'https://evil.example' } }),
      ),
    );
    await recorded('forged_request', before + 300);
    expect((await read('forged_request')).length).toBeLessThanOrEqual(4);
  });
});
