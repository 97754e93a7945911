/** A fan's thread without JavaScript: opened by the link in a form, read and answered, with its secret in no address. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});

/** A browser without scripts: it keeps cookies, sends forms and follows nothing by itself. */
class PlainBrowser {
  #cookie = '';
  async ask(path: string, fields?: Record<string, string>, headers: Record<string, string> = {}) {
    const response = await fetch(`${app.url}${path}`, {
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: this.#cookie, ...headers },
      ...(fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) }),
    });
    const [set] = response.headers.getSetCookie().filter((line) => line.startsWith('holdfast_thread='));
    if (set !== undefined) this.#cookie = set.split(';')[0] ?? '';
    const { status, headers: given } = response;
    return { status, text: await response.text(), set, location: given.get('location'), headers: given };
  }
}
const plain = '/api/messages/plain';

/** Writes to us. @returns the link of the email that says so */
async function written(): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  const text = 'Where do I pick my tickets up?\n<b>Thanks</b>';
  await new Fan(app).ask('POST', '/contact', { email, topic: 'tickets', text });
  const row = await app.context.db('emails').where({ to_address: email }).first();
  return /\S+\/messages#\S+/.exec(row.text_body)?.[0] ?? '';
}

it('the page without scripts leads to a form, which opens the thread and answers it', async () => {
  expect(await (await fetch(`${app.url}/messages`)).text()).toContain(`href="${plain}"`);
  const link = await written();
  const secret = link.split('#')[1] ?? '';
  expect(secret).not.toBe('');
  const browser = new PlainBrowser();
  expect((await browser.ask(plain)).text).toContain('The link of our email');

  const opened = await browser.ask(`${plain}/open`, { link: ` ${link} ` });
  // No address holds the secret, and scripts don't see the cookie.
  expect([opened.status, opened.location]).toEqual([303, plain]);
  expect(opened.set).toMatch(/path=\/api\/messages; .*httponly/i);
  const shown = await browser.ask(plain);
  expect(shown.text).toContain('Where do I pick my tickets up?');
  expect(shown.text).toContain('&lt;b&gt;Thanks&lt;/b&gt;');
  expect(shown.text).not.toContain(secret);
  expect(shown.headers.get('referrer-policy')).toBe('same-origin');
  expect(shown.headers.get('cache-control')).toBe('no-store');
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");

  const card = await browser.ask(plain, { text: 'Take 4242 4242 4242 4242' });
  expect([
    card.status,
    card.text.includes('<p role="alert">This holds what looks like a card number'),
  ]).toEqual([422, true]);
  const sent = await browser.ask(plain, { text: 'And which door?' });
  expect([sent.status, sent.location]).toEqual([303, `${plain}?sent=yes`]);
  const after = await browser.ask(`${plain}?sent=yes`);
  expect(after.text).toContain('And which door?');
  expect(after.text).toContain('It is with our team.');
});

it('a wrong or changed link opens nothing, nor does a browser without one, nor another site', async () => {
  const link = await written();
  const browser = new PlainBrowser();
  for (const wrong of ['', 'x', link.slice(0, -1), `${link}x`]) {
    const refused = await browser.ask(`${plain}/open`, { link: wrong });
    expect([refused.status, refused.set], wrong).toEqual([410, undefined]);
    expect(refused.text).toContain('This link opens no messages');
  }
  expect((await browser.ask(plain, { text: 'Let me in please' })).status).toBe(410);
  const elsewhere = await browser.ask(`${plain}/open`, { link }, { origin: 'https://evil.example' });
  expect([elsewhere.status, elsewhere.set]).toEqual([403, undefined]);
});
