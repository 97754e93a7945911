/** One shape for previews and results of an action, over named rows or a whole view. Pure. */
import type { BulkPreview, Listing, ListingActionResult, ListingOutcome } from '@holdfast/shared/listings';

import type { NamedRow, Target, WorthSums } from './draft.ts';

export type Worth = Pick<ListingActionResult, 'before' | 'after'>;

export interface ActionPreview {
  done: number;
  tickets: number;
  consignors: number;
  before: ListingActionResult['before'];
  after: ListingActionResult['after'];
  /** Of each listing, where they are named; of a view they are read page by page. */
  rows: readonly ListingOutcome[];
  leftOut: readonly { code: string; listings: number; examples: readonly ListingOutcome[] }[];
  /** With the most money first. */
  events: readonly { name: string; listings: number; price: number }[];
}

const examplesOfEach = 10;
const eventsShown = 10;

/** @param nameOf how a game reads */
export function previewOfRows(
  result: ListingActionResult,
  rows: readonly NamedRow[],
  nameOf: (event: Listing['event']) => string,
): ActionPreview {
  const leftOut = new Map<string, { code: string; listings: number; examples: ListingOutcome[] }>();
  const events = new Map<string, { name: string; listings: number; price: number }>();
  const rowById = new Map(rows.map(({ id, listing }) => [id, listing]));
  for (const outcome of result.rows) {
    if (!outcome.ok) {
      const code = outcome.code ?? 'refused';
      const group = leftOut.get(code) ?? { code, listings: 0, examples: [] };
      group.listings += 1;
      if (group.examples.length < examplesOfEach) group.examples.push(outcome);
      leftOut.set(code, group);
      continue;
    }
    const row = rowById.get(outcome.id);
    if (!row) continue;
    const name = nameOf(row.event);
    const event = events.get(name) ?? { name, listings: 0, price: 0 };
    event.listings += 1;
    event.price += row.price.amount * (row.available + row.held);
    events.set(name, event);
  }
  return {
    ...result,
    leftOut: [...leftOut.values()].sort((a, b) => b.listings - a.listings),
    events: [...events.values()].sort((a, b) => b.price - a.price).slice(0, eventsShown),
  };
}

/**
 * What the target is worth as it stands, if all that is unsold sells: shown until the server has said what would change.
 * Null where it isn't all known.
 */
export function worthNow(target: Target): Worth | null {
  const sum = target.by === 'rows' ? sumOf(target.rows) : (target.worth ?? null);
  return sum && { before: sum, after: sum };
}

function sumOf(rows: readonly NamedRow[]): WorthSums | null {
  const sum = { proceeds: 0, commission: 0, price: 0, allIn: 0 };
  for (const { listing } of rows) {
    if (!listing) return null;
    const unsold = listing.available + listing.held;
    sum.proceeds += listing.sum.proceeds * unsold;
    sum.commission += listing.sum.commission * unsold;
    sum.price += listing.sum.price * unsold;
    sum.allIn += listing.sum.allIn * unsold;
  }
  return sum;
}

export function previewOfView({ refusals, ...preview }: BulkPreview): ActionPreview {
  return { ...preview, rows: [], leftOut: refusals };
}

/** Why listings are left out, in a few words. */
export function leftOutWords(code: string): string {
  return (
    {
      version_conflict: 'changed since you looked',
      transition_refused: 'not possible in their state',
      price_out_of_range: 'no price that we take',
      price_unchanged: 'have this price already',
      no_market: 'no market to follow',
      below_floor: 'below their floor',
      above_ceiling: 'above their ceiling',
      above_cap: 'above the legal cap',
      face_value_missing: 'capped, but no face value',
      nothing_to_undo: 'no change of price to undo',
      sold_since: 'sold since',
      unchanged: 'nothing to change',
      limits_crossed: 'floor above the ceiling',
      not_found: 'not there any more',
    }[code] ?? 'not possible'
  );
}
