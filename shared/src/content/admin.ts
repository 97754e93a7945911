/** The content in the back office: its draft, its versions, and the link that previews it. */
import { z } from 'zod';
import { instant, listOf, listQuery } from '../http/index.ts';
import { siteContent } from './contract.ts';
import { factNames } from './words.ts';

/** One difference between two states of the content, in words. */
const contentChange = z
  .object({
    what: z.string().meta({ description: 'Such as `Hero, headline`' }),
    before: z.string().nullable().meta({ description: 'Null: there was none' }),
    after: z.string().nullable().meta({ description: 'Null: it was removed' }),
  })
  .meta({ id: 'ContentChange' });

/** The newest version, as people name it. Number 0 is the content that the software comes with. */
const versionFacts = z.object({
  number: z.int(),
  publishedAt: instant.nullable(),
  publishedBy: z.string().nullable(),
});

/** The content as it is edited. */
export const adminContent = z
  .object({
    id: z.literal('content'),
    version: z.int().meta({ description: 'Counts every change, of the draft and of what is public' }),
    content: siteContent,
    draft: z
      .object({
        changedAt: instant,
        changedBy: z.string(),
        base: z.int().meta({ description: 'The version that it was begun from' }),
        changes: z.array(contentChange),
      })
      .nullable()
      .meta({ description: 'Null: nothing is drafted; the content is what is public' }),
    published: versionFacts,
    facts: z.record(z.enum(factNames), z.string()).meta({ description: 'The values that texts may name' }),
    plans: z.array(z.string()).meta({ description: 'The plans that there are' }),
    contact: z.object({ email: z.string(), address: z.string().nullable() }).meta({
      description: 'Of the settings, which emails, receipts and every page share',
    }),
    mayPublishPages: z
      .boolean()
      .meta({ description: 'Changed pages of text are published by administrators' }),
  })
  .meta({ id: 'AdminContent' });
/** The content as it is edited. */
export type AdminContent = z.infer<typeof adminContent>;

const version = z
  .int()
  .meta({ description: 'As it was read; where somebody changed it since, it is refused' });

/** Saves the draft: all of the content at once. */
export const draftInput = z.object({ content: siteContent, version });
/** Saves the draft, as a client sends it. */
export type DraftInput = z.input<typeof draftInput>;

/** Publishes the draft, or throws it away. */
export const draftDecision = z.object({ version });
/** Publishes the draft. */
export const publishInput = draftDecision.extend({
  note: z
    .string()
    .trim()
    .max(200, 'At most 200 characters.')
    .default('')
    .meta({ description: 'Why; it stands in the history' }),
});

/** One version of the content. */
export const contentVersion = versionFacts
  .extend({
    id: z.int(),
    note: z.string(),
    restored: z.int().nullable().meta({ description: 'The version whose content it brought back' }),
    isPublic: z.boolean(),
    changes: z.array(contentChange).meta({ description: 'Against the version before' }),
  })
  .meta({ id: 'ContentVersion' });
/** One version of the content. */
export type ContentVersion = z.infer<typeof contentVersion>;
/** The query of the versions, the newest first. */
export const contentVersionQuery = listQuery(['number'], {}, { order: 'desc', perPage: 10 });
/** One page of versions. */
export const contentVersionList = listOf(contentVersion);

/** A link that shows the draft to whoever has it, until it expires. */
export const previewLink = z
  .object({
    url: z.string(),
    qr: z.string().meta({ description: 'The same as an SVG picture' }),
    expiresAt: instant,
  })
  .meta({ id: 'PreviewLink' });
/** A link that shows the draft. */
export type PreviewLink = z.infer<typeof previewLink>;
