import type { ShownListing } from './types.ts';

/** The orders of the list of listings. */
export type Order = 'price' | 'value' | 'section' | 'row';
/** The label of each order. */
export const orders: Record<Order, string> = {
  price: 'Lowest price',
  value: 'Best value',
  section: 'Section',
  row: 'Row',
};

/** The order that an address asks for. */
export function orderIn(query: URLSearchParams): Order {
  const sort = query.get('sort');
  return sort !== null && Object.hasOwn(orders, sort) ? (sort as Order) : 'price';
}

const text = new Intl.Collator('en', { numeric: true });
const byPrice = (a: ShownListing, b: ShownListing) => a.listing.price.amount - b.listing.price.amount;
const bySection = (a: ShownListing, b: ShownListing) =>
  text.compare(a.listing.section ?? '', b.listing.section ?? '');
/** Rows with letters come after rows with numbers; "AA" comes after "Z". */
const byRow = (a: ShownListing, b: ShownListing) =>
  (a.listing.row ?? '').length - (b.listing.row ?? '').length ||
  text.compare(a.listing.row ?? '', b.listing.row ?? '');

/** What has no score comes last. */
const valueFirst = ({ listing: { value } }: ShownListing) => (value ? -value.bps : 1_000_000);

const comparing: Record<Order, (a: ShownListing, b: ShownListing) => number> = {
  price: (a, b) => byPrice(a, b) || bySection(a, b) || byRow(a, b),
  value: (a, b) => valueFirst(a) - valueFirst(b) || byPrice(a, b) || bySection(a, b),
  section: (a, b) => bySection(a, b) || byPrice(a, b) || byRow(a, b),
  row: (a, b) => byRow(a, b) || byPrice(a, b) || bySection(a, b),
};

/** Sorts listings; equal ones have a stable order. */
export function sorted(listings: readonly ShownListing[], order: Order): ShownListing[] {
  return listings.toSorted((a, b) => comparing[order](a, b) || text.compare(a.listing.id, b.listing.id));
}

/** A section with its lowest free price. */
export interface SectionPrice {
  section: string;
  lowest: ShownListing['listing']['price'];
  /** The fifth of the sections by price: 1 the cheapest, 5 the most expensive. */
  step: 1 | 2 | 3 | 4 | 5;
}

/** Sections with free seats, by number, each with its lowest price. */
export function sectionPrices(listings: readonly ShownListing[]): SectionPrice[] {
  const lowest = new Map<string, ShownListing['listing']['price']>();
  for (const { listing, gone } of listings) {
    if (gone || listing.section === null) continue;
    const before = lowest.get(listing.section);
    if (!before || listing.price.amount < before.amount) lowest.set(listing.section, listing.price);
  }
  const ladder = [...lowest.values()].map(({ amount }) => amount).sort((a, b) => a - b);
  return [...lowest]
    .map(([section, price]) => ({
      section,
      lowest: price,
      step: (1 + Math.floor((ladder.indexOf(price.amount) / ladder.length) * 5)) as SectionPrice['step'],
    }))
    .sort((a, b) => text.compare(a.section, b.section));
}
