import type { Listing } from '@holdfast/shared/listings';
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { CustomCellEditorProps } from 'ag-grid-react';
import { useRef } from 'react';
import type { ListingGridContext } from '../gridContext.ts';
import { meaningOf } from './priceMeaning.ts';
import { UnderCell } from './UnderCell.tsx';
import { usePriceEditor } from './usePriceEditor.ts';

/** Edits a price in its cell; sums follow each key, and market and limits are shown below. */
export function PriceEditor({
  data: listing,
  context,
  stopEditing,
}: CustomCellEditorProps<Listing, number, ListingGridContext>) {
  const field = useRef<HTMLInputElement>(null);
  const { text, amount, refusal, type, press } = usePriceEditor(listing, context, stopEditing, field);
  return (
    <>
      <input
        ref={field}
        className="price-edit"
        aria-label={`Price of ${listing.event.name}, each, ${marketplaceCurrency}`}
        aria-invalid={amount === null || refusal !== null || undefined}
        inputMode="decimal"
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
      />
      <UnderCell anchor={() => field.current} className="floats price-line">
        {refusal ? (
          <span className="danger">{refusal}</span>
        ) : amount === null ? (
          <span className="danger">Use a figure such as 125.00</span>
        ) : (
          meaningOf(listing, amount).map(({ text: words, tone }) => (
            <span key={words} className={tone}>
              {words}
            </span>
          ))
        )}
      </UnderCell>
    </>
  );
}
