import { formatMoney, marketplaceCurrency } from '../money/index.ts';
import { plainComponents } from './plainComponents.ts';
import { quoteTicket } from './quote.ts';

/**
 * What becomes of a ticket of 100.00 by these percentages, in words.
 * @param commissionBps basis points of the price, which the marketplace keeps
 * @param feeBps basis points on top, which the fan pays
 * @param currency ISO 4217: the marketplace's unless given
 */
export function termsExample(
  commissionBps: number,
  feeBps: number,
  currency: string = marketplaceCurrency,
): string {
  const { commission, proceeds, allIn } = quoteTicket(10_000, plainComponents(commissionBps, feeBps));
  const text = (amount: number) => formatMoney({ amount, currency });
  return `Of a ticket for ${text(10_000)} the marketplace keeps ${text(commission)}, its seller gets ${text(proceeds)}, and the fan pays ${text(allIn)} in all.`;
}
