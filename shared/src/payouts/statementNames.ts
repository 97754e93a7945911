import type { StatementLine } from './statement.ts';

/** What happened of a line, in words for its consignor. */
export const statementLineNames: Record<StatementLine['kind'], string> = {
  sale: 'Sold',
  replacement: 'Other tickets given',
  refund: 'Refunded to the fan',
  adjustment: 'Adjustment',
  advance: 'Paid in advance',
  advanced: 'Advance taken off',
  withheld: 'Tax withheld for the IRS',
  withheldReturned: 'Withheld tax given back',
  correction: 'Correction',
  payout: 'Paid to you',
  payoutReturned: 'Payout came back',
};
