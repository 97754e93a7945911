/** Kinds of bank accounts and of their holders. */

/** `sepa`: an IBAN, paid in euros. `us`: a routing and an account number, paid in dollars through the ACH network. */
export const bankAccountKinds = ['sepa', 'us'] as const;
/** One kind. */
export type BankAccountKind = (typeof bankAccountKinds)[number];
/** What each kind is called. */
export const bankAccountKindNames: Record<BankAccountKind, string> = {
  sepa: 'IBAN (SEPA)',
  us: 'US account',
};

/** What an account of a US bank is. */
export const usAccountTypes = ['checking', 'savings'] as const;
/** Whose account it is: banks pay people and companies under different codes. */
export const holderKinds = ['person', 'company'] as const;
/** Whose account it is, in words. */
export const holderKindNames: Record<(typeof holderKinds)[number], string> = {
  person: 'A person',
  company: 'A company',
};
