/** The content as staff read it: with its draft, and its history. */
import {
  type AdminContent,
  type ContentVersion,
  contentChanges,
  type contentVersionQuery,
} from '@holdfast/shared/content';
import type { z } from 'zod';
import { planNames } from '../consignors/index.ts';
import { readMarketplace } from '../marketplace/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { factsOf, readRules } from './facts.ts';
import { readDraft, readPublished, readVersionsBelow } from './stored.ts';

export async function readAdminContent(trx: Trx, isAdmin: boolean): Promise<AdminContent> {
  const { version, draft } = await readDraft(trx);
  const published = await readPublished(trx);
  const marketplace = await readMarketplace(trx);
  return {
    id: 'content',
    version,
    content: draft?.content ?? published.content,
    draft: draft && {
      changedAt: draft.changedAt.toISOString(),
      changedBy: draft.changedBy,
      base: draft.base,
      changes: contentChanges(published.content, draft.content),
    },
    published: {
      number: published.number,
      publishedAt: published.publishedAt?.toISOString() ?? null,
      publishedBy: published.publishedBy,
    },
    facts: factsOf(marketplace, await readRules(trx, published.content)),
    plans: await planNames(trx),
    contact: { email: marketplace.contactEmail, address: marketplace.postalAddress },
    mayPublishPages: isAdmin,
  };
}

/** The versions, the newest first, each with what it changed. The last is what the software comes with. */
export async function listVersions(
  trx: Trx,
  { page, perPage }: z.output<typeof contentVersionQuery>,
): Promise<{ data: ContentVersion[]; total: number }> {
  const { number: newest } = await readPublished(trx);
  const below = newest + 1 - (page - 1) * perPage;
  // One more, against which the last one is compared.
  const found = below > 0 ? await readVersionsBelow(trx, below, perPage + 1) : [];
  const data = found.slice(0, perPage).map((version, at) => {
    const before = found[at + 1];
    return {
      id: version.number,
      number: version.number,
      publishedAt: version.publishedAt?.toISOString() ?? null,
      publishedBy: version.publishedBy,
      note: version.note,
      restored: version.restored,
      isPublic: version.number === newest,
      changes: before ? contentChanges(before.content, version.content) : [],
    };
  });
  return { data, total: newest + 1 };
}
