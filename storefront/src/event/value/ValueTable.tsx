import { type Compared, valueScoreOf } from '@holdfast/shared/listings';
import { moneyText } from '../../ui/money.ts';
import { counted } from '../../ui/text.ts';
import type { PublicListing } from '../types.ts';

const reasons: Record<Compared['why'], string> = {
  sameSection: 'Same section',
  sameLevel: 'Same level',
  sameEvent: 'Same event',
};

interface Props {
  listing: PublicListing;
  others: readonly PublicListing[];
  quantity: number;
}

/** Which listings a value score was compared with and why, and the sum that makes it: the same figure by hand. */
export function ValueTable({ listing, others, quantity }: Props) {
  const table = valueScoreOf(listing, others);
  if (!table) return <p className="muted">Too few listings are left to compare it with.</p>;
  const { basis, middle, bps } = table;
  const money = (amount: number) => moneyText({ amount, currency: listing.price.currency });
  const isByFace = basis === 'faceValue' && listing.faceValue !== null;
  const rows = table.compared.toSorted((a, b) => a.amount - b.amount);
  const middles = [Math.ceil(rows.length / 2) - 1, Math.floor(rows.length / 2)];
  return (
    <>
      <p>
        Compared with {counted(rows.length, 'listing')} that {rows.length === 1 ? 'sells' : 'sell'}{' '}
        {quantity === 1 ? 'one seat' : `${quantity} together`} too: those of its section first, then of its
        level, then the nearest others.{' '}
        {isByFace &&
          `Better seats have a higher face value, so each price is shown as it would be at this one’s, ${moneyText(listing.faceValue!)}: price × ${moneyText(listing.faceValue!)} ÷ its own face value.`}
        {!isByFace && 'Too few face values are known, so prices are compared as they are.'}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keys */}
      <section className="wide-table" tabIndex={0} aria-label="What it was compared with">
        <table className="value-table">
          <thead>
            <tr>
              <th scope="col">Section, row</th>
              <th scope="col">Why</th>
              {isByFace && <th scope="col">Face value</th>}
              <th scope="col">Price each</th>
              {isByFace && <th scope="col">At {moneyText(listing.faceValue!)}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ listing: other, why, amount }, place) => (
              <tr key={other.id} className={middles.includes(place) ? 'middle' : undefined}>
                <th scope="row">
                  {other.section}, row {other.row}
                  {middles.includes(place) && <small> the middle</small>}
                  {other.disclosure !== null && <small> {other.disclosure}</small>}
                </th>
                <td>{reasons[why]}</td>
                {isByFace && <td className="fig">{other.faceValue && moneyText(other.faceValue)}</td>}
                <td className="fig">{moneyText(other.price)}</td>
                {isByFace && <td className="fig">{money(amount)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p>
        The middle is {rows.length % 2 === 0 && 'the mean of the two that are marked, '}
        <b>{money(middle)}</b>; this one costs <b>{moneyText(listing.price)}</b>. ({money(middle)} −{' '}
        {moneyText(listing.price)}) ÷ {money(middle)} = <b>{percentOf(bps)}</b>.
        {listing.disclosure !== null && ' What is said of these seats isn’t in this figure.'}
      </p>
    </>
  );
}

/** Basis points as a percentage with its sign and one decimal: `−4.8%`. */
const percentOf = (bps: number): string => `${bps < 0 ? '−' : ''}${(Math.abs(bps) / 100).toFixed(1)}%`;
