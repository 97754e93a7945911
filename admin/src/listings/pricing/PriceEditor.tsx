import type { Listing } from '@holdfast/shared/listings';
import { minimumPrice } from '@holdfast/shared/listings';
import { parseAmount } from '@holdfast/shared/money';
import type { CustomCellEditorProps } from 'ag-grid-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { amountOf } from '../../ui/figures.tsx';
import type { ListingGridContext } from '../gridContext.ts';
import { meaningOf } from './priceMeaning.ts';
import { UnderCell } from './UnderCell.tsx';

/** One step of + and −, minor units. */
const unit = 100;

/** Edits a price in its cell; sums follow each key, and market and limits are shown below. */
export function PriceEditor(props: CustomCellEditorProps<Listing, number, ListingGridContext>) {
  const { data: listing, context, stopEditing } = props;
  const { currency } = listing.price;
  // The value that the opening shortcut put there: one unit more, or the market.
  const [text, setText] = useState(() => amountOf(context.beginWith ?? listing.price.amount, currency));
  const [refusal, setRefusal] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const saving = useRef(false);
  const amount = parseAmount(text, currency);

  useEffect(() => {
    const began = context.beginWith;
    context.beginWith = null;
    context.setEditing(listing);
    if (began !== null) context.setDraft({ id: listing.id, amount: began });
    field.current?.select();
    return () => {
      context.setEditing(null);
      context.setDraft(null);
    };
  }, [context, listing]);

  function say(next: string) {
    setText(next);
    setRefusal(null);
    const read = parseAmount(next, currency);
    context.setDraft(read === null ? null : { id: listing.id, amount: read });
  }
  const sayAmount = (next: number) => say(amountOf(Math.max(minimumPrice, next), currency));

  async function save(then: 'down' | 'editNext') {
    if (amount === null || saving.current) return;
    if (amount === listing.price.amount) {
      stopEditing(true);
      context.goDown(then === 'editNext');
      return;
    }
    saving.current = true;
    const answer = await context.savePrice(listing, amount);
    saving.current = false;
    if (answer.kind === 'refused') {
      setRefusal(answer.words);
      return;
    }
    stopEditing(true);
    if (answer.kind === 'saved') context.goDown(then === 'editNext');
  }

  function press(event: KeyboardEvent) {
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter') {
      done();
      if (ctrl) save('down');
      else if (amount !== null && amount !== listing.price.amount) {
        stopEditing(true);
        context.previewPrice(listing, amount);
      } else if (amount !== null) stopEditing(true);
    } else if (event.key === 'Tab' && !event.shiftKey) {
      done();
      save('editNext');
    } else if (event.key === '+' || event.key === 'ArrowUp') {
      done();
      sayAmount((amount ?? listing.price.amount) + unit);
    } else if (event.key === '-' || event.key === 'ArrowDown') {
      done();
      sayAmount((amount ?? listing.price.amount) - unit);
    } else if (event.key === 'm' && !ctrl) {
      done();
      if (listing.market !== null) sayAmount(listing.market);
    } else if (event.key === 'Escape') {
      done();
      stopEditing(true);
      context.goBack();
    }
  }

  return (
    <>
      <input
        ref={field}
        className="price-edit"
        aria-label={`Price of ${listing.event.name}, each, USD`}
        aria-invalid={amount === null || refusal !== null || undefined}
        inputMode="decimal"
        value={text}
        onChange={(event) => say(event.target.value)}
        onKeyDown={press}
      />
      <UnderCell anchor={() => field.current} className="floats price-line">
        {refusal ? (
          <span className="danger">{refusal}</span>
        ) : amount === null ? (
          <span className="danger">Write it like 125.00</span>
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
