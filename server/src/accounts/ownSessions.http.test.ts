/** One's own sessions and password, over HTTP. */
import { randomUUID } from 'node:crypto';
import type { OwnSession } from '@holdfast/shared/accounts';
import { describe, expect } from 'vitest';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { signUp as signUpAs } from '../../test/signUp.ts';
import { describeAgent } from './describeAgent.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});

const password = 'long enough for anybody';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

async function signUp(): Promise<{ fan: Fan; email: string }> {
  const fan = new Fan(app);
  const email = `${randomUUID()}@example.com`;
  await signUpAs(app, fan, { name: 'Helen', email, password }, { 'user-agent': firefox });
  return { fan, email };
}
async function signInElsewhere(email: string): Promise<Fan> {
  const fan = new Fan(app);
  await fan.ask('POST', '/session', { email, password }, { 'user-agent': safari });
  return fan;
}
const sessionsOf = async (fan: Fan) =>
  (await fan.ask<{ data: OwnSession[] }>('GET', '/account/sessions')).body.data;
const isIn = async (fan: Fan) => (await fan.ask<{ person: unknown }>('GET', '/session')).body.person !== null;

describe('one’s own sessions', () => {
  it('are listed with their browsers, this one first', async () => {
    const { fan, email } = await signUp();
    await signInElsewhere(email);
    expect(await sessionsOf(fan)).toMatchObject([
      { agent: 'Firefox on Linux', current: true },
      { agent: 'Safari on iPhone', current: false },
    ]);
    expect(JSON.stringify(await sessionsOf(fan))).not.toContain('Mozilla');
  });

  it('end one by one, and only one’s own', async () => {
    const { fan, email } = await signUp();
    const elsewhere = await signInElsewhere(email);
    const stranger = await signUp();
    const [, other] = await sessionsOf(fan);
    const path = `/account/sessions/${other?.id}`;
    expect((await stranger.fan.ask('DELETE', path)).status).toBe(404);
    expect((await new Fan(app).ask('DELETE', path)).status).toBe(401);
    expect(await isIn(elsewhere)).toBe(true);
    expect((await fan.ask('DELETE', path)).status).toBe(204);
    expect(await isIn(elsewhere)).toBe(false);
    expect(await isIn(fan)).toBe(true);
    expect((await fan.ask('DELETE', path)).status).toBe(404);
  });

  it('all end but this one, with an entry in the audit log', async () => {
    const { fan, email } = await signUp();
    const others = [await signInElsewhere(email), await signInElsewhere(email)];
    expect((await fan.ask('DELETE', '/account/sessions')).body).toMatchObject({ data: [{ current: true }] });
    for (const other of others) expect(await isIn(other)).toBe(false);
    expect(await isIn(fan)).toBe(true);
    const { body } = await fan.ask<{ person: { id: string } }>('GET', '/session');
    expect(
      await app.context.db('audit_entries').where({ what: 'person.endSessions', subject: body.person.id }),
    ).toMatchObject([{ by: body.person.id, after: { ended: 2 } }]);
    for (const method of ['GET', 'DELETE'])
      expect((await new Fan(app).ask(method, '/account/sessions')).status).toBe(401);
  });
});

it.each([
  [firefox, 'Firefox on Linux'],
  [safari, 'Safari on iPhone'],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge on Windows',
  ],
  ['curl/8.5.0', 'curl'],
  ['???', null],
  [null, null],
])('%s is %s', (agent, name) => {
  expect(describeAgent(agent)).toBe(name);
});

describe('a password', () => {
  it.each(['          ', 'aaaaaaaaaaaa', 'Password123!', 'Helen Marchetti'])(
    '%j makes no account',
    async (weak) => {
      const { status, body } = await signUpAs(app, new Fan(app), {
        name: 'Helen Marchetti',
        email: `${randomUUID()}@example.com`,
        password: weak,
      });
      expect([status, body.errors.map(({ field }) => field)]).toEqual([422, ['password']]);
    },
  );

  it('isn’t changed to a weak one or to one’s own name', async () => {
    const { who } = await somebody(app, ['fan'], { name: 'Helen Marchetti' });
    for (const newPassword of ['          ', 'qwertyuiop', 'helen-marchetti'])
      expect(
        await who.ask('PUT', '/account/password', { currentPassword: 'a long enough one', newPassword }),
      ).toMatchObject({ status: 422, body: { errors: [{ field: 'newPassword' }] } });
    expect(
      (
        await who.ask('PUT', '/account/password', {
          currentPassword: 'a long enough one',
          newPassword: 'vier Häuser am Fluss',
        })
      ).status,
    ).toBe(204);
  });

  it('is the same from every keyboard: Unicode is normalized', async () => {
    const email = `${randomUUID()}@example.com`;
    const composed = 'vier Häuser am Fluss'.normalize('NFC');
    await signUpAs(app, new Fan(app), { name: 'Helen', email, password: composed });
    expect((await new Fan(app).signIn(email, composed.normalize('NFD'))).status).toBe(200);
  });
});
