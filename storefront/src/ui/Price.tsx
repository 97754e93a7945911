import type { Money } from '@holdfast/shared/money';
import { moneyParts, moneyText } from './money.ts';

/** A price in large type with smaller cents. Screen readers read one amount. */
export function Price({ value, className = '' }: { value: Money; className?: string }) {
  const { whole, cents } = moneyParts(value);
  return (
    <span className={`price ${className}`.trim()}>
      <span aria-hidden="true">
        {whole}
        {cents && <span className="c">{cents}</span>}
      </span>
      <span className="vh">{moneyText(value)}</span>
    </span>
  );
}
