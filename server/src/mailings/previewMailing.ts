/** Whom a mailing would reach, and what it would say to three of them. */
import type { MailingAudience, MailingPreview } from '@holdfast/shared/mailings';
import {
  allPlaceholders,
  describedPlaceholders,
  problemsOf,
  renderText,
  type TemplateSource,
} from '../emailTemplates/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { requireEvent } from './actOnMailing.ts';
import { letterTo } from './letters.ts';
import { countAudience, sectionsOf, someOf } from './recipients.ts';
import { templateFor } from './templates.ts';

const mostExamples = 3;

/** Opens transactions of its own: orders are read in theirs. @throws Problem `validation_failed` for an unknown event */
export async function previewMailing(
  app: AppContext,
  audience: MailingAudience,
  source: TemplateSource,
): Promise<MailingPreview> {
  const placeholders = allPlaceholders(templateFor(audience));
  const { reached, ids, sections } = await inTransaction(app.db, async (trx) => {
    await requireEvent(trx, audience.eventId);
    return {
      reached: await countAudience(trx, audience),
      ids: await someOf(trx, audience, mostExamples),
      sections: audience.to === 'buyers' ? await sectionsOf(trx, audience.eventId) : [],
    };
  });
  const problems = problemsOf(source, placeholders).flatMap(({ field, message }) =>
    field === 'subject' || field === 'text' ? [{ field, message } as const] : [],
  );
  return {
    ...reached,
    sections,
    problems,
    placeholders: describedPlaceholders(placeholders),
    examples: problems.length > 0 ? [] : await examplesOf(app, audience, source, ids),
  };
}

async function examplesOf(
  app: AppContext,
  audience: MailingAudience,
  source: TemplateSource,
  ids: readonly string[],
): Promise<MailingPreview['examples']> {
  const examples: MailingPreview['examples'] = [];
  for (const id of ids) {
    const letter = await letterTo(app, audience, id);
    if (letter === null) continue;
    // The link of an order acts for its fan: an example stands in its place.
    const values = Object.fromEntries(
      Object.entries(letter.values).map(([name, value]) => {
        const placeholder = letter.template.placeholders[name];
        return [name, placeholder?.type === 'link' ? placeholder.example : value];
      }),
    );
    const email = await inTransaction(app.db, (trx) => renderText(trx, source, { ...letter, values }));
    examples.push({ to: email.to, subject: email.subject, html: email.html, text: email.text });
  }
  return examples;
}
