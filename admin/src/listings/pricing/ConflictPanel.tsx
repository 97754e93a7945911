import { correctedText } from '@holdfast/shared/listings';
import { quoteTicket } from '@holdfast/shared/pricing';
import { useEffect, useRef } from 'react';
import { amountOf } from '../../ui/figures.tsx';
import { Mark } from '../../ui/StateMark.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { lookOf } from '../../ui/states.ts';
import { Th } from '../../ui/Th.tsx';
import { ageOf } from '../../ui/time.ts';
import type { Saved } from './savePrice.ts';
import { cellOf, UnderCell } from './UnderCell.tsx';
import { type PriceConflict, usePriceConflict } from './usePriceConflict.ts';

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
  useEffect(() => first.current?.focus(), []);
  const { legal, words, apply } = usePriceConflict(conflict, applied);
  useShortcuts([
    { keys: 'Escape', does: 'keep theirs', run: keep, inFields: true },
    ...(legal ? [{ keys: 'y', does: 'apply mine on top', run: apply }] : []),
  ]);
  const by = theirs?.by ?? 'Somebody';
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
      <Prices conflict={conflict} by={by} />
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

/** What was seen, what the other saved, what was typed. */
function Prices({ conflict: { seen, typed, outcome }, by }: { conflict: PriceConflict; by: string }) {
  const sum = (amount: number) => quoteTicket(amount, seen.percentages.components);
  const moved = outcome.conflict?.changes.find(({ field }) => field === 'state');
  const corrected = outcome.conflict?.corrected ?? [];
  const stateOf = (state: string) => lookOf('listing', state).word;
  return (
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
        {corrected.length > 0 && (
          <tr>
            <td>Corrected</td>
            <td className="n mut">–</td>
            <td className="n">{correctedText(corrected)}</td>
            <td className="n mut">–</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
