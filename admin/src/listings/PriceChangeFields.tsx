import { parseAmount } from '@holdfast/shared/money';
import { useEffect, useRef, useState } from 'react';
import { amountOf } from '../ui/figures.tsx';
import type { Deed, PriceChange } from './deeds.ts';
import type { DeedControl } from './useDeed.ts';

const ways = [
  { by: 'set', name: 'to', unit: 'USD' },
  { by: 'amount', name: 'by', unit: 'USD' },
  { by: 'percent', name: 'by', unit: '%' },
] as const;

/** A new price for all of them: to an amount, or by an amount or a percentage, down with a minus. */
export function PriceChangeFields({ control, deed }: { control: DeedControl; deed: Deed }) {
  const { change: given } = deed;
  const [by, setBy] = useState<PriceChange['by']>(given?.by ?? (deed.rows.length === 1 ? 'set' : 'percent'));
  const [text, setText] = useState(
    given?.by === 'set'
      ? amountOf(given.amount)
      : deed.rows.length === 1
        ? amountOf(deed.rows[0]!.price.amount)
        : '',
  );
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!given) field.current?.select();
  }, [given]);

  function say(nextBy: PriceChange['by'], nextText: string) {
    setBy(nextBy);
    setText(nextText);
    control.change({ change: readChange(nextBy, nextText) });
  }
  const wrong = text.trim() !== '' && readChange(by, text) === null;
  return (
    <>
      <h3 className="sub">New price before the fee, each</h3>
      <div style={{ display: 'flex', gap: 8 }}>
        <div className="fld">
          <div className="ctl">
            <select
              aria-label="How the price changes"
              value={by}
              onChange={(event) => say(event.target.value as PriceChange['by'], '')}
            >
              {ways.map((way) => (
                <option key={way.by} value={way.by}>
                  {way.name}{' '}
                  {way.unit === '%' ? 'percent' : way.by === 'set' ? 'an amount' : 'an amount more'}
                </option>
              ))}
            </select>
          </div>
        </div>
        <div className={wrong ? 'fld bad' : 'fld'} style={{ flex: 1 }}>
          <div className="ctl">
            <input
              ref={field}
              inputMode="decimal"
              aria-label="New price or change"
              aria-invalid={wrong || undefined}
              value={text}
              onChange={(event) => say(by, event.target.value)}
            />
            <span className="unit">{ways.find((way) => way.by === by)?.unit}</span>
          </div>
          {wrong && <div className="err">Write it like 125.00{by === 'set' ? '' : ' or -10'}.</div>}
        </div>
      </div>
      <div className="fld" style={{ marginTop: 8 }}>
        <label htmlFor="price-reason">Reason, if there is one to remember</label>
        <div className="ctl">
          <input
            id="price-reason"
            value={deed.reason}
            maxLength={500}
            onChange={(event) => control.change({ reason: event.target.value })}
          />
        </div>
      </div>
    </>
  );
}

function readChange(by: PriceChange['by'], text: string): PriceChange | null {
  const plain = text.trim().replace('−', '-');
  if (by === 'percent') {
    if (!/^[+-]?\d{1,3}(\.\d{1,2})?$/.test(plain)) return null;
    return { by, bps: Math.round(Number(plain) * 100) };
  }
  const sign = plain.startsWith('-') ? -1 : 1;
  const amount = parseAmount(plain.replace(/^[+-]/, ''), 'USD');
  if (amount === null || (by === 'set' && sign < 0)) return null;
  return { by, amount: amount * sign };
}
