import type { BankAccountKind } from '@holdfast/shared/bankAccounts';
import { marketplaceCurrency } from '@holdfast/shared/money';

/** Kinds of accounts to which a bank file can pay in the marketplace's currency: SEPA carries euros, ACH carries dollars. */
export function payableKinds(): BankAccountKind[] {
  if (marketplaceCurrency === 'EUR') return ['sepa'];
  return marketplaceCurrency === 'USD' ? ['us'] : [];
}
