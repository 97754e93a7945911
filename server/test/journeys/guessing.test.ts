/** Limits on guessing, and which forwarded addresses are believed. */
import { afterEach, describe, expect, it } from 'vitest';
import { Fan } from '../fan.ts';
import { somebody } from '../people.ts';
import { startTestApp, type TestApp } from '../runningApp.ts';

let app: TestApp;
afterEach(() => app.close());

/** Statuses of so many wrong passwords, each sent with these X-Forwarded-For headers in turn. */
async function guess(times: number, forwardedFor: (index: number) => string): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < times; index++) {
    const { status } = await new Fan(app).ask(
      'POST',
      '/session',
      { email: 'ruth@example.com', password: 'a wrong guess' },
      { 'x-forwarded-for': forwardedFor(index) },
    );
    statuses.push(status);
  }
  return statuses;
}
const refusedAfterTen = [...Array(10).fill(401), 429, 429];
const neverRefused = Array(12).fill(401);

describe('without proxies', () => {
  it('a forwarded address is the visitor’s own word: it doesn’t count', async () => {
    app = await startTestApp();
    expect(await guess(12, (index) => `203.0.113.${index}`)).toEqual(refusedAfterTen);
  });
});

describe('behind one proxy', () => {
  it('counts the address that the proxy has added, whatever stands before it', async () => {
    app = await startTestApp({ TRUSTED_PROXIES: '1' });
    expect(await guess(12, (index) => `203.0.113.${index}, 198.51.100.7`)).toEqual(refusedAfterTen);
    expect(await guess(12, (index) => `198.51.100.7, 203.0.113.${index}`)).toEqual(neverRefused);
  });
});

describe('behind two proxies', () => {
  it('counts the address that the outer one has added', async () => {
    app = await startTestApp({ TRUSTED_PROXIES: '2' });
    expect(await guess(12, (index) => `203.0.113.${index}, 198.51.100.7, 10.0.0.2`)).toEqual(refusedAfterTen);
  });
});

describe('from one address', () => {
  it('a password tried on sixty accounts meets a limit, whatever the header says; others aren’t locked out', async () => {
    app = await startTestApp({ TRUSTED_PROXIES: '1' });
    const spray = async (index: number, address: string) =>
      (
        await new Fan(app).ask(
          'POST',
          '/session',
          { email: `account-${index}@example.com`, password: 'Summer 2037 tickets' },
          { 'x-forwarded-for': `203.0.113.${index}, ${address}` },
        )
      ).status;
    const statuses: number[] = [];
    for (let index = 0; index < 60; index++) statuses.push(await spray(index, '198.51.100.7'));
    expect(statuses).toEqual([...Array(40).fill(401), ...Array(20).fill(429)]);
    expect(await spray(99, '198.51.100.8')).toBe(401);
  });

  it('sixty sign-ups meet a limit, and right passwords count for nothing', async () => {
    app = await startTestApp();
    const ask = async (index: number) =>
      (await new Fan(app).ask('POST', '/sign-ups', { email: `h${index}@example.com` })).status;
    const statuses: number[] = [];
    for (let index = 0; index < 60; index++) statuses.push(await ask(index));
    expect(statuses).toEqual([...Array(30).fill(204), ...Array(30).fill(429)]);
    const { id } = await somebody(app, ['fan']);
    const { email } = await app.context.db('people').where({ id }).first();
    for (let index = 0; index < 50; index++)
      expect((await new Fan(app).signIn(email, 'a long enough one')).status).toBe(200);
  });

  it('of IPv6, a subscriber’s addresses count as one', async () => {
    app = await startTestApp({ TRUSTED_PROXIES: '1' });
    expect(await guess(12, (index) => `2001:db8:1:2::${index}`)).toEqual(refusedAfterTen);
    expect(await guess(1, () => '2001:db8:1:3::1')).toEqual([401]);
    const token = 'x'.repeat(43);
    const opened: Array<[string, object, number, number]> = [
      [
        '/set-up',
        { code: 'AAAA', name: 'Eve', email: 'eve@example.com', password: 'long enough for anybody' },
        422,
        10,
      ],
      ['/invitations/read', { token }, 410, 30],
      ['/password-resets/read', { token }, 410, 30],
    ];
    for (const [path, body, refused, points] of opened) {
      const statuses: number[] = [];
      for (let index = 0; index <= points; index++) {
        const from = { 'x-forwarded-for': `2001:db8:1:2::${index}` };
        statuses.push((await new Fan(app).ask('POST', path, body, from)).status);
      }
      expect(statuses, path).toEqual([...Array(points).fill(refused), 429]);
    }
  });
});

describe('of one account', () => {
  it('a hundred tries from as many addresses meet a limit', async () => {
    app = await startTestApp({ TRUSTED_PROXIES: '1' });
    expect(await guess(102, (index) => `203.0.${index}.1`)).toEqual([...Array(100).fill(401), 429, 429]);
  });
});

describe('of an order code', () => {
  it('is refused after twenty tries, with the time to wait', async () => {
    app = await startTestApp();
    const find = () =>
      new Fan(app).ask('POST', '/reservations/find', { code: 'HF-AAAA1111', email: 'a@example.com' });
    for (let count = 0; count < 20; count++) expect((await find()).status).toBe(404);
    const refused = await find();
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
