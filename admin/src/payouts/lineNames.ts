import type { PayoutLine, StatementLine } from '@holdfast/shared/payouts';

/** What happened of a line, for staff. */
export const lineNames: Record<PayoutLine['kind'] | StatementLine['kind'], string> = {
  sale: 'Sale',
  replacement: 'Other tickets given',
  refund: 'Refund to the fan',
  adjustment: 'Adjustment',
  advance: 'Advance',
  advanced: 'Advance taken off',
  withheld: 'Tax withheld for the IRS',
  withheldReturned: 'Withheld tax given back',
  correction: 'Correction',
  payout: 'Payout',
  payoutReturned: 'Payout came back',
};
