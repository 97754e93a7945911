import { ApiProblem } from '@holdfast/shared/apiClient';
import type { Selling } from '@holdfast/shared/portal';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { api } from '../api/api.ts';
import { newestReads } from '../api/newestReads.ts';

/** What is known of the consignor's listings. */
export type SellingState =
  | { state: 'loading' }
  | { state: 'signedOut' }
  | { state: 'notConsignor' }
  | { state: 'failed' }
  | { state: 'ready'; selling: Selling };

/**
 * Loads the visitor's own listings after hydration, because the page itself is the same for everybody. While
 * another filter loads, the previous result stays.
 */
export function useSelling(query: string): {
  own: SellingState;
  isBusy: boolean;
  /** Loads again with an empty page. */
  reload(): void;
  /** Loads again while the present result stays. */
  refresh(): void;
} {
  const [own, setOwn] = useState<SellingState>({ state: 'loading' });
  const [isBusy, setBusy] = useState(true);
  const reads = useMemo(newestReads, []);

  const load = useCallback(async () => {
    const isNewest = reads.begin();
    setBusy(true);
    const next = await ask(query);
    if (!isNewest()) return;
    setOwn(next);
    setBusy(false);
  }, [query, reads]);
  useEffect(() => {
    void load();
    return () => {
      reads.begin();
    };
  }, [load, reads]);

  const reload = useCallback(() => {
    setOwn({ state: 'loading' });
    void load();
  }, [load]);
  return { own, isBusy, reload, refresh: load };
}

async function ask(query: string): Promise<SellingState> {
  try {
    return { state: 'ready', selling: await api.selling(query) };
  } catch (error) {
    return { state: whyNot(error) };
  }
}

/** Why a consignor's own page isn't shown. */
export function whyNot(error: unknown): 'signedOut' | 'notConsignor' | 'failed' {
  const code = error instanceof ApiProblem ? error.problem.code : null;
  if (code === 'sign_in_required') return 'signedOut';
  return code === 'forbidden' ? 'notConsignor' : 'failed';
}
