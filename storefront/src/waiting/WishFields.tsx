import { decimalsOf, formatAmount, parseAmount } from '@holdfast/shared/money';
import { Field } from '../ui/Field.tsx';
import { ShownError } from '../ui/useSubmission.ts';

/** What somebody waits for. */
export interface Wish {
  size: number;
  /** All-in, one ticket, minor units; null: any price. */
  limitAmount: number | null;
}

interface Props {
  /** What the fields begin with. */
  wish: Wish;
  /** Tickets that one fan may have. */
  most: number;
  currency: string;
  errors: Record<string, string>;
  /** A price must be given. */
  isLimitNeeded?: boolean;
}

/** How many tickets together, and the most for one. */
export function WishFields({ wish, most, currency, errors, isLimitNeeded = false }: Props) {
  return (
    <>
      <fieldset className="waits-size">
        <legend>How many tickets together?</legend>
        <div className="qty">
          {Array.from({ length: most }, (_, i) => i + 1).map((count) => (
            <label key={count}>
              <input type="radio" name="size" value={count} defaultChecked={count === wish.size} />
              <span>{count}</span>
            </label>
          ))}
        </div>
        {errors.size !== undefined && <span className="msg">{errors.size}</span>}
      </fieldset>
      <Field
        label={`The most for one ticket, in ${currency}${isLimitNeeded ? '' : ', if you like'}`}
        name="limit"
        autoComplete="off"
        required={false}
        value={wish.limitAmount === null ? '' : formatAmount({ amount: wish.limitAmount, currency })}
        hint={isLimitNeeded ? 'With all fees.' : 'With all fees. Leave it empty to wait at any price.'}
        error={errors.limitAmount}
      />
    </>
  );
}

/** What was typed. @throws ShownError for a price that can't be read */
export function readWish(given: (name: string) => string, currency: string): Wish {
  const text = given('limit')
    .trim()
    .replace(/^\p{Sc}\s*/u, '');
  const limitAmount = text === '' ? null : parseAmount(text, currency);
  if (text !== '' && limitAmount === null)
    throw new ShownError(
      `The price can’t be read. Write it as ${decimalsOf(currency) === 0 ? '6000' : '60 or 60.50'}, or leave it empty.`,
    );
  return { size: Number(given('size')), limitAmount };
}
