/**
 * Where the pages of lists begin. A page that was reached from the page before it begins after that page's last row, so
 * that rows that left the list meanwhile hide none; a page that is opened out of nowhere is counted from the nearest
 * earlier page that is known, or from the beginning.
 */

/** By list (its address without page), the place after which each known page begins. */
const places = new Map<string, Map<number, string>>();
/** The lists that were read longest ago are forgotten. */
const mostLists = 60;

/** How a page is asked for: as the `page`th counted from `after`. */
export interface PlaceAsked {
  page: number;
  after?: string;
}

export function placeOf(list: string, page: number): PlaceAsked {
  const known = places.get(list);
  for (let before = page; known && before > 1; before--) {
    const after = known.get(before);
    if (after !== undefined) return { page: page - before + 1, after };
  }
  return { page };
}

/** @param next the answer's own, of a list that tells it: where the page after this one begins; null: there is none */
export function rememberNext(list: string, page: number, next: string | null | undefined): void {
  if (next === undefined) return;
  const known = places.get(list) ?? new Map<number, string>();
  if (next === null) known.delete(page + 1);
  else known.set(page + 1, next);
  places.delete(list);
  places.set(list, known);
  const oldest = places.keys().next().value;
  if (places.size > mostLists && oldest !== undefined) places.delete(oldest);
}
