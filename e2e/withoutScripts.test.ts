/** A browser without JavaScript sends our forms by itself: the contact form, and the thread of its email's link. */
import { expect } from 'vitest';
import { test } from './fixtures.ts';

test('a fan writes without JavaScript, reads the thread by its link, and adds to it', async ({
  app,
  visit: { page },
}) => {
  const submit = (button: string) => Promise.all([page.waitForNavigation(), page.click(button)]);
  await page.setJavaScriptEnabled(false);
  await page.goto(`${app.url}/contact`);
  await page.type('input[name=email]', 'plain@example.com');
  await page.select('select[name=topic]', 'tickets');
  await page.type('textarea[name=text]', 'Where do I pick my tickets up?');
  await submit('form[action="/api/contact"] button');
  expect(page.url()).toBe(`${app.url}/contact?sent=yes`);

  const [email] = await app.context.db('emails').where({ to_address: 'plain@example.com' });
  const link = /https?:\/\/\S+\/messages#\S+/.exec(email.text_body)?.[0] ?? '';
  await page.goto(link);
  await submit('a[href="/api/messages/plain"]');
  await page.type('#link', link);
  await submit('form button');
  expect(await page.content()).toContain('Where do I pick my tickets up?');
  await page.type('#text', 'And which door?');
  await submit('form button');
  const shown = await page.content();
  expect(shown).toContain('And which door?');
  expect(shown).toContain('It is with our team.');
  expect(page.url()).not.toContain('#');
});
