/**
 * How much less a listing costs than those most like it: a figure that anybody can compute again from the table that it names.
 * Pure, and without the contracts, so that a browser computes the same.
 */
import type { PublicListing } from './publicListings.ts';

/** Fewer listings are no measure: such a listing has no score. */
export const fewestCompared = 5;
/** More would be farther away, and the table longer than anybody reads. On one simulated season 25 ordered no better, and 7 worse. */
export const mostCompared = 15;

/** What of a listing the score looks at. */
export type Valued = Pick<PublicListing, 'id' | 'section' | 'row' | 'price' | 'faceValue'>;

/** One line of the table. */
export interface Compared<L extends Valued = Valued> {
  listing: L;
  /** Why it is in the table. */
  why: 'sameSection' | 'sameLevel' | 'sameEvent';
  /** Minor units: its all-in price at the face value of the listing that it is compared with, or as it is without face values. */
  amount: number;
}

/** A listing's score with everything that it was computed from. */
export interface ValueTable<L extends Valued = Valued> {
  /** `faceValue`: prices are seen relative to face values; `price`: as they are, because too few face values are known. */
  basis: 'faceValue' | 'price';
  /** The nearest first. */
  compared: Compared<L>[];
  /** Minor units: the middle of the amounts; of an even number the mean of the two in the middle, rounded half up. */
  middle: number;
  /** (middle − all-in price) ÷ middle in basis points, rounded half up: 700 is 7% less than those like it, −700 is 7% more. */
  bps: number;
}

/** Sections of one level: those of a hundred, as venues number them, or of one name, such as Suite 1 and Suite 2. */
const levelOf = (section: string): string =>
  /^\d+$/.test(section) ? `${Math.floor(Number(section) / 100)}00` : section.replace(/\s*\d+$/, '');
const numberIn = (section: string): number => Number(/\d+$/.exec(section)?.[0] ?? 0);
/** Rows by number, or by letters: A is the first; after Z comes AA, then BB or AB. */
const rowNumber = (row: string): number =>
  /^\d+$/.test(row)
    ? Number(row)
    : (row.length - 1) * 26 + ((row.toUpperCase().codePointAt(row.length - 1) ?? 64) - 64);

/** A listing with what of its place is compared, read once for all comparisons. */
interface Placed<L extends Valued> {
  listing: L;
  section: string;
  level: string;
  sectionNumber: number;
  rowNumber: number;
  /** Minor units; 0: not known. */
  face: number;
}

function placed<L extends Valued>(listing: L): Placed<L> {
  const section = listing.section ?? '';
  return {
    listing,
    section,
    level: levelOf(section),
    sectionNumber: numberIn(section),
    rowNumber: rowNumber(listing.row ?? ''),
    face: Math.max(0, listing.faceValue?.amount ?? 0),
  };
}

/** How near a listing is: by `why`, then by `first`, `second`, `third`; the least is the nearest. */
interface Near<L extends Valued> {
  to: Placed<L>;
  why: 0 | 1 | 2;
  first: number;
  second: number;
  third: number;
}
const whys = ['sameSection', 'sameLevel', 'sameEvent'] as const;
const order = (a: Near<Valued>, b: Near<Valued>): number =>
  a.why - b.why || a.first - b.first || a.second - b.second || a.third - b.third;

function nearnessOf<L extends Valued>(of: Placed<L>, to: Placed<L>, byFace: boolean): Near<L> {
  const sections = Math.abs(of.sectionNumber - to.sectionNumber);
  const rows = Math.abs(of.rowNumber - to.rowNumber);
  const faces = byFace ? Math.abs(of.face - to.face) : 0;
  const why = of.section === to.section ? 0 : of.level === to.level ? 1 : 2;
  return why === 2
    ? { to, why, first: faces, second: sections, third: rows }
    : { to, why, first: sections, second: rows, third: faces };
}

/**
 * Compares a listing with those most like it among what an event sells in the same number of seats: those of its section first,
 * then of its level by how many sections away, then the event's others, by face value where it is known; in one section by row.
 * At least {@link fewestCompared}, at most {@link mostCompared}.
 *
 * Source: the product's own rule. Its order against what sold first is measured on simulated fans in server/demo/soldFirst.proof.ts.
 * @param others listings of the same event and number of seats; the listing itself may be among them
 * @returns null where fewer than {@link fewestCompared} others are on sale, or they cost nothing
 */
export function valueScoreOf<L extends Valued>(of: L, others: readonly L[]): ValueTable<L> | null {
  return tableOf(placed(of), inOrder(others).map(placed));
}

/**
 * The same for all listings of an event in one pass: under 10 ms for 300.
 * @returns by id; listings without a score are left out
 */
export function valueScoresOf<L extends Valued>(listings: readonly L[]): Map<string, ValueTable<L>> {
  const all = inOrder(listings).map(placed);
  const found = new Map<string, ValueTable<L>>();
  for (const each of all) {
    const table = tableOf(each, all);
    if (table) found.set(each.listing.id, table);
  }
  return found;
}

/** Of listings that are equally near, the one with the lesser id comes first. */
const inOrder = <L extends Valued>(listings: readonly L[]): L[] =>
  listings.toSorted((a, b) => (a.id < b.id ? -1 : 1));

function tableOf<L extends Valued>(of: Placed<L>, others: readonly Placed<L>[]): ValueTable<L> | null {
  const all = others.filter(({ listing }) => listing.id !== of.listing.id);
  const withFace = of.face === 0 ? [] : all.filter(({ face }) => face > 0);
  const basis = withFace.length >= fewestCompared ? 'faceValue' : 'price';
  const candidates = basis === 'faceValue' ? withFace : all;
  if (candidates.length < fewestCompared) return null;
  const compared = nearest(of, candidates, basis === 'faceValue').map(({ to: { listing, face }, why }) => ({
    listing,
    why: whys[why],
    amount:
      basis === 'faceValue' ? Math.round((listing.price.amount * of.face) / face) : listing.price.amount,
  }));
  const middle = middleOf(compared.map(({ amount }) => amount));
  if (middle <= 0) return null;
  const bps = Math.round(((middle - of.listing.price.amount) / middle) * 10_000);
  return { basis, compared, middle, bps };
}

/** The nearest ones in their order, without sorting all. */
function nearest<L extends Valued>(
  of: Placed<L>,
  candidates: readonly Placed<L>[],
  byFace: boolean,
): Near<L>[] {
  const found: Near<L>[] = [];
  for (const to of candidates) {
    const near = nearnessOf(of, to, byFace);
    let place = found.length;
    while (place > 0 && order(near, found[place - 1] as Near<L>) < 0) place -= 1;
    if (place >= mostCompared) continue;
    found.splice(place, 0, near);
    if (found.length > mostCompared) found.pop();
  }
  return found;
}

function middleOf(amounts: readonly number[]): number {
  const sorted = amounts.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] as number;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] as number;
  return Math.round((lower + upper) / 2);
}
