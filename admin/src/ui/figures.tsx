/** Figures as tables show them: tabular digits, two decimals, a faint zero, the currency once in the head. */
import { formatAmount, marketplaceCurrency } from '@holdfast/shared/money';

/** `1,234.50` out of minor units, without a currency sign. */
export function amountOf(minor: number, currency: string = marketplaceCurrency): string {
  return formatAmount({ amount: minor, currency });
}

/** Minor units as a figure; zero is written and faint. */
export function Amount({ minor, currency }: { minor: number; currency?: string }) {
  return <span className={minor === 0 ? 'num fnt' : 'num'}>{amountOf(minor, currency)}</span>;
}

/** `20%`, `12.5%` out of basis points. */
export function percentOf(bps: number): string {
  return `${Number((bps / 100).toFixed(2))}%`;
}

/** `1,204` */
export function countOf(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 listing`, `12 listings`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${countOf(count)} ${count === 1 ? one : many}`;
}

/** Seats as ranges: `7–8`, `1–2, 5`. */
export function seatsOf(seats: readonly number[]): string {
  const sorted = [...seats].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    let last = i;
    while (sorted[last + 1] === sorted[last]! + 1) last += 1;
    parts.push(last === i ? `${sorted[i]}` : `${sorted[i]}–${sorted[last]}`);
    i = last + 1;
  }
  return parts.join(', ');
}

/** Where a listing is: `234 / 5 / 16–17`, or the ticket type of general admission. */
export function placeOf(listing: {
  kind: string;
  ticketType: string | null;
  section: string | null;
  row: string | null;
  seats: readonly number[];
}): string {
  if (listing.kind === 'generalAdmission') return listing.ticketType ?? 'General admission';
  return [listing.section, listing.row, seatsOf(listing.seats)].filter(Boolean).join(' / ');
}

/** The parts of what a fan pays, in their fixed order, as a bar whose lengths are the numbers. */
export function SplitBar({
  proceeds,
  commission,
  fee,
}: {
  proceeds: number;
  commission: number;
  fee: number;
}) {
  return (
    <span className="split" aria-hidden="true">
      <i className="c" style={{ flex: proceeds }} />
      <i className="h" style={{ flex: commission }} />
      <i className="f" style={{ flex: fee }} />
    </span>
  );
}
