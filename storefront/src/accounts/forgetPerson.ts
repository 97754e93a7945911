import { forgetOfflineOrders } from '@holdfast/shared/offlineOrders';
import { keepTypedEmail } from '../checkout/typedEmail.ts';
import { refreshHold, refreshSession } from './visitor.ts';

/** After a sign-out or a closed account: the next person in front of this browser finds no address and no order in it. */
export async function forgetPerson(): Promise<void> {
  keepTypedEmail(null);
  await forgetOfflineOrders();
  await Promise.all([refreshSession(), refreshHold()]);
}
