import type { Session } from '@holdfast/shared/accounts';
import type { Reservation } from '@holdfast/shared/reservations';
import { api } from '../api/api.ts';
import { createStore } from '../ui/store.ts';

/** Who looks, and what they hold. Arrives after hydration, since pages are the same for everybody; null: not known yet. */
export const sessionStore = createStore<Session | null>(null);

export interface OpenHold {
  id: string;
  /** By this device's clock, milliseconds since the epoch. */
  endsAt: number;
  paying: boolean;
}
export const holdStore = createStore<OpenHold | null>(null);

/** Reads who it is. Without an answer nothing changes: the page works for a stranger too. */
export async function refreshSession(): Promise<void> {
  await api.session().then(sessionStore.set, () => undefined);
}

export async function refreshHold(): Promise<void> {
  await api.currentHold().then(showHold, () => undefined);
}

/** Keeps the header right after something was held, paid or let go. */
export function showHold(reservation: Reservation | null): void {
  if (!reservation?.state.startsWith('pending.')) {
    holdStore.set(null);
    return;
  }
  holdStore.set({
    id: reservation.id,
    endsAt: endsAt(reservation),
    paying: reservation.state === 'pending.paying',
  });
}

/** The deadline by this device's clock, which may be wrong: counted from the server's. */
export function endsAt({ expiresAt, serverNow }: Pick<Reservation, 'expiresAt' | 'serverNow'>): number {
  return Date.now() + (Date.parse(expiresAt) - Date.parse(serverNow));
}
