/** Notifications of consignors as their inbox says them: in the words of the email. */
import type { Trx } from '../platform/db/index.ts';
import { type DigestLine, listingFacts } from './consignorDigest.ts';
import { headOf, itemOf } from './consignorLines.ts';

/** A notification as an inbox stores it. */
export interface StoredNews {
  key: string;
  consignorId: string;
  listingId: string;
  /** ISO instant. */
  at: string;
  /** `kind` and `facts` of a `Notification`. */
  stored: object;
}

/** What notifications say, in the words of their email, by their keys; one whose listing is gone is left out. */
export async function consignorNews(
  trx: Trx,
  news: readonly StoredNews[],
): Promise<Map<string, { title: string; text: string }>> {
  if (news.length === 0) return new Map();
  const facts = await listingFacts(
    trx,
    news.map(({ listingId }) => listingId),
    news[0]?.consignorId ?? '',
  );
  return new Map(
    news.flatMap(({ key, listingId, at, stored }) => {
      const known = facts.get(listingId);
      if (!known) return [];
      const line = { cause: key, listingId, at, ...stored, ...known } as DigestLine;
      return [[key, { title: headOf(line.kind), text: itemOf(line) }] as const];
    }),
  );
}
