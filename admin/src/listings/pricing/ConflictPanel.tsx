import type { Listing, ListingOutcome } from '@holdfast/shared/listings';
import { quoteTicket } from '@holdfast/shared/pricing';
import { useEffect, useRef, useState } from 'react';
import { amountOf } from '../../ui/figures.tsx';
import { Mark } from '../../ui/StateMark.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { lookOf } from '../../ui/states.ts';
import { Th } from '../../ui/Th.tsx';
import { ageOf } from '../../ui/time.ts';
import { type Saved, savePrice } from './savePrice.ts';
import { cellOf, UnderCell } from './UnderCell.tsx';

export interface PriceConflict {
  /** The listing as the person saw it. */
  seen: Listing;
  typed: number;
  outcome: ListingOutcome;
}

/** A price conflict: the price seen, the other's, and the one typed. Keeping theirs is the default. */
export function ConflictPanel({
  conflict,
  keep,
  applied,
}: {
  conflict: PriceConflict;
  keep: () => void;
  /** Saves the typed price over theirs; a further change in between is another conflict. */
  applied: (answer: Exclude<Saved, { kind: 'refused' }>) => void;
}) {
  const { seen, typed, outcome } = conflict;
  const { conflict: theirs } = outcome;
  const first = useRef<HTMLButtonElement>(null);
  const [legal, setLegal] = useState<boolean | null>(null);
  const [words, setWords] = useState<string | null>(null);
  const busy = useRef(false);
  useEffect(() => first.current?.focus(), []);
  // The server decides whether the typed price may replace theirs.
  useEffect(() => {
    let gone = false;
    savePrice(seen, typed, { version: outcome.version, preview: true }).then((answer) => {
      if (gone) return;
      setLegal(answer.kind === 'saved');
      setWords(answer.kind === 'refused' ? answer.words : null);
    });
    return () => {
      gone = true;
    };
  }, [seen, typed, outcome.version]);

  async function apply() {
    if (!legal || busy.current) return;
    busy.current = true;
    const answer = await savePrice(seen, typed, { version: outcome.version });
    busy.current = false;
    if (answer.kind === 'refused') {
      setLegal(false);
      setWords(answer.words);
    } else applied(answer);
  }
  useShortcuts([
    { keys: 'Escape', does: 'keep theirs', run: keep, inFields: true },
    ...(legal ? [{ keys: 'y', does: 'apply mine on top', run: apply }] : []),
  ]);
  const sum = (amount: number) => quoteTicket(amount, seen.percentages.components);
  const by = theirs?.by ?? 'Somebody';
  const moved = theirs?.changes.find(({ field }) => field === 'state');
  const stateOf = (state: string) => lookOf('listing', state).word;
  return (
    <UnderCell
      anchor={() => cellOf(seen.id, 'price')}
      label="Changed meanwhile"
      className="floats under conflict"
    >
      <h2>
        <Mark shape="triangle" tone="warn">
          Changed by {by} {theirs ? `${ageOf(Date.now() - Date.parse(theirs.at))} ago` : 'meanwhile'}
        </Mark>
      </h2>
      <table className="g">
        <thead>
          <tr>
            <Th>
              <span className="sr">What</span>
            </Th>
            <Th n>You saw</Th>
            <Th n>{by.split(' ')[0]} saved</Th>
            <Th n>You typed</Th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>Price</td>
            <td className="n old">{amountOf(seen.price.amount)}</td>
            <td className="n bold">{amountOf(outcome.priceAmount)}</td>
            <td className="n bold">{amountOf(typed)}</td>
          </tr>
          <tr>
            <td>Consignor gets</td>
            <td className="n old">{amountOf(seen.sum.proceeds)}</td>
            <td className="n">{amountOf(sum(outcome.priceAmount).proceeds)}</td>
            <td className="n">{amountOf(sum(typed).proceeds)}</td>
          </tr>
          {moved && (
            <tr>
              <td>State</td>
              <td className="n old">{stateOf(seen.state)}</td>
              <td className="n">{stateOf(outcome.state)}</td>
              <td className="n mut">–</td>
            </tr>
          )}
        </tbody>
      </table>
      <p className="mut">
        {theirs?.reason ? `${by.split(' ')[0]} wrote: “${theirs.reason}” ` : ''}Yours was not saved.
        {words ? ` It can’t go on top: ${words}` : ''}
      </p>
      <p className="acts">
        <button type="button" className="btn p" ref={first} onClick={keep}>
          Keep {amountOf(outcome.priceAmount)} <kbd>Esc</kbd>
        </button>
        {legal !== false && (
          <button type="button" className="btn" disabled={!legal} onClick={apply}>
            Apply {amountOf(typed)} on top <kbd>y</kbd>
          </button>
        )}
      </p>
    </UnderCell>
  );
}
