import { useCallback, useEffect, useRef, useState } from 'react';

/** What a part of a page reads once it is in the browser. */
export interface Read<T> {
  /** Null: not read yet. What was read stays while it is read again. */
  value: T | null;
  set(value: T): void;
  /** The last reading failed. */
  hasFailed: boolean;
  /** Reads again. */
  again(): Promise<void>;
}

/** @param read stays the same function while the same is to be read; another one is read at once, and overtakes the last */
export function useRead<T>(read: () => Promise<T>): Read<T> {
  const [value, set] = useState<T | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const latest = useRef(0);
  const again = useCallback(async () => {
    latest.current += 1;
    const mine = latest.current;
    setFailed(false);
    try {
      const next = await read();
      if (mine === latest.current) set(next);
    } catch {
      if (mine === latest.current) setFailed(true);
    }
  }, [read]);
  useEffect(() => {
    void again();
    return () => {
      latest.current += 1;
    };
  }, [again]);
  return { value, set, hasFailed, again };
}
