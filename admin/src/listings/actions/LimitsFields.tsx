import { marketplaceCurrency, parseAmount } from '@holdfast/shared/money';
import { useEffect, useRef, useState } from 'react';
import { amountOf } from '../../ui/figures.tsx';
import { type ActionFieldsProps, type LimitsInput, onlyOf } from './draft.ts';

/** The consignor's floor and ceiling. */
export function LimitsFields({ draft, change }: ActionFieldsProps) {
  const only = onlyOf(draft);
  const set = (part: LimitsInput) => change({ limits: { ...draft.limits, ...part } });
  return (
    <>
      <h3 className="sub">The consignor’s own limits, each, before the fee</h3>
      <LimitField
        label="Floor"
        now={only?.floor}
        takesFocus
        set={(floor) => set({ floor })}
        given={draft.limits.floor}
      />
      <LimitField
        label="Ceiling"
        now={only?.ceiling}
        set={(ceiling) => set({ ceiling })}
        given={draft.limits.ceiling}
      />
      <p className="sm mut">
        No price goes below the floor or above the ceiling. The legal cap is the law’s, and not set here.
      </p>
    </>
  );
}

/** A limit is kept, set or removed: three choices, so that an empty field removes nothing. */
function LimitField({
  label,
  now,
  given,
  set,
  takesFocus,
}: {
  label: string;
  /** Of the one listing; undefined when there are several. */
  now: number | null | undefined;
  given: number | null | undefined;
  set: (amount: number | null | undefined) => void;
  takesFocus?: boolean;
}) {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  const wrong = text.trim() !== '' && parseAmount(text, marketplaceCurrency) === null;
  const id = `limit-${label.toLowerCase()}`;
  return (
    <div className={wrong ? 'fld bad' : 'fld'} style={{ marginTop: 6 }}>
      <label htmlFor={id}>
        {label}
        {now !== undefined && `, now ${now === null ? 'none' : amountOf(now)}`}
      </label>
      <div className="pair">
        <div className="ctl">
          <input
            id={id}
            ref={field}
            inputMode="decimal"
            value={text}
            placeholder={given === null ? 'none' : 'stays as it is'}
            aria-invalid={wrong || undefined}
            onChange={(event) => {
              setText(event.target.value);
              set(
                event.target.value.trim() === ''
                  ? undefined
                  : (parseAmount(event.target.value, marketplaceCurrency) ?? undefined),
              );
            }}
          />
          <span className="unit">{marketplaceCurrency}</span>
        </div>
        <label className="tick">
          <input
            type="checkbox"
            className="check"
            checked={given === null}
            onChange={(event) => {
              setText('');
              set(event.target.checked ? null : undefined);
            }}
          />
          No {label.toLowerCase()}
        </label>
      </div>
      {wrong && <div className="err">Use a figure such as 125.00.</div>}
    </div>
  );
}
