/** The texts of emails in a browser: an administrator edits one, and a fan gets it. */

import { renderLetter } from '@holdfast/server/emailTemplates/index';
import { inTransaction } from '@holdfast/server/platform/db/index';
import { registeredEmails } from '@holdfast/server/registeredEmails';
import { buildGame } from '@holdfast/server/test/factories/catalog';
import { buildListing } from '@holdfast/server/test/factories/listings';
import { Fan } from '@holdfast/server/test/fan';
import { expect } from 'vitest';
import { widths as screens } from './admin/staffPage.ts';
import { test } from './fixtures.ts';
import { patience } from './page.ts';

test('every email says the newest record of its kind', async ({ app: { context } }) => {
  const shown: string[] = [];
  for (const { template, latest } of registeredEmails)
    await inTransaction(context.db, async (trx) => {
      const letter = await latest?.(trx, context);
      if (!letter) return;
      const { subject, text, html } = await renderLetter(trx, letter);
      expect(`${subject}\n${text}`, template.key).not.toMatch(/\{\{|undefined|null|Invalid|NaN/);
      expect(html, template.key).toContain('<h1');
      shown.push(template.key);
    });
  expect(shown).toEqual(
    expect.arrayContaining([
      'order.tickets',
      'event.moved',
      'delivery.sent',
      'refund.tickets',
      'consignor.news',
      'consignor.payout',
    ]),
  );
  expect(shown.length).toBeGreaterThan(40);
});

test('template edited, previewed, sent', async ({ app, admin }) => {
  const { db } = app.context;
  await admin.go('/email-templates', 'Emails');
  await admin.sees('Your tickets');
  expect(await admin.inspect('email-templates', [screens.desktop, screens.phone])).toEqual([]);
  await admin.keys('f');
  await admin.type('order is paid');
  await admin.press('Your tickets');
  await admin.title('Your tickets');
  await admin.sees('with the newest record of its kind');
  await admin.shows('iframe[title="Preview, desktop"]');

  await admin.fill('Subject', 'Off you go');
  const text =
    '{{when}}\n\n{{#tickets}}\n> {{place}}\n> {{code}}\n\n{{/tickets}}\n{{#toCome}}\n{{places}}: {{how}}\n\n{{/toCome}}\n';
  await admin.fill('Text', `${text}{{seat}}`);
  await admin.sees('There is no {{seat}} here. There are {{event}}, ');
  await admin.fill('Text', text);
  await admin.sees('The text needs {{orderLink}}');
  await admin.fill('Text', `${text}[Have fun]({{orderLink}})`);
  await expect
    .poll(() => admin.page.$eval('iframe', ({ srcdoc }) => srcdoc.includes('Have fun')), patience)
    .toBe(true);
  await admin.press('Phone');
  await admin.shows('iframe[title="Preview, phone"]');
  await admin.press('Save the draft');
  await admin.sees('It isn’t sent until it is published.');
  await admin.press('Send me a test');
  const count = async (kind: string) => Number((await db('emails').where({ kind }).count())[0]?.count);
  await expect.poll(() => count('templateTest'), patience).toBe(1);
  expect(await admin.inspect('email-template', [screens.desktop, screens.phone])).toEqual([]);

  await admin.keys('Control+Enter');
  await admin.sees('Every email that is written from now on has it.');
  await admin.ready();
  expect(await admin.inspect('email-template-publish', [screens.desktop, screens.phone])).toEqual([]);
  await admin.keys('Control+Enter');
  await admin.sees('1, sent now');

  const { eventId } = await buildGame(app.context, {});
  const order = await new Fan(app).buy(await buildListing(app.context, { eventId }).then(({ id }) => id), 1);
  const mailed = () => db('emails').where({ reservation_id: order.id, kind: 'order' }).first();
  await expect.poll(async () => (await mailed())?.subject, patience).toBe('Off you go');
  expect((await mailed()).text_body).toMatch(/Have fun: http\S+\/open\//);

  await admin.press('Back to the default…');
  await admin.sees('What it would change now');
  await admin.press('Publish the default');
  await admin.sees('2, sent now');
});

test('a message to an event’s buyers: counted, shown, sent, and followed', async ({ app, support }) => {
  const { db } = app.context;
  const { eventId } = await buildGame(app.context, {});
  const { id: listingId } = await buildListing(app.context, { eventId });
  await new Fan(app).buy(listingId, 1);
  await support.go(`/events/${eventId}/show`, /./);
  await support.press('Message buyers');
  await support.title('New message');
  await support.sees('1 person gets one email.');
  await support.fill('Subject', 'Gates for {{event}}');
  await support.fill('Text', 'Gates open at six. {{seat}}');
  await support.sees('There is no {{seat}} here.');
  await support.fill('Text', 'Gates open at six, order {{order}}.\n\n[Open your order]({{orderLink}})');
  await expect
    .poll(
      () =>
        support.page.$eval('iframe', ({ srcdoc }) => srcdoc.includes('Gates open at six')).catch(() => false),
      patience,
    )
    .toBe(true);
  expect(await support.inspect('mailing-create', [screens.desktop, screens.phone])).toEqual([]);
  await support.press('Send to 1…');
  await support.sees('What has left can’t be taken back.');
  await support.ready();
  expect(await support.inspect('mailing-send', [screens.desktop, screens.phone])).toEqual([]);
  await support.press('Send 1 email');
  await support.title(/^Gates for/);
  await support.sees('Sent 1 1 person 1');
  expect(await support.inspect('mailing', [screens.desktop, screens.phone])).toEqual([]);
  const email = await db('emails').where({ kind: 'mailing' }).first();
  expect(email.text_body).toMatch(/Gates open at six, order \S+\.\n\nOpen your order: http\S+\/open\//);
  await support.go('/mailings', 'Messages');
  await support.sees('Gates for {{event}}');
  expect(await support.inspect('mailings', [screens.desktop, screens.phone])).toEqual([]);
});
