import type { Listing } from '@holdfast/shared/consignment';
import { parseAmount } from '@holdfast/shared/money';
import type { CustomCellEditorProps } from 'ag-grid-react';
import { useEffect, useRef, useState } from 'react';
import { amountOf } from '../ui/figures.tsx';
import type { ListingGridContext } from './columns.tsx';

/** The price in the cell: the sums follow each key, Enter shows what it would do, Ctrl Enter saves and goes down. */
export function PriceEditor(props: CustomCellEditorProps<Listing, number, ListingGridContext>) {
  const { data: listing, context, stopEditing } = props;
  const [text, setText] = useState(amountOf(listing.price.amount, listing.price.currency));
  const field = useRef<HTMLInputElement>(null);
  const settled = useRef(false);
  useEffect(() => {
    field.current?.select();
    return () => {
      if (!settled.current) context.setDraft(null);
    };
  }, [context]);
  const amount = parseAmount(text, listing.price.currency);
  return (
    <input
      ref={field}
      className="price-edit"
      aria-label={`Price of ${listing.event.name}, each, USD`}
      aria-invalid={amount === null || undefined}
      inputMode="decimal"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        const next = parseAmount(event.target.value, listing.price.currency);
        context.setDraft(next === null ? null : { id: listing.id, amount: next });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.stopPropagation();
        event.preventDefault();
        if (amount === null) return;
        settled.current = amount !== listing.price.amount;
        stopEditing(true);
        if (settled.current) context.settlePrice(listing, amount, event.ctrlKey || event.metaKey);
      }}
    />
  );
}
