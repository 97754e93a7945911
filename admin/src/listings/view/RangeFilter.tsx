import { marketplaceCurrency } from '@holdfast/shared/money';
import { useState } from 'react';
import { type FilterKind, readTyped } from './filterKinds.ts';
import type { ListingView } from './listingView.ts';

const hintsIn = (currency: string) => ({
  money: `Each, before the fee, ${currency}. One of the two is enough.`,
  percent: 'In percent: 15 is 15% above its market, −15 is 15% below.',
  day: 'Days of the marketplace’s own clock, the last included.',
});

/** A filter from and to: amounts, percentages or days. */
export function RangeFilter({
  kind,
  view,
  set,
  leave,
}: {
  kind: Extract<FilterKind, { by: 'range' }>;
  view: ListingView;
  set: (changes: Record<string, string | null>) => void;
  leave: () => void;
}) {
  const [from, until] = kind.params as [string, string];
  const before = (param: string) => {
    const value = view.query.get(param);
    return value === null ? '' : kind.as === 'day' ? value : String(Number(value) / 100);
  };
  const [texts, setTexts] = useState({ from: before(from), until: before(until) });
  const read = { from: readTyped(kind.as, texts.from), until: readTyped(kind.as, texts.until) };
  const wrong = read.from === null || read.until === null;
  const empty = read.from === '' && read.until === '';
  return (
    <form
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        leave();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong && !empty) set({ [from]: read.from || null, [until]: read.until || null });
      }}
    >
      <b className="bold">{kind.name}</b>
      <div className="from-to">
        {(['from', 'until'] as const).map((end, at) => (
          <div className={read[end] === null ? 'fld bad' : 'fld'} key={end}>
            <label htmlFor={`filter-${end}`}>{at === 0 ? 'From' : 'To'}</label>
            <div className="ctl">
              <input
                id={`filter-${end}`}
                // biome-ignore lint/a11y/noAutofocus: it was opened to be typed into
                autoFocus={at === 0}
                type={kind.as === 'day' ? 'date' : 'text'}
                inputMode={kind.as === 'day' ? undefined : 'decimal'}
                value={texts[end]}
                aria-invalid={read[end] === null || undefined}
                onChange={(event) => setTexts({ ...texts, [end]: event.target.value })}
              />
              {kind.as === 'percent' && <span className="unit">%</span>}
            </div>
          </div>
        ))}
      </div>
      <p className="sm mut">{hintsIn(marketplaceCurrency)[kind.as]}</p>
      <button type="submit" className="btn p" disabled={wrong || empty}>
        Filter <kbd>Enter</kbd>
      </button>
    </form>
  );
}
