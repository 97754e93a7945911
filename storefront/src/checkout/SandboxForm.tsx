import type { PaymentMode } from '@holdfast/shared/payments';
import { type Ref, useImperativeHandle, useRef } from 'react';
import { InfoIcon } from '../ui/icons.tsx';
import { CardRefused, type Payer } from './payer.ts';

const testCards: [number: string, does: string][] = [
  ['4242 4242 4242 4242', 'pays'],
  ['4000 0000 0000 9995', 'is declined: not enough funds'],
  ['4000 0025 0000 3155', 'asks for 3-D Secure'],
];

interface Props {
  mode: PaymentMode;
  payer: Ref<Payer>;
  error: { field: string | null; message: string } | null;
}

/** The sandbox's card fields. They are sent straight from the browser to the sandbox. */
export function SandboxForm({ mode, payer, error }: Props) {
  const fields = useRef<HTMLDivElement>(null);
  useImperativeHandle(payer, () => ({
    createToken: (email) => sandboxToken(mode, read(fields.current!), email),
    authenticate: async () => undefined,
  }));
  const put = (number: string) => {
    const set = (name: string, value: string) => {
      const input = fields.current?.querySelector<HTMLInputElement>(`[name=${name}]`);
      if (input) input.value = value;
    };
    set('number', number);
    set('expiry', `12 / ${(new Date().getFullYear() + 2) % 100}`);
    set('cvc', '318');
    set('postal', '15212');
  };
  return (
    <div className="card-fields" ref={fields}>
      <div className="note">
        <InfoIcon />
        <div>
          <b>Play money.</b> This site runs with a sandbox instead of a bank: only test cards work, and
          nothing is ever charged.
          <ul className="test-cards">
            {testCards.map(([number, does]) => (
              <li key={number}>
                <button type="button" className="link fig" onClick={() => put(number)}>
                  {number}
                </button>{' '}
                {does}
              </li>
            ))}
          </ul>
        </div>
      </div>
      <CardField name="number" label="Card number" complete="cc-number" error={error} />
      <div className="three">
        <CardField name="expiry" label="Expiry" complete="cc-exp" placeholder="MM / YY" error={error} />
        <CardField name="cvc" label="Security code" complete="cc-csc" error={error} />
        <CardField name="postal" label="Billing ZIP" complete="postal-code" error={error} />
      </div>
    </div>
  );
}

function CardField({
  name,
  label,
  complete,
  placeholder,
  error,
}: {
  name: string;
  label: string;
  complete: string;
  placeholder?: string;
  error: Props['error'];
}) {
  const mine = error?.field === name ? error.message : null;
  return (
    <div className={mine === null ? 'field' : 'field field-error'}>
      <label htmlFor={`card-${name}`}>{label}</label>
      <input
        className="input fig"
        id={`card-${name}`}
        name={name}
        inputMode="numeric"
        autoComplete={complete}
        placeholder={placeholder}
        maxLength={30}
        aria-invalid={mine !== null || undefined}
        aria-describedby={mine === null ? undefined : `card-${name}-error`}
      />
      {mine !== null && (
        <span className="msg" id={`card-${name}-error`}>
          {mine}
        </span>
      )}
    </div>
  );
}

interface Card {
  number: string;
  expiry: string;
  cvc: string;
  postal: string;
}

function read(fields: HTMLElement): Card {
  const value = (name: string) =>
    fields.querySelector<HTMLInputElement>(`[name=${name}]`)?.value.trim() ?? '';
  return { number: value('number'), expiry: value('expiry'), cvc: value('cvc'), postal: value('postal') };
}

/** Our field by the gateway's parameter. */
const fieldOfParam: Record<string, string> = {
  number: 'number',
  exp_month: 'expiry',
  exp_year: 'expiry',
  cvc: 'cvc',
  postal_code: 'postal',
};

async function sandboxToken(mode: PaymentMode, card: Card, email: string): Promise<string> {
  if (card.number === '') throw new CardRefused('Enter the card’s number.', 'number');
  const expiry = /^(\d{1,2})\s*[/.-]?\s*(\d{4}|\d{2})$/.exec(card.expiry);
  if (!expiry) throw new CardRefused('Enter month and year, such as 08 / 29.', 'expiry');
  if (card.cvc === '') throw new CardRefused('Enter the code on the card, usually three digits.', 'cvc');
  const year = Number(expiry[2]);
  let response: Response;
  let answer: { id?: string; error?: { message?: string; param?: string } };
  try {
    response = await fetch(`${mode.sandboxUrl}/v1/sandbox/confirmation_tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${mode.publishableKey}` },
      body: JSON.stringify({
        number: card.number,
        exp_month: Number(expiry[1]),
        exp_year: year < 100 ? 2000 + year : year,
        cvc: card.cvc,
        email,
        name: null,
        postal_code: card.postal || null,
      }),
    });
    answer = await response.json();
  } catch {
    throw new CardRefused(
      'The payment provider can’t be reached. Nothing was charged: try again in a moment.',
    );
  }
  if (response.ok && answer.id) return answer.id;
  throw new CardRefused(
    answer.error?.message ?? 'The card could not be used. Nothing was charged.',
    fieldOfParam[answer.error?.param ?? ''] ?? null,
  );
}
