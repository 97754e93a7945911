import { useSyncExternalStore } from 'react';

/** A value with subscribers. */
export interface Store<T> {
  get(): T;
  set(value: T): void;
  use(): T;
}

/**
 * A value that several parts of the page share in the browser. On the server it is always the initial value.
 */
export function createStore<T>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const get = () => value;
  return {
    get,
    set(next) {
      value = next;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get, () => first),
  };
}
