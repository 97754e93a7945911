/** Notifies listings pages that background work changed listings. */
const listeners = new Set<() => void>();

export function notifyListingsChanged(): void {
  for (const listener of listeners) listener();
}

/** @returns a function that unsubscribes */
export function onListingsChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
