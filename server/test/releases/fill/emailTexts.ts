/** Fills the texts of emails, a draft, one that failed for a record, and a message to consignors. */
import { renderLetter } from '../../../src/emailTemplates/index.ts';
import { publish } from '../../../src/emailTemplates/versions.ts';
import { inTransaction } from '../../../src/platform/db/index.ts';
import { registeredEmails } from '../../../src/registeredEmails.ts';
import { buildListing } from '../../factories/listings.ts';
import { somebody } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';

/** @throws Error when something is refused */
export async function fillEmailTexts(running: TestApp): Promise<void> {
  const { who: admin, id: by } = await somebody(running, ['admin', 'staff'], { name: 'Ida Vold' });
  const asked = async (method: string, path: string, body: object) => {
    const { status } = await admin.ask(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}`);
  };
  const words = { subject: 'Refunded: {{event}}', text: '{{refunded}} went back. Order {{order}}.' };
  await asked('PUT', '/admin/email-templates/refund/draft', { ...words, version: 0 });
  await asked('POST', '/admin/email-templates/holdBroken/publish', {
    ...words,
    text: 'Why: {{cause}}.',
    subject: 'Ended',
    version: 0,
  });
  // A link that stands in a part which is left out: an administrator may publish that, and the default is sent.
  const template = registeredEmails.find(({ template: { key } }) => key === 'password.reset')?.template;
  if (!template) throw new Error('there is no such email');
  const source = { subject: 'Yours', text: 'Hello. {{#name}}{{link}}{{/name}}' };
  const values = { name: '', link: 'https://tickets.example/reset' };
  await inTransaction(running.context.db, async (trx) => {
    await publish(trx, template, { language: 'en', seen: 0, source }, { by, requestId: null });
    await renderLetter(trx, { template, to: 'ann@example.com', values });
  });
  const { eventId } = await buildListing(running.context);
  const audience = { to: 'consignors', eventId };
  await asked('POST', '/admin/mailings', { audience, subject: 'News', text: 'Hello {{name}}', count: 1 });
}
