/** Work in the background changed listings: a desk on screen reads its rows again. */
const listeners = new Set<() => void>();

export function sayListingsChanged(): void {
  for (const listener of listeners) listener();
}

/** @returns what ends it */
export function onListingsChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
