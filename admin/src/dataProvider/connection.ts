/** Whether the house answers: the mark at the right of the key line. */
import { useSyncExternalStore } from 'react';

let lostSince: Date | null = null;
const listeners = new Set<() => void>();

/** Tells what a request found. The first failure keeps its time until something answers again. */
export function noteConnection(answered: boolean): void {
  const next = answered ? null : (lostSince ?? new Date());
  if (next === lostSince) return;
  lostSince = next;
  for (const listener of listeners) listener();
}

/** Since when nothing answers, or null while the connection stands. */
export function useConnectionLost(): Date | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lostSince,
  );
}
