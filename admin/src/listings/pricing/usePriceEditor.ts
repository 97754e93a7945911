/** One price while it is typed in its cell: its text, its keys, saving it. */
import type { Listing } from '@holdfast/shared/listings';
import { minimumPrice } from '@holdfast/shared/listings';
import { parseAmount } from '@holdfast/shared/money';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { amountOf } from '../../ui/figures.tsx';
import { useUnloadQuestion } from '../../ui/useUnloadQuestion.ts';
import type { ListingGridContext } from '../gridContext.ts';

/** One step of + and −, minor units. */
const unit = 100;

export interface PriceEditing {
  text: string;
  /** Null while the text is no amount; minor units. */
  amount: number | null;
  refusal: string | null;
  type: (text: string) => void;
  press: (event: KeyboardEvent) => void;
}

export function usePriceEditor(
  listing: Listing,
  context: ListingGridContext,
  stopEditing: (cancel?: boolean) => void,
  field: RefObject<HTMLInputElement | null>,
): PriceEditing {
  const { currency } = listing.price;
  const now = listing.price.amount;
  // The value that the opening shortcut put there: one unit more, or the market.
  const [text, setText] = useState(() => amountOf(context.beginWith ?? now, currency));
  const [refusal, setRefusal] = useState<string | null>(null);
  const saving = useRef(false);
  const amount = parseAmount(text, currency);
  useUnloadQuestion(amount !== now);
  useOpening(listing, context, field);

  function type(next: string) {
    setText(next);
    setRefusal(null);
    const read = parseAmount(next, currency);
    context.setDraft(read === null ? null : { id: listing.id, amount: read });
  }
  const step = (next: number) => type(amountOf(Math.max(minimumPrice, next), currency));

  async function save(then: 'down' | 'editNext') {
    if (amount === null || saving.current) return;
    if (amount !== now) {
      saving.current = true;
      const answer = await context.savePrice(listing, amount);
      saving.current = false;
      if (answer.kind === 'refused') {
        setRefusal(answer.words);
        return;
      }
      stopEditing(true);
      if (answer.kind !== 'saved') return;
    } else stopEditing(true);
    context.goDown(then === 'editNext');
  }
  function enter() {
    if (amount === null) return;
    stopEditing(true);
    if (amount !== now) context.previewPrice(listing, amount);
  }
  const keys: Record<string, () => void> = {
    Enter: enter,
    'Ctrl+Enter': () => void save('down'),
    Tab: () => void save('editNext'),
    '+': () => step((amount ?? now) + unit),
    ArrowUp: () => step((amount ?? now) + unit),
    '-': () => step((amount ?? now) - unit),
    ArrowDown: () => step((amount ?? now) - unit),
    m: () => listing.market !== null && step(listing.market),
    Escape() {
      stopEditing(true);
      context.goBack();
    },
  };
  return {
    text,
    amount,
    refusal,
    type,
    press: (event) => pressIn(keys, event),
  };
}

/** What the editor has no key for stays the field's. */
function pressIn(keys: Record<string, () => void>, event: KeyboardEvent): void {
  const ctrl = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  const act = event.key === 'Tab' && event.shiftKey ? undefined : keys[ctrl + event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

/** What it opens with is shown in the sums, and selected; the page knows that it is open. */
function useOpening(
  listing: Listing,
  context: ListingGridContext,
  field: RefObject<HTMLInputElement | null>,
): void {
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
  }, [context, listing, field]);
}
