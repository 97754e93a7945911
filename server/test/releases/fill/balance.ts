/** Fills the days of Stripe's balance: one that was read, with a difference. */
import { runBalance } from '../../../src/dailyBalance/index.ts';
import { bookFees } from '../../../src/payments/bookFees.ts';
import { bankDoes } from '../../bank.ts';
import type { TestApp } from '../../runningApp.ts';
import { sandboxStripe } from '../../sandboxStripe.ts';

/** Reads the balance, in which Stripe has a movement that the books don't know. */
export async function fillBalance(running: TestApp): Promise<void> {
  const stripe = sandboxStripe(running);
  await bankDoes(running, 'payouts', { amount: 5_000 });
  await bankDoes(running, 'transactions', { type: 'adjustment', amount: -250 });
  await bookFees(running.context, stripe, null);
  const differences = await runBalance(running.context, stripe, { grace: 0 });
  if (differences === 0) throw new Error('the balance has no difference');
}
