import { accountBecomes, paidByStripe, switchConnect, untilAccount } from '../../connectClient.ts';
import type { TestApp } from '../../runningApp.ts';

/** Two consignors who chose to be paid by Stripe: one may be paid there, the other one owes Stripe a document. */
export async function fillConnect(running: TestApp): Promise<void> {
  const status = await switchConnect(running, true);
  if (status !== 200) throw new Error(`paying by Stripe wasn't turned on: ${status}`);
  await paidByStripe(running);
  const { consignorId, stripeId } = await paidByStripe(running);
  await accountBecomes(running, stripeId, { standing: 'incomplete' });
  await untilAccount(running, consignorId, 'restricted');
}
