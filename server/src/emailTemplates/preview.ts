/** How an edited text looks: with the newest record of its kind, or with the example values. */
import type { EmailPreview } from '@holdfast/shared/emailTemplates';
import type { AppContext } from '../platform/appContext.ts';
import type { Trx } from '../platform/db/index.ts';
import { problemsOf } from './check.ts';
import { foot } from './foot.ts';
import { withPictures } from './pictures.ts';
import { examplesOf, type Placeholders } from './placeholders.ts';
import { allPlaceholders, readSigner, renderText, renderWith } from './renderLetter.ts';
import type { Email, Letter, RegisteredEmail, TemplateSource } from './template.ts';

type Filling = EmailPreview['with'];

/** An email with the values that it is shown with. */
interface Shown {
  with: Filling;
  letter: Letter;
}

/**
 * Links and codes of a record act for its fan, so that the examples stand in their place: nobody signs in, or enters, by a preview.
 */
function withoutSecrets(values: Letter['values'], placeholders: Placeholders): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(placeholders).map(([name, placeholder]) => {
      const value = values[name];
      if (placeholder.type === 'list')
        return [
          name,
          ((value ?? []) as Letter['values'][]).map((row) => withoutSecrets(row, placeholder.of)),
        ];
      const isSecret = placeholder.type === 'link' || placeholder.type === 'code';
      return [name, isSecret && (value ?? '') !== '' ? placeholder.example : value];
    }),
  );
}

async function shownWith(
  trx: Trx,
  app: AppContext,
  { template, latest }: RegisteredEmail,
  asked: Filling,
): Promise<Shown> {
  const found = asked === 'latest' && latest ? await latest(trx, app) : null;
  return found
    ? {
        with: 'latest',
        letter: { template, to: '', values: withoutSecrets(found.values, template.placeholders) },
      }
    : { with: 'examples', letter: { template, to: '', values: examplesOf(template.placeholders) } };
}

/**
 * A text that can't be sent is shown by what is wrong with it.
 * @param source what the editor holds
 */
export async function previewTemplate(
  trx: Trx,
  app: AppContext,
  registered: RegisteredEmail,
  source: TemplateSource,
  asked: Filling,
): Promise<EmailPreview> {
  const problems = problemsOf(source, allPlaceholders(registered.template)).flatMap(({ field, message }) =>
    field === 'subject' || field === 'text' ? [{ field, message } as const] : [],
  );
  const { with: filling, letter } = await shownWith(trx, app, registered, asked);
  const none = { subject: '', html: '', text: '', with: filling };
  if (problems.length > 0) return { ...none, problems };
  try {
    const { subject, html, text } = await renderShown(trx, source, letter);
    return { subject, html: await withPictures(html), text, with: filling, problems };
  } catch (error) {
    const message = `For the newest record, ${(error as Error).message}.`;
    return { ...none, problems: [{ field: 'text', message }] };
  }
}

/** The foot is edited under an email that has nothing else in it. */
async function renderShown(trx: Trx, source: TemplateSource, letter: Letter): Promise<Email> {
  if (letter.template.key !== foot.key) return renderText(trx, source, letter);
  const email = { ...foot, subject: 'An email', text: 'Every email ends like this one.' };
  return renderWith(email, { ...letter, template: email, values: {} }, await readSigner(trx), source);
}

/** The email that somebody sends to themselves to see it. @throws Error as `renderWith` */
export async function testEmail(
  trx: Trx,
  app: AppContext,
  registered: RegisteredEmail,
  source: TemplateSource,
  { to, asked }: { to: string; asked: Filling },
): Promise<Email> {
  const { letter } = await shownWith(trx, app, registered, asked);
  const email = await renderShown(trx, source, letter);
  return { ...email, kind: 'templateTest', to, subject: `Test: ${email.subject}` };
}
