import type { Money } from '@holdfast/shared/money';
import { moneyText } from '../../ui/money.ts';
import type { SectionPrice } from '../sorting.ts';

interface Props {
  sections: readonly SectionPrice[];
  chosen: number | null;
  choose(step: number | null): void;
}

/** What the colors and patterns of the map stand for, by lowest price; pressing one shows its sections alone. */
export function PriceKey({ sections, chosen, choose }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are no fields
    <div className="key" role="group" aria-label="Sections by lowest price">
      {stepsOf(sections).map(({ step, low, high }) => (
        <button
          key={step}
          type="button"
          aria-pressed={step === chosen}
          onClick={() => choose(step === chosen ? null : step)}
        >
          <svg viewBox="0 0 64 18" preserveAspectRatio="none" aria-hidden="true">
            <rect className={`s${step}`} width="64" height="18" />
            {step > 1 && <rect width="64" height="18" fill={`url(#price-${step})`} />}
          </svg>
          <span>{low.amount === high.amount ? short(low) : `${short(low)} to ${short(high)}`}</span>
        </button>
      ))}
    </div>
  );
}

/** The steps that there are, each with its lowest and its highest price. */
function stepsOf(sections: readonly SectionPrice[]): { step: number; low: Money; high: Money }[] {
  return [1, 2, 3, 4, 5].flatMap((step) => {
    const prices = sections
      .filter((each) => each.step === step)
      .map(({ lowest }) => lowest)
      .sort((a, b) => a.amount - b.amount);
    const [low, high] = [prices[0], prices.at(-1)];
    return low && high ? [{ step, low, high }] : [];
  });
}

/** Without cents where there are none. */
const short = (money: Money) => moneyText(money).replace(/\.00$/, '');
