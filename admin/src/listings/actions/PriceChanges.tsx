/** Old and new price of each listing. */
import type { ListingOutcome } from '@holdfast/shared/listings';
import { useState } from 'react';
import { amountOf, countOf } from '../../ui/figures.tsx';
import { Th } from '../../ui/Th.tsx';

export type PriceChange = Pick<ListingOutcome, 'id' | 'label' | 'priceBefore' | 'priceAmount'>;

/** How many are shown at first, and with each further step. */
const step = 20;

/** The prices of named listings; those that are left out stand above, with why. */
export function PriceChanges({ outcomes }: { outcomes: readonly ListingOutcome[] }) {
  const [most, setMost] = useState(step);
  const changes = outcomes.filter(({ ok }) => ok);
  if (changes.length === 0) return null;
  return (
    <PriceTable
      changes={changes.slice(0, most)}
      total={changes.length}
      more={() => setMost((before) => before + step)}
    />
  );
}

export function PriceTable({
  changes,
  total,
  more,
}: {
  changes: readonly PriceChange[];
  total: number;
  more: () => void;
}) {
  const rest = total - changes.length;
  return (
    <>
      <h3 className="sub">Prices, each, USD</h3>
      <table className="g prices" aria-label="Prices before and after">
        <thead>
          <tr>
            <Th>Listing</Th>
            <Th n>Old</Th>
            <Th n>New</Th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ id, label, priceBefore, priceAmount }) => (
            <tr key={id}>
              <td className="wrap">{label}</td>
              <td className="n old">{amountOf(priceBefore)}</td>
              <td className="n bold">{amountOf(priceAmount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <button type="button" className="link" onClick={more}>
          {countOf(rest)} more
        </button>
      )}
    </>
  );
}
