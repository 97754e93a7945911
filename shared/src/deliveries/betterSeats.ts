/**
 * When tickets are equal to or better than those that a fan bought and can't get. The first rule that applies decides:
 *
 * 1. Seats with a drawback (seat notes such as a restricted view) are never as good as seats without one.
 * 2. In the same section, the same row or one that is nearer is as good, and one that is farther back never is. Without
 *    seats, the same ticket type is as good.
 * 3. Where the face value of both is known, one that isn't lower is as good, and a lower one never is.
 * 4. Otherwise a section (or ticket type) is as good whose median price on sale isn't below the median of theirs; where
 *    nothing of theirs is on sale, not below what the fan paid.
 */
import { formatMoney } from '../money/index.ts';

/** Tickets as far as their worth is compared. */
export interface ComparedTickets {
  /** Null: without seats. */
  section: string | null;
  row: string | null;
  ticketType: string;
  /** Each, minor units; null: not known. */
  faceValueAmount: number | null;
  /** Whether a fan has to know of a drawback before buying. */
  hasDrawback: boolean;
}

/** What is on sale of an event: by section or ticket type, as `partOf` spells it. */
export interface OnSalePrices {
  /** Of one ticket, before the fan's fee, minor units. */
  medians: ReadonlyMap<string, number>;
  currency: string;
}

/** By which rule tickets are equal or better, and in words. */
export interface EqualOrBetter {
  rule: 'sameRow' | 'nearerRow' | 'sameType' | 'faceValue' | 'dearerPart';
  text: string;
}

const spelled = (place: string): string =>
  place
    .trim()
    .toUpperCase()
    .replace(/^0+(?=.)/, '');

/** The section or ticket type in one spelling. */
export const partOf = ({ section, ticketType }: Pick<ComparedTickets, 'section' | 'ticketType'>): string =>
  spelled(section ?? ticketType);

/** How far back a row is; rows are numbered, or lettered A to Z and AA to ZZ behind them. */
function depthOf(row: string): { kind: 'number' | 'letter'; depth: number } | null {
  const name = spelled(row);
  if (/^\d{1,3}$/.test(name)) return { kind: 'number', depth: Number(name) };
  if (/^([A-Z])\1?$/.test(name))
    return { kind: 'letter', depth: name.charCodeAt(0) + 26 * (name.length - 1) };
  return null;
}

/** How much nearer `row` is than `had`, in rows; null where their names don't tell. */
function nearerBy(had: string, row: string): number | null {
  if (spelled(had) === spelled(row)) return 0;
  const [before, after] = [depthOf(had), depthOf(row)];
  return before === null || after === null || before.kind !== after.kind ? null : before.depth - after.depth;
}

/** The lower of the two in the middle, as the database's `percentile_disc`. @param amounts at least one */
function medianOf(amounts: readonly number[]): number {
  return amounts.toSorted((a, b) => a - b)[Math.ceil(amounts.length / 2) - 1] as number;
}

/** The median price of each section or ticket type on sale. @param offers prices of one ticket, minor units */
export function mediansOf(
  offers: ReadonlyArray<Pick<ComparedTickets, 'section' | 'ticketType'> & { priceAmount: number }>,
): Map<string, number> {
  return new Map(
    [...Map.groupBy(offers, partOf)].map(([part, own]) => [
      part,
      medianOf(own.map(({ priceAmount }) => priceAmount)),
    ]),
  );
}

/**
 * Why offered tickets are equal to or better than those that the fan had.
 * @param had       what the fan bought; `paidAmount` for one ticket, before the fee, minor units
 * @returns null: they aren't
 */
export function equalOrBetter(
  had: ComparedTickets & { paidAmount: number },
  offered: ComparedTickets,
  { medians, currency }: OnSalePrices,
): EqualOrBetter | null {
  if (offered.hasDrawback && !had.hasDrawback) return null;
  const money = (amount: number) => formatMoney({ amount, currency });
  const isSamePart = partOf(had) === partOf(offered) && (had.section === null) === (offered.section === null);
  if (isSamePart) {
    const here = inSamePart(had, offered);
    if (here !== 'unknown') return here;
  }
  if (had.faceValueAmount !== null && offered.faceValueAmount !== null)
    return offered.faceValueAmount >= had.faceValueAmount
      ? {
          rule: 'faceValue',
          text: `Face value ${money(offered.faceValueAmount)}, and it was ${money(had.faceValueAmount)} before`,
        }
      : null;
  const theirs = medians.get(partOf(had)) ?? had.paidAmount;
  const median = medians.get(partOf(offered));
  if (isSamePart || median === undefined || median < theirs) return null;
  const before = medians.has(partOf(had))
    ? `${nameOf(had)} at ${money(theirs)}`
    : `${money(theirs)} was paid`;
  return {
    rule: 'dearerPart',
    text: `${nameOf(offered)} is on sale at a median of ${money(median)} before the fee, and ${before}`,
  };
}

function inSamePart(had: ComparedTickets, offered: ComparedTickets): EqualOrBetter | null | 'unknown' {
  if (offered.section === null)
    return { rule: 'sameType', text: `The same ticket type, ${offered.ticketType}` };
  if (had.row === null || offered.row === null) return 'unknown';
  const nearer = nearerBy(had.row, offered.row);
  if (nearer === null) return 'unknown';
  if (nearer < 0) return null;
  return nearer === 0
    ? { rule: 'sameRow', text: 'The same section and row' }
    : { rule: 'nearerRow', text: `The same section, row ${offered.row} instead of ${had.row}` };
}

const nameOf = ({ section, ticketType }: ComparedTickets): string =>
  section === null ? ticketType : `Section ${section}`;
