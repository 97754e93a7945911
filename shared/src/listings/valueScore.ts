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
const faceOf = ({ faceValue }: Valued): number | null =>
  faceValue && faceValue.amount > 0 ? faceValue.amount : null;

const steps = { sameSection: 0, sameLevel: 1, sameEvent: 2 } as const;

function whyOf(of: Valued, other: Valued): Compared['why'] {
  if (of.section === other.section) return 'sameSection';
  return levelOf(of.section ?? '') === levelOf(other.section ?? '') ? 'sameLevel' : 'sameEvent';
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
  const face = faceOf(of);
  const all = others.filter(({ id }) => id !== of.id);
  const withFace = face === null ? [] : all.filter((each) => faceOf(each) !== null);
  const basis = withFace.length >= fewestCompared ? 'faceValue' : 'price';
  const candidates = basis === 'faceValue' ? withFace : all;
  if (candidates.length < fewestCompared) return null;

  const nearness = (other: L): number[] => {
    const why = whyOf(of, other);
    const sections = Math.abs(numberIn(of.section ?? '') - numberIn(other.section ?? ''));
    const faces = basis === 'faceValue' ? Math.abs((face ?? 0) - (faceOf(other) ?? 0)) : 0;
    const rows = Math.abs(rowNumber(of.row ?? '') - rowNumber(other.row ?? ''));
    return why === 'sameEvent' ? [2, faces, sections, rows] : [steps[why], sections, rows, faces];
  };
  const compared = candidates
    .map((listing) => ({ listing, near: nearness(listing) }))
    .sort((a, b) => byParts(a.near, b.near) || (a.listing.id < b.listing.id ? -1 : 1))
    .slice(0, mostCompared)
    .map(({ listing }) => ({
      listing,
      why: whyOf(of, listing),
      amount:
        basis === 'faceValue'
          ? Math.round((listing.price.amount * (face ?? 0)) / (faceOf(listing) ?? 1))
          : listing.price.amount,
    }));
  const middle = middleOf(compared.map(({ amount }) => amount));
  if (middle <= 0) return null;
  return { basis, compared, middle, bps: Math.round(((middle - of.price.amount) / middle) * 10_000) };
}

function byParts(a: readonly number[], b: readonly number[]): number {
  for (const [place, value] of a.entries()) {
    const other = b[place] as number;
    if (value !== other) return value - other;
  }
  return 0;
}

function middleOf(amounts: readonly number[]): number {
  const sorted = amounts.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] as number;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] as number;
  return Math.round((lower + upper) / 2);
}
