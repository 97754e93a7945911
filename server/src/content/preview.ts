/** The link by which a draft is seen before it is public: signed, for a day, for whoever has it. */
import type { ContentPreview, PreviewLink } from '@holdfast/shared/content';
import qrcode from 'qrcode';
import { readMarketplace } from '../marketplace/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { idOfSigned, signedId } from '../platform/signedId.ts';
import { liveOf } from './current.ts';
import { readRules } from './facts.ts';
import { presentContent } from './present.ts';
import { readDraft, readPublished } from './stored.ts';

/** A day, in milliseconds: long enough to ask somebody, and too short to be found. */
const validMs = 24 * 60 * 60 * 1000;
const purpose = 'content preview';

/** A new link. Its address ends with when it expires, in seconds since 1970, and a signature of that. */
export async function makePreviewLink({
  secret,
  publicUrl,
}: Pick<AppContext, 'secret' | 'publicUrl'>): Promise<PreviewLink> {
  const expires = Math.floor((Date.now() + validMs) / 1000);
  const url = `${publicUrl}/preview/${signedId(secret, purpose, String(expires))}`;
  const svg = await qrcode.toString(url, { type: 'svg', margin: 4 });
  return {
    url,
    qr: `data:image/svg+xml,${encodeURIComponent(svg)}`,
    expiresAt: new Date(expires * 1000).toISOString(),
  };
}

/** The draft as its pages would show it, or what is public where nothing is drafted. @returns null for a link that isn't ours, or is over */
export async function readPreview(
  { db, secret }: Pick<AppContext, 'db' | 'secret'>,
  token: string,
): Promise<ContentPreview | null> {
  const expires = Number(idOfSigned(secret, purpose, token));
  // Number(null) is 0, which is long over.
  if (!(expires * 1000 > Date.now())) return null;
  const { isDraft, shown } = await inTransaction(db, async (trx) => {
    const { draft } = await readDraft(trx);
    const { content } = draft ?? (await readPublished(trx));
    const live = liveOf(await readMarketplace(trx), await readRules(trx, content));
    return { isDraft: draft !== null, shown: presentContent(content, live) };
  });
  const { help, terms, privacy, imprint } = shown.pages;
  if (!(help && terms && privacy)) throw new Error('a page of text that each content has is missing');
  return {
    ...shown,
    pages: { help, terms, privacy, imprint },
    expiresAt: new Date(expires * 1000).toISOString(),
    isDraft,
  };
}
