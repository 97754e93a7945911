import type { Session } from '@holdfast/shared/accounts';
import type { Reservation } from '@holdfast/shared/reservations';
import { api } from '../api/api.ts';
import { newestReads } from '../api/newestReads.ts';
import { createStore } from '../ui/store.ts';

/**
 * Who is signed in. Loaded after hydration, because pages are the same for everybody; null: not loaded yet.
 */
export const sessionStore = createStore<Session | null>(null);
const sessionReads = newestReads();

/** The visitor's open hold, for the header. */
export interface OpenHold {
  id: string;
  /** By this device's clock, milliseconds since the epoch. */
  endsAt: number;
  paying: boolean;
  /** Whose tickets it holds. */
  listingIds: string[];
}
/** The visitor's open hold; null: none, or not loaded yet. */
export const holdStore = createStore<OpenHold | null>(null);
const holdReads = newestReads();

/** Loads the session. On a failure nothing changes: every page works without a session. */
export async function refreshSession(): Promise<void> {
  const isNewest = sessionReads.begin();
  const session = await api.session().catch(() => null);
  if (session && isNewest()) sessionStore.set(session);
}

/** Shows a session that came as the response to another request. */
export function showSession(session: Session): void {
  sessionReads.begin();
  sessionStore.set(session);
}

/** Loads the open hold. On a failure nothing changes. */
export async function refreshHold(): Promise<void> {
  const isNewest = holdReads.begin();
  const answer = await api.currentHold().then(
    (hold) => ({ hold }),
    () => null,
  );
  if (answer && isNewest()) showHold(answer.hold);
}

/** Updates the header after a hold was made, paid or canceled. */
export function showHold(reservation: Reservation | null): void {
  const isOpen = reservation?.state.startsWith('pending.');
  // An order that is looked at says nothing about another hold.
  if (reservation && !isOpen && reservation.id !== holdStore.get()?.id) return;
  holdReads.begin();
  if (!reservation || !isOpen) {
    holdStore.set(null);
    return;
  }
  holdStore.set({
    id: reservation.id,
    endsAt: endsAt(reservation),
    paying: reservation.state === 'pending.paying',
    listingIds: reservation.items.map(({ listingId }) => listingId),
  });
}

/**
 * The deadline by this device's clock, milliseconds since the epoch. It is computed from the server's clock,
 * so a wrong device clock shows the right time left.
 */
export function endsAt({ expiresAt, serverNow }: Pick<Reservation, 'expiresAt' | 'serverNow'>): number {
  return Date.now() + (Date.parse(expiresAt) - Date.parse(serverNow));
}
