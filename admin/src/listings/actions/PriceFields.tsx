import type { PriceRule } from '@holdfast/shared/listings';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { useEffect, useRef, useState } from 'react';
import { amountOf } from '../../ui/figures.tsx';
import { type ActionFieldsProps, onlyOf } from './draft.ts';
import { readRule, textOf } from './priceRule.ts';

const ways: Record<PriceRule['by'], { name: string; unit: '%' | 'money'; example: string }> = {
  set: { name: 'to an amount', unit: 'money', example: '125.00' },
  amount: { name: 'by an amount', unit: 'money', example: '5.00 or −5.00' },
  percent: { name: 'by percent', unit: '%', example: '5 or −10' },
  market: { name: 'to the market, ±', unit: '%', example: '0 or −5' },
};
const steps = [
  [1, 'to the cent'],
  [50, 'to 0.50'],
  [100, 'to 1.00'],
  [500, 'to 5.00'],
] as const;

/** A rule for the new price: an amount, a change, or a distance from each one's market; rounded, and kept within limits. */
export function PriceFields({ draft, change }: ActionFieldsProps) {
  const only = onlyOf(draft);
  const given = draft.change;
  const [by, setBy] = useState<PriceRule['by']>(given?.by ?? (only ? 'set' : 'percent'));
  const [text, setText] = useState(textOf(given) ?? (only ? amountOf(only.price.amount) : ''));
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => {
    if (given) return;
    field.current?.focus();
    field.current?.select();
  }, []);

  function set(nextBy: PriceRule['by'], nextText: string) {
    setBy(nextBy);
    setText(nextText);
    change({ change: readRule(nextBy, nextText) });
  }
  const wrong = text.trim() !== '' && readRule(by, text) === null;
  return (
    <>
      <h3 className="sub">New price before the fee, each</h3>
      <div className="pair">
        <div className="fld">
          <div className="ctl">
            <select
              aria-label="How the price changes"
              value={by}
              onChange={(event) => {
                const next = event.target.value as PriceRule['by'];
                set(next, next === 'market' ? '0' : '');
                field.current?.focus();
              }}
            >
              {Object.entries(ways).map(([way, { name }]) => (
                <option key={way} value={way}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        </div>
        <div className={wrong ? 'fld bad' : 'fld'}>
          <div className="ctl">
            <input
              ref={field}
              inputMode="decimal"
              aria-label="New price or change"
              aria-invalid={wrong || undefined}
              value={text}
              onChange={(event) => set(by, event.target.value)}
            />
            <span className="unit">{ways[by].unit === 'money' ? marketplaceCurrency : ways[by].unit}</span>
          </div>
          {wrong && <div className="err">Use a figure such as {ways[by].example}.</div>}
        </div>
      </div>
      {by !== 'set' && <Rounding draft={draft} change={change} />}
      <label className="tick">
        <input
          type="checkbox"
          className="check"
          checked={draft.keepWithinLimits}
          onChange={(event) => change({ keepWithinLimits: event.target.checked })}
        />
        Stop at floor, ceiling and legal cap instead of leaving it out
      </label>
    </>
  );
}

function Rounding({ draft, change }: ActionFieldsProps) {
  return (
    <div className="pair" style={{ marginTop: 8 }}>
      <div className="fld">
        <label htmlFor="price-round">Rounded, half up</label>
        <div className="ctl">
          <select
            id="price-round"
            value={draft.roundTo}
            onChange={(event) => change({ roundTo: Number(event.target.value) })}
          >
            {steps.map(([step, name]) => (
              <option key={step} value={step}>
                {name}
              </option>
            ))}
          </select>
        </div>
      </div>
    </div>
  );
}
