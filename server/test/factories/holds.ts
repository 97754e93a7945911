import type { HeldReservation } from '@holdfast/shared/reservations';
import type { AppContext } from '../../src/platform/appContext.ts';
import { newId } from '../../src/platform/ids.ts';
import { createHoldRequests } from '../../src/reservations/index.ts';

/** A hold by a new fan, made by the reservations' own command. */
export async function buildHold(
  app: AppContext,
  items: Array<{ listingId: string; quantity: number }>,
): Promise<HeldReservation> {
  const holdRequests = createHoldRequests(app);
  const answer = await holdRequests.submit({
    fanId: newId('fan'),
    network: null,
    email: null,
    items,
    key: null,
    hash: '',
  });
  await holdRequests.close();
  if ('refused' in answer) throw answer.refused;
  return answer.held;
}
