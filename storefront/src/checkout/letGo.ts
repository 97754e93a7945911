import type { Reservation } from '@holdfast/shared/reservations';
import { api } from '../api/api.ts';

/** Milliseconds between looks at a payment that is being ended at the bank, and how often it is looked at. */
const lookEveryMs = 500;
const mostLooks = 30;

/** The bank hasn't confirmed in time that a payment is off, so the hold goes on. */
export class BankSilent extends Error {}

/**
 * Ends a hold. A payment that waits for the fan at the bank is called off first; the hold ends once the bank has confirmed.
 * @throws BankSilent; what the API refuses: paid or ended meanwhile
 */
export async function letGo({ id, payment }: Reservation): Promise<Reservation> {
  if (payment?.state === 'requiresAction') {
    await api.callOffPayment(payment.id);
    if (!(await isBankDone(id))) throw new BankSilent();
  }
  return api.cancelHold(id);
}

async function isBankDone(id: string): Promise<boolean> {
  for (let looks = 0; looks < mostLooks; looks++) {
    if ((await api.reservation(id)).state !== 'pending.paying') return true;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  return false;
}
