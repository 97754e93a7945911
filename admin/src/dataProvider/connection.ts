/** Whether the server answers, for the mark at the right of the shortcut bar. */
import { useSyncExternalStore } from 'react';

let lostSince: Date | null = null;
const listeners = new Set<() => void>();

/** Records whether a request was answered. Keeps the time of the first failure until one is answered again. */
export function noteConnection(answered: boolean): void {
  const next = answered ? null : (lostSince ?? new Date());
  if (next === lostSince) return;
  lostSince = next;
  for (const listener of listeners) listener();
}

/** Since when the server hasn't answered; null while it does. */
export function useConnectionLost(): Date | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lostSince,
  );
}
