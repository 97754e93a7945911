/** Saves one price from its cell. */
import type { Listing, ListingActionResult, ListingOutcome } from '@holdfast/shared/listings';
import { quoteTicket } from '@holdfast/shared/pricing';
import { call } from '../../dataProvider/index.ts';

export type Saved =
  | { kind: 'saved'; listing: Listing }
  | { kind: 'conflict'; outcome: ListingOutcome }
  | { kind: 'refused'; words: string };

/**
 * @param version the one that was looked at; a save on an older one changes nothing
 * @param preview says whether it could, and writes nothing
 */
export async function savePrice(
  listing: Listing,
  amount: number,
  { version = listing.version, preview = false } = {},
): Promise<Saved> {
  try {
    const { rows } = await call<ListingActionResult>('/admin/listings/actions', {
      method: 'POST',
      body: {
        action: 'price',
        change: { by: 'set', amount },
        ids: [listing.id],
        versions: { [listing.id]: version },
        preview,
      },
    });
    const outcome = rows[0]!;
    if (outcome.ok) return { kind: 'saved', listing: repriced(listing, amount, outcome.version) };
    if (outcome.code === 'version_conflict') return { kind: 'conflict', outcome };
    return { kind: 'refused', words: outcome.message ?? 'It was left as it is.' };
  } catch (refusal) {
    return {
      kind: 'refused',
      words: refusal instanceof Error ? refusal.message : 'No answer came. Try again.',
    };
  }
}

/** The row as shown until the next read. */
function repriced(listing: Listing, amount: number, version: number): Listing {
  const { price, proceeds, commission, fee, allIn } = quoteTicket(amount, listing.percentages.components);
  return {
    ...listing,
    version,
    price: { ...listing.price, amount },
    sum: { price, proceeds, commission, fee, allIn },
    pricedAt: new Date().toISOString(),
  };
}
