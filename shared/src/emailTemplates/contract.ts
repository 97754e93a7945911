/** The marketplace's emails as administrators edit them: texts with placeholders, drafts, and what was published when and by whom. */
import { z } from 'zod';
import { instant } from '../http/index.ts';
import { emailAudiences } from './audiences.ts';

/** Names an email for good. */
export const emailKey = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/, 'Use an email’s key, such as order.tickets.')
  .max(60)
  .meta({ example: 'order.tickets' });

/** Subject and text, with `{{placeholders}}`. */
export const emailSource = z.object({
  subject: z.string().trim().min(1, 'Write the subject.').max(200, 'A subject has 200 characters at most.'),
  text: z.string().trim().min(1, 'Write the text.').max(20_000, 'A text has 20,000 characters at most.'),
});
/** Subject and text, with `{{placeholders}}`. */
export type EmailSource = z.output<typeof emailSource>;

const byPerson = z.object({ by: z.string().nullable(), at: instant });

/** One email in the list. */
export const emailTemplateRow = z.object({
  key: emailKey,
  language: z.string(),
  name: z.string(),
  to: z.enum(emailAudiences),
  when: z.string(),
  subject: z.string().meta({ description: 'As it is sent now, with its placeholders' }),
  isEdited: z.boolean(),
  edited: byPerson.nullable().meta({ description: 'Who published it last' }),
  draft: byPerson.nullable(),
  failed: z.int().meta({ description: 'For how many records its edited text couldn’t be rendered' }),
});
/** One email in the list. */
export type EmailTemplateRow = z.output<typeof emailTemplateRow>;

/** All emails. */
export const emailTemplateList = z.object({ data: z.array(emailTemplateRow), total: z.int() });
/** All emails. */
export type EmailTemplateList = z.output<typeof emailTemplateList>;

/** What a text may name. */
export const emailPlaceholder = z.object({
  name: z.string(),
  type: z.enum(['text', 'link', 'flag', 'code', 'list']),
  about: z.string(),
  example: z.string(),
  isRequired: z.boolean(),
  within: z
    .string()
    .nullable()
    .meta({ description: 'The list in whose part it can be named; null: everywhere' }),
});
/** What a text may name. */
export type EmailPlaceholder = z.output<typeof emailPlaceholder>;

/** A text that was published. */
export const emailVersion = emailSource.extend({
  version: z.int(),
  isDefault: z.boolean(),
  restored: z.int().nullable().meta({ description: 'The version that it takes up again' }),
  ...byPerson.shape,
});
/** A text that was published. */
export type EmailVersion = z.output<typeof emailVersion>;

/** One email, for its editor. */
export const emailTemplate = emailTemplateRow.extend({
  version: z.int().meta({ description: 'Of the text that is sent now; 0: nobody edited it yet' }),
  text: z.string(),
  default: emailSource,
  draftText: emailSource.extend({ version: z.int() }).nullable(),
  placeholders: z.array(emailPlaceholder),
  versions: z.array(emailVersion).meta({ description: 'Newest first' }),
  failure: z.object({ reason: z.string(), at: instant }).nullable(),
  hasRecords: z.boolean().meta({ description: 'The preview can show it with the newest record of its kind' }),
});
/** One email, for its editor. */
export type EmailTemplateDetail = z.output<typeof emailTemplate>;

/** Stores what isn't published yet. */
export const emailDraftChange = emailSource.extend({
  version: z.int().min(0).meta({ description: 'Of the draft that was read; 0: there was none' }),
});

/** Publishes a text. */
export const emailPublication = emailSource.extend({
  version: z.int().min(0).meta({ description: 'Of the text that was read as the published one' }),
});

/** Publishes a former text once more. */
export const emailRestoration = z.object({
  version: z.int().min(0).meta({ description: 'Of the text that was read as the published one' }),
  to: z.int().min(0).meta({ description: 'The version that is taken up again; 0: the default' }),
});

/** With what a preview is filled. */
export const emailFillings = ['latest', 'examples'] as const;

/** Asks how a text looks. */
export const emailPreviewRequest = z.object({
  subject: z.string().max(200),
  text: z.string().max(20_000),
  with: z.enum(emailFillings).default('latest'),
});
/** Asks how a text looks. */
export type EmailPreviewRequest = z.input<typeof emailPreviewRequest>;

/** How a text looks, or what is wrong with it. */
export const emailPreview = z.object({
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  with: z.enum(emailFillings).meta({ description: 'Examples where there is no record of its kind' }),
  problems: z.array(z.object({ field: z.enum(['subject', 'text']), message: z.string() })),
});
/** How a text looks, or what is wrong with it. */
export type EmailPreview = z.output<typeof emailPreview>;

/** Where a test was sent. */
export const emailTestSent = z.object({ to: z.string() });
