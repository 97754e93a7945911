import { useCallback, useEffect, useMemo, useState } from 'react';
import { newestReads } from '../api/newestReads.ts';

/** What a part of a page reads once it is in the browser. */
export interface Read<T> {
  /** Null: not read yet. What was read stays while it is read again. */
  value: T | null;
  /** Shows what came as the response to another request. */
  set(value: T): void;
  /** The last reading failed. */
  hasFailed: boolean;
  /** Reads again. */
  again(): Promise<void>;
}

/** @param read stays the same function while the same is to be read; another one is read at once, and overtakes the last */
export function useRead<T>(read: () => Promise<T>): Read<T> {
  const [value, setValue] = useState<T | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const reads = useMemo(newestReads, []);
  const again = useCallback(async () => {
    const isNewest = reads.begin();
    setFailed(false);
    try {
      const next = await read();
      if (isNewest()) setValue(next);
    } catch {
      if (isNewest()) setFailed(true);
    }
  }, [read, reads]);
  useEffect(() => {
    void again();
    return () => {
      reads.begin();
    };
  }, [again, reads]);
  const set = useCallback(
    (next: T) => {
      reads.begin();
      setValue(next);
    },
    [reads],
  );
  return { value, set, hasFailed, again };
}
