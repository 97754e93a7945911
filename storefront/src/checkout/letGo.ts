import type { Reservation } from '@holdfast/shared/reservations';
import { api } from '../api/api.ts';

/** Milliseconds between looks at a payment that is being ended at the bank, and how often it is looked at. */
const lookEveryMs = 500;
const mostLooks = 30;

/**
 * Ends a hold. A payment that waits for the fan at the bank is called off first; the hold ends once the bank has confirmed.
 * @throws what the API refuses: paid or ended meanwhile
 */
export async function letGo({ id, payment }: Reservation): Promise<Reservation> {
  if (payment?.state === 'requiresAction') {
    await api.callOffPayment(payment.id);
    for (let looks = 0; looks < mostLooks; looks++) {
      if ((await api.reservation(id)).state !== 'pending.paying') break;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }
  return api.cancelHold(id);
}
