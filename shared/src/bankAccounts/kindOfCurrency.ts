import type { BankAccountKind } from './kinds.ts';

/** The kind of account to which a bank file pays in a currency: SEPA carries euros, ACH carries US dollars. Null: none does. */
export function kindOfCurrency(currency: string): BankAccountKind | null {
  if (currency === 'EUR') return 'sepa';
  return currency === 'USD' ? 'us' : null;
}
