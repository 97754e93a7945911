/** Emails' texts over HTTP: checked, drafted, published, taken back, previewed and tested; and what is sent then. */
import type { EmailPreview, EmailTemplateDetail, EmailTemplateList } from '@holdfast/shared/emailTemplates';
import { expect } from 'vitest';
import { buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { lookForCases } from '../cases/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { registeredEmails } from '../registeredEmails.ts';
import { renderLetter } from './index.ts';
import { publish } from './versions.ts';

let app: TestApp;
let admin: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  admin = await signedIn(app, 'admin', 'Ruth');
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});

/** The email as it is then, or why it was refused. */
type Changed = EmailTemplateDetail & { code: string; errors: unknown };

const at = (key: string) => `/admin/email-templates/${key}`;
const read = async (key: string) => (await admin.ask<EmailTemplateDetail>('GET', at(key))).body;
const publishing = (key: string, body: object) => admin.ask<Changed>('POST', `${at(key)}/publish`, body);
const preview = async (key: string, body: object) =>
  (await admin.ask<EmailPreview>('POST', `${at(key)}/preview`, body)).body;
const templateOf = (key: string) =>
  registeredEmails.find(({ template }) => template.key === key)?.template ?? expect.fail(`no ${key}`);
const sent = (key: string, values: Record<string, unknown>) =>
  inTransaction(app.context.db, (trx) =>
    renderLetter(trx, { template: templateOf(key), to: 'ann@example.com', values }),
  );

const reset = { name: 'Ann', link: 'https://tickets.example/reset-password#token' };

it('lists every email with its default; nobody edited one yet', async () => {
  const { body } = await admin.ask<EmailTemplateList>('GET', '/admin/email-templates');
  expect(body.total).toBe(registeredEmails.length);
  expect(body.data.every(({ isEdited, draft, failed }) => !isEdited && draft === null && failed === 0)).toBe(
    true,
  );
  const order = body.data.find(({ key }) => key === 'order.tickets');
  expect(order).toMatchObject({ language: 'en', to: 'fan', name: 'Your tickets', edited: null });
  const { placeholders } = await read('order.tickets');
  expect(placeholders.find(({ name }) => name === 'code')).toMatchObject({
    within: 'tickets',
    isRequired: true,
  });
  expect((await admin.ask('GET', at('order.nothing'))).status).toBe(404);
});

it('refuses what isn’t a placeholder, what is missing and what could run, each by name', async () => {
  const text = 'Hello {{name}}, [set it]({{link}}).';
  for (const [body, says] of [
    [
      { subject: 'Hi', text: `${text} {{surname}}` },
      /Line 1: There is no \{\{surname\}\} here\. There are \{\{name\}\}, \{\{link\}\}/,
    ],
    [{ subject: 'Hi', text: 'Hello {{name}}.' }, /needs \{\{link\}\}/],
    [{ subject: 'Hi {{link}}', text }, /\{\{link\}\} can’t stand in a subject/],
    [{ subject: 'Hi', text: `${text} {{{name}}}` }, /Three braces/],
    [{ subject: 'Hi', text: `${text} {{>secret}}` }, /\{\{> can’t be used/],
    [{ subject: 'Hi', text: `${text} {{constructor}}` }, /no \{\{constructor\}\}/],
    [{ subject: 'Hi', text: `${text}\n{{#name}}x` }, /\{\{#name\}\} isn’t ended.*line 2/],
    [
      { subject: 'Hi', text: `${text}\n[x](javascript:alert(1))` },
      /Line 2: the link “x” needs a whole address/,
    ],
    [{ subject: 'Hi', text: `${text}\n[x](https://evil.example/{{name}})` }, /needs a whole address/],
  ] as const) {
    const refused = await publishing('password.reset', { ...body, version: 0 });
    expect([refused.status, refused.body], JSON.stringify(body)).toMatchObject([
      422,
      { code: 'validation_failed' },
    ]);
    expect(JSON.stringify(refused.body.errors)).toMatch(says);
    const { problems, html } = await preview('password.reset', body);
    expect(problems.map(({ message }) => message).join(' ')).toMatch(says);
    expect(html).toBe('');
  }
  expect((await read('password.reset')).version).toBe(0);
});

it('keeps a draft that two share, publishes, and takes back: by whom is said, and each text is kept', async () => {
  const key = 'password.reset';
  const first = { subject: 'Your new password', text: 'Dear {{name}},\n\n[Choose it here]({{link}})' };
  const draft = (body: object) => admin.ask<EmailTemplateDetail>('PUT', `${at(key)}/draft`, body);
  expect((await draft({ ...first, version: 0 })).body).toMatchObject({
    draftText: { ...first, version: 1 },
    isEdited: false,
  });
  expect((await draft({ ...first, version: 0 })).body).toMatchObject({ code: 'version_conflict' });
  const before = await sent(key, reset);
  expect(before.subject).toBe('Set a new password');
  const { body: published } = await publishing(key, { ...first, version: 0 });
  expect(published).toMatchObject({ version: 1, isEdited: true, edited: { by: 'Ruth' }, draftText: null });
  expect((await publishing(key, { ...first, subject: 'x', version: 0 })).body.code).toBe('version_conflict');
  expect((await publishing(key, { ...first, version: 1 })).body.code).toBe('nothing_to_do');
  const after = await sent(key, reset);
  expect(after).toMatchObject({ subject: first.subject, kind: 'passwordReset' });
  expect(after.text).toContain(`Dear Ann,\n\nChoose it here: ${reset.link}`);
  expect(after.html).toContain(`<a href="${reset.link}" style="color:#0d4d3a">Choose it here</a>`);
  const restore = (body: object) => admin.ask<EmailTemplateDetail>('POST', `${at(key)}/restore`, body);
  const { body: back } = await restore({ version: 1, to: 0 });
  expect(back).toMatchObject({ version: 2, isEdited: false, subject: 'Set a new password' });
  expect((await sent(key, reset)).subject).toBe('Set a new password');
  const { body: again } = await restore({ version: 2, to: 1 });
  expect(again.versions.map(({ version, isDefault, restored }) => [version, isDefault, restored])).toEqual([
    [3, false, 1],
    [2, true, 0],
    [1, false, null],
  ]);
  expect((await restore({ version: 3, to: 9 })).status).toBe(404);
});

it('lets no value become a link, a heading or HTML', async () => {
  const email = await sent('password.reset', {
    ...reset,
    name: '[Free](https://evil.example)\n\n## <b>Big</b> {{link}}',
  });
  expect(email.html).not.toContain('href="https://evil.example"');
  expect(email.html).not.toMatch(/<h2|<b>/);
  expect(email.text).toContain('Dear [Free](https://evil.example)');
});

it('sends the default where an edited text fails for a record, and a case tells of it until another is published', async () => {
  const key = 'account.exists';
  const template = templateOf(key);
  // Its links stand in a part that is left out for whoever has no name: an administrator is let publish that.
  const source = {
    subject: 'Yours',
    text: '{{#name}}Hello {{name}}. {{signIn}} {{forgotPassword}}{{/name}} Bye.',
  };
  await inTransaction(app.context.db, (trx) =>
    publish(trx, template, { language: 'en', seen: 0, source }, { by: 'test', requestId: null }),
  );
  const values = { signIn: 'https://t.example/in', forgotPassword: 'https://t.example/pw' };
  expect((await sent(key, { ...values, name: 'Ann' })).subject).toBe('Yours');
  const email = await sent(key, { ...values, name: '' });
  expect(email.subject).toBe(template.subject);
  expect(email.text).toContain(values.signIn);
  expect(await read(key)).toMatchObject({ failed: 1, failure: { reason: 'the text left out {{signIn}}' } });
  const tells = (subjects: string[]) =>
    eventually(`cases of ${subjects}`, async () => {
      await lookForCases(app.context);
      const rows = await app.context.db('cases').where({ kind: 'emailTextFailed', is_present: true });
      return rows.map(({ subject }) => subject).join() === subjects.join();
    });
  await tells([key]);
  await admin.ask('POST', `${at(key)}/restore`, { version: 1, to: 0 });
  await tells([]);
});

it('edits the foot of every email', async () => {
  const text = '{{marketplace}} sells tickets.\n{{contactEmail}}';
  expect((await preview('foot', { subject: 'Foot', text })).text).toMatch(
    /\n-- \nHoldfast sells tickets\.\n/,
  );
  expect((await publishing('foot', { subject: 'Foot', text, version: 0 })).status).toBe(200);
  const email = await sent('refund', { event: 'A game', order: 'HF-1', refunded: '$1.00' });
  expect(email.text).toMatch(/\n\n-- \nHoldfast sells tickets\.\n\S+@\S+\n$/);
  await admin.ask('POST', `${at('foot')}/restore`, { version: 1, to: 0 });
});

it('previews with the newest order, without what acts for its fan, and sends a test to oneself', async () => {
  const source = templateOf('order.tickets');
  const asked = { subject: source.subject, text: source.text };
  expect((await preview('order.tickets', asked)).with).toBe('examples');
  const { id: listingId } = await buildListing(app.context, { state: 'live' });
  const order = await new Fan(app).buy(listingId, 1);
  const shown = await preview('order.tickets', asked);
  expect(shown).toMatchObject({ with: 'latest', problems: [] });
  expect(shown.text).toContain(`Order ${order.code}`);
  expect(shown.text).not.toMatch(/\/open\//);
  for (const { template, latest } of registeredEmails) {
    const { subject, text } = template;
    const each = await preview(template.key, { subject, text, with: 'latest' });
    expect(each.problems, template.key).toEqual([]);
    if (latest && template.to === 'fan' && /^(order|delivery|event|refund|payment)\b/.test(template.key))
      expect([template.key, each.with]).toEqual([template.key, 'latest']);
  }
  const { body } = await admin.ask<{ to: string }>('POST', `${at('order.tickets')}/test`, asked);
  const [row] = await app.context.db('emails').where({ kind: 'templateTest' });
  expect(row).toMatchObject({ to_address: body.to, subject: `Test: ${shown.subject}` });
});
